import { WorkbenchError, nearest } from "../core/errors";
import { CellSyntaxError, compileCell } from "./cell-module";
import type { StartHost } from "./cell-host";
import { withControls, type ControlValue } from "./cell-options";
import type { CellOutput, ControlOutput } from "./cell-output";
import { createKernel, type CellStatus } from "./kernel";
import type { Cell } from "./parse";

/** A cell that was run, or prose. */
export interface RanCell extends Cell {
  status: CellStatus;
  outputs: CellOutput[];
  milliseconds: number | null;
}

/**
 * Runs all cells of a notebook once, in a place of their own that ends with it.
 * @param told is called with the share of cells that have ended.
 */
export async function runHeadless(
  cells: readonly Cell[],
  startHost: StartHost,
  told: (done: number, of: number) => void = () => undefined,
): Promise<RanCell[]> {
  const ran = new Map(cells.map((cell): [string, RanCell] => [cell.id, { ...cell, status: "idle", outputs: [], milliseconds: null }]));
  const code = cells.flatMap(({ id, kind }) => (kind === "code" ? [id] : []));
  const kernel = createKernel(startHost, ({ cell, status, outputs, milliseconds }) => {
    const known = ran.get(cell);
    if (!known) return;
    Object.assign(known, status && { status }, outputs && { outputs }, milliseconds !== undefined && { milliseconds });
    if (status === "done" || status === "failed") told(code.filter((id) => ["done", "failed"].includes(ran.get(id)!.status)).length, code.length);
  });
  try {
    await kernel.run(cells, code, "once");
  } finally {
    kernel.close();
  }
  return [...ran.values()];
}

/** Names under which controls of a notebook are set: those of their variables. */
export const controlNames = (cells: readonly Cell[]): string[] => cells.flatMap((cell) => (cell.kind === "code" ? controlsOf(cell.source) : []));

/**
 * The cells with controls set, by the names of their variables.
 * @throws WorkbenchError `usage` for a name that is no control's, with the nearest one.
 */
export function withControlValues(cells: readonly Cell[], values: Readonly<Record<string, ControlValue>>): Cell[] {
  const known = controlNames(cells);
  for (const name of Object.keys(values)) {
    if (known.includes(name)) continue;
    const guess = nearest(name, known);
    const cure = guess ? `did you mean "${guess}"?` : known.length > 0 ? `it has ${known.join(", ")}` : "it has none";
    throw new WorkbenchError("usage", [], `this notebook has no control "${name}"; ${cure}`);
  }
  return cells.map((cell) => {
    const mine = Object.entries(values).filter(([name]) => cell.kind === "code" && controlsOf(cell.source).includes(name));
    return mine.length === 0 ? cell : { ...cell, options: withControls(cell.options, { ...cell.options.controls, ...Object.fromEntries(mine) }) };
  });
}

/** The controls that cells showed, in order. */
export const shownControls = (cells: readonly RanCell[]): ControlOutput[] =>
  cells.flatMap(({ outputs }) => outputs.filter((output): output is ControlOutput => output.kind === "control"));

function controlsOf(source: string): string[] {
  try {
    return compileCell(source).controls;
  } catch (error) {
    if (error instanceof CellSyntaxError) return [];
    throw error;
  }
}
