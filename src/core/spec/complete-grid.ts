import type { Model } from "../define/model";
import { WorkbenchError } from "../errors";
import { checkMark } from "./check-mark";
import type { GridSpec, RunSpecInput } from "./run-spec";

/** A state above this, with the copies that a run and its pictures need, does not fit into memory. */
const mostStateBytes = 2 ** 30;

function refuseTooLarge(shape: readonly number[], fields: number, precision: "f32" | "f64"): void {
  const cells = shape.reduce((product, extent) => product * extent, 1);
  const bytes = cells * fields * (precision === "f32" ? 4 : 8);
  if (bytes <= mostStateBytes) return;
  const most = Math.floor((mostStateBytes / bytes) * cells);
  throw new WorkbenchError(
    "grid/invalid",
    ["grid", "shape"],
    `${shape.join(" × ")} cells with ${fields} field${fields === 1 ? "" : "s"} in ${precision} need ${(bytes / 2 ** 30).toFixed(1)} GiB, at most 1 is allowed; take at most ${most} cells${precision === "f64" ? ', or "precision": "f32"' : ""}`,
  );
}

/**
 * Fills in the grid and brings it to its canonical form. Whether a mask leaves anything inside, `core/field/mask` says.
 * @throws WorkbenchError `grid/invalid`.
 */
export function completeGrid(model: Model, given: RunSpecInput["grid"], precision: "f32" | "f64"): GridSpec {
  const grid = { ...model.grid, ...given } as GridSpec;
  const { shape } = grid;
  if (!(model.dimensions as readonly number[]).includes(shape.length)) {
    throw new WorkbenchError(
      "grid/invalid",
      ["grid", "shape"],
      `${model.title} runs in ${model.dimensions.join(" or ")} dimensions, got ${shape.length}`,
    );
  }
  if (model.kind === "stepped" && grid.mask !== undefined)
    throw new WorkbenchError("grid/invalid", ["grid", "mask"], `${model.title} runs on a whole square; leave the mask out`);
  if (model.kind === "stepped" && (shape[0] !== shape[1] || grid.spacing !== 1 || grid.stencil !== "standard")) {
    throw new WorkbenchError("grid/invalid", ["grid"], `${model.title} runs on a square grid [n, n] of spacing 1 with the standard stencil`);
  }
  if (Array.isArray(grid.spacing)) {
    if (grid.spacing.length !== shape.length)
      throw new WorkbenchError(
        "grid/invalid",
        ["grid", "spacing"],
        `expected one number or ${shape.length}, in the order of shape, got ${grid.spacing.length}`,
      );
    if (grid.spacing.every((h) => h === (grid.spacing as number[])[0])) grid.spacing = grid.spacing[0]!;
  }
  if (grid.stencil === "isotropic" && Array.isArray(grid.spacing)) {
    throw new WorkbenchError("grid/invalid", ["grid", "stencil"], "the isotropic stencil needs one spacing for all axes; use the standard one");
  }
  if (typeof grid.mask === "object" && "painted" in grid.mask)
    for (const [i, mark] of grid.mask.painted.entries()) checkMark(mark, grid, ["grid", "mask", "painted", i]);
  refuseTooLarge(shape, Object.keys(model.species).length, precision);
  return {
    shape: [...shape] as GridSpec["shape"],
    spacing: grid.spacing,
    stencil: grid.stencil,
    ...(grid.mask === undefined ? {} : { mask: grid.mask }),
  };
}
