import type { RunSpec } from "../core/spec/run-spec";
import { t } from "../ui/text";

/**
 * Angular wavenumbers of the waves that a grid can hold: from the longest side, one period of it where sides are periodic and half of
 * one between walls, to two cells a period.
 */
export function wavesThatFit({ grid, boundary }: Pick<RunSpec, "grid" | "boundary">): [number, number] {
  const { shape, spacing } = grid;
  const steps = shape.map((_, axis) => (typeof spacing === "number" ? spacing : spacing[axis]!));
  const longest = Math.max(...shape.map((cells, axis) => cells * steps[axis]!));
  return [((boundary === "periodic" ? 2 : 1) * Math.PI) / longest, Math.PI / Math.min(...steps.filter((_, axis) => shape[axis]! > 1))];
}

/** Why waves that grow will not be seen on this grid; null when the fastest fits. */
export function misfit(band: readonly [number, number], fastest: number, [least, most]: readonly [number, number]): string | null {
  if (band[1] < least) return t("every wave that grows is longer than the domain: enlarge it to see them");
  if (band[0] > most) return t("every wave that grows is shorter than two cells: refine the grid to see them");
  if (fastest < least) return t("the fastest wave is longer than the domain, so a shorter one will win");
  if (fastest > most) return t("the fastest wave is shorter than two cells: refine the grid to see it");
  return null;
}
