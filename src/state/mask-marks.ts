import { WorkbenchError, type ErrorRecord } from "../core/errors";
import { maskOf } from "../core/field/mask";
import { toBase64 } from "../core/spec/base64";
import type { Mark } from "../core/spec/mark";
import type { MaskSpec, RunSpec } from "../core/spec/run-spec";
import type { WorkbenchState } from "./store";

/** A stamp is at most so many cells wide and high. */
const stampAtMost = 4096;

/**
 * The mask of a spec as marks on a domain where all is inside, to paint on: 1 is inside, −1 outside. A formula becomes a stamp of what it
 * leaves outside.
 * @throws WorkbenchError `spec/unsupported` for a mask that cannot be painted on: from a file, of a volume by a formula, of a very large grid.
 */
export function marksOfMask(spec: Pick<RunSpec, "grid" | "parameters">): Mark[] {
  const { mask, shape } = spec.grid;
  if (mask === undefined) return [];
  if (typeof mask === "object") {
    if ("painted" in mask) return mask.painted;
    throw refused("it comes from a file");
  }
  if (shape.length === 3) throw refused("it is a formula in three dimensions");
  const [height, width] = shape;
  if (Math.max(width, height) > stampAtMost) throw refused(`it has more than ${stampAtMost} cells along a side`);
  const inside = maskOf(spec)!;
  const opacity = { width, height, bytes: toBase64(inside.map((cell) => (cell === 1 ? 0 : 255))) };
  return [{ kind: "stamp", at: [0, 0], size: [width, height], opacity, value: -1, blend: "set" }];
}

const refused = (why: string) =>
  new WorkbenchError("spec/unsupported", ["grid", "mask"], `this mask cannot be painted on, as ${why}; take it away first`);

/**
 * Opens the run with another mask.
 * @throws WorkbenchError when it is refused.
 */
export async function changeMask({ changeSpec }: WorkbenchState, next: (spec: RunSpec) => MaskSpec | undefined): Promise<void> {
  let problem: ErrorRecord | null = null;
  const change = (spec: RunSpec) => {
    const { mask: _, ...whole } = spec.grid;
    const mask = next(spec);
    return { grid: mask === undefined ? whole : { ...whole, mask } };
  };
  await changeSpec(change, { refused: (why) => (problem = why) });
  if (problem) throw WorkbenchError.fromJSON(problem);
}
