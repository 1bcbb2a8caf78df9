import { insideByFormula, maskOf } from "../core/field/mask";
import type { RunSpec } from "../core/spec/run-spec";

/**
 * The cells of the shown plane that belong to the domain, 1 inside and 0 outside; null where all do, or only a file says which.
 * @param slice index along z of a volume.
 */
export function insidePlane(spec: Pick<RunSpec, "grid" | "parameters">, slice: number): Uint8Array | null {
  const { mask, shape } = spec.grid;
  if (mask === undefined || (typeof mask === "object" && "file" in mask)) return null;
  const cells = shape.at(-1)! * shape.at(-2)!;
  const first = shape.length === 3 ? slice * cells : 0;
  if (typeof mask === "object") return maskOf(spec)!.slice(first, first + cells);
  const inside = insideByFormula(spec);
  return Uint8Array.from({ length: cells }, (_, i) => (inside(first + i) ? 1 : 0));
}
