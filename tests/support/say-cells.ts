import { notebooks } from "../../notebooks/index";
import { createEngineHost } from "../../src/engine/host";
import { withControls, type ControlValue } from "../../src/notebook/cell-options";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createKernel } from "../../src/notebook/kernel";
import { parseNotebook } from "../../src/notebook/parse";
import { cellHostHere, servicesOf } from "./cell-host";

/**
 * What the cells of a notebook that contain a text say with a control set: their sentences and tables. Only those cells run, and what they need.
 */
export async function say(
  id: string,
  set: Readonly<Record<string, ControlValue>>,
  ...within: string[]
): Promise<{ sentences: string; rows: unknown[][] }> {
  const { cells } = parseNotebook(notebooks.get(id).text);
  const named = (source: string) => Object.entries(set).filter(([name]) => new RegExp(`const ${name} = (slider|choice)`).test(source));
  const ready = cells.map((cell) => {
    const own = cell.kind === "code" ? named(cell.source) : [];
    return own.length > 0 ? { ...cell, options: withControls(cell.options, Object.fromEntries(own)) } : cell;
  });
  if (ready.filter((cell, i) => cell !== cells[i]).length !== Object.keys(set).length)
    throw new Error(`${id} has not all of the controls ${Object.keys(set).join(", ")}`);
  const targets = cells.flatMap(({ id: cell, kind, source }) => (kind === "code" && within.some((text) => source.includes(text)) ? [cell] : []));
  if (targets.length !== within.length) throw new Error(`${id}: ${targets.length} cells hold one of ${within.join(", ")}`);
  const last = new Map<string, CellOutput[]>();
  const kernel = createKernel(
    (tell) => cellHostHere(servicesOf(createEngineHost()), tell),
    ({ cell, outputs }) => outputs && last.set(cell, outputs),
  );
  await kernel.run(ready, targets, "manual");
  kernel.close();
  const outputs = targets.flatMap((cell) => last.get(cell)!);
  return {
    sentences: outputs.map((output) => (output.kind === "markdown" ? output.text : output.kind === "error" ? output.message : "")).join("\n"),
    rows: outputs.flatMap((output) => (output.kind === "table" ? output.rows : [])),
  };
}
