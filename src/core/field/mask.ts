import { WorkbenchError } from "../errors";
import { arrayOf, maskKey, type GivenArrays } from "../spec/files";
import { readFormula } from "../spec/formula";
import type { Mark } from "../spec/mark";
import type { RunSpec } from "../spec/run-spec";
import { applyMark } from "./apply-mark";
import { cellCount, gridOf } from "./grid";
import { sampleCells, sampler } from "./sample";

type MaskedSpec = Pick<RunSpec, "grid" | "parameters">;

/**
 * The domain as 1 for each cell inside and 0 for each outside, C order; null when every cell is inside because the spec
 * has no mask. Inside is where the formula, the array or 1 with the marks painted on it is above 0; NaN is not.
 * @throws WorkbenchError `grid/invalid` when no cell is inside or the array does not fit; `spec/unsupported` when it is missing.
 */
export function maskOf(spec: MaskedSpec, arrays?: GivenArrays): Uint8Array<ArrayBuffer> | null {
  const { mask, shape } = spec.grid;
  if (mask === undefined) return null;
  const isInside =
    typeof mask === "string" ? insideFormula(spec, mask) : "file" in mask ? insideArray(spec, mask.file, arrays) : insidePainted(shape, mask.painted);
  const cells = new Uint8Array(cellCount(shape));
  let inside = 0;
  for (let cell = 0; cell < cells.length; cell++) if (isInside(cell)) inside = cells[cell] = 1;
  if (inside === 0) throw empty(typeof mask === "string" ? mask : "file" in mask ? mask.file : "what is painted");
  return cells;
}

/**
 * Which cells a mask formula leaves inside; every cell where there is no mask or its file or what is painted says so.
 * @throws WorkbenchError `grid/invalid` when it leaves none.
 */
export function insideByFormula(spec: MaskedSpec, varying: readonly string[] = []): (cell: number) => boolean {
  const { mask } = spec.grid;
  if (typeof mask !== "string") return () => true;
  const isInside = insideFormula(spec, mask, varying);
  // The cells looked at first are few, and nearly always enough.
  if (!sampleCells(gridOf(spec.grid)).some(isInside)) maskOf(spec);
  return isInside;
}

function insideFormula({ grid, parameters }: MaskedSpec, text: string, varying?: readonly string[]): (cell: number) => boolean {
  const numbers = Object.fromEntries(Object.entries(parameters).filter((entry): entry is [string, number] => typeof entry[1] === "number"));
  const expr = readFormula(text, { params: Object.keys(parameters), varying, still: true }, ["grid", "mask"]);
  const value = sampler(expr, gridOf(grid), numbers);
  return (cell) => value(cell) > 0;
}

function insideArray({ grid }: MaskedSpec, file: string, arrays: GivenArrays | undefined): (cell: number) => boolean {
  const array = arrayOf({ key: maskKey, path: ["grid", "mask", "file"], file }, arrays, grid.shape);
  return (cell) => array[cell]! > 0;
}

/** A domain ends at the edges of the box, so nothing painted on it wraps round. */
function insidePainted(shape: readonly number[], marks: readonly Mark[]): (cell: number) => boolean {
  const values = new Float64Array(cellCount(shape)).fill(1);
  for (const mark of marks) applyMark(values, shape, mark);
  return (cell) => values[cell]! > 0;
}

const empty = (mask: string) =>
  new WorkbenchError("grid/invalid", ["grid", "mask"], `the mask leaves no cell inside; a cell is inside where ${mask} is above 0`);
