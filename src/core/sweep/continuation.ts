import { gridValues } from "./design";
import type { PointsApi, PointResult, Tile } from "./point";
import { rowOf, type SweepRow } from "./rows";
import { specAt } from "./runs";
import type { SweepSpec } from "./sweep-spec";

export type Direction = "up" | "down";

/** One point of a bifurcation diagram. */
export interface BranchPoint {
  direction: Direction;
  /** Of the parameter. */
  value: number;
  row: SweepRow;
  tile: Tile | null;
}

/** Points that a diagram has: each value once on the way up and once on the way down. */
export const branchPoints = (sweep: SweepSpec): number => 2 * gridValues(sweep.parameters[0]!).length;

/**
 * A bifurcation diagram by continuation in time: the first parameter of a sweep goes through its values up and down again, and each run begins from
 * the state in which the one before ended. Where two states are stable, the way up keeps the one and the way down the other: between the two jumps
 * lies the hysteresis. A jump comes late by what the run needs to leave a state that has just lost its stability, so a fold is found to within a
 * step of the parameter only when each run is long enough.
 *
 * After a run that leaves the finite range, the next begins from the last good state. Ends where the consumer ends it.
 * @param tile longest side of the pictures; none where 0.
 */
export async function* followBranches(sweep: SweepSpec, sample: PointsApi["samplePoint"], tile = 0): AsyncGenerator<BranchPoint, void, void> {
  const values = gridValues(sweep.parameters[0]!).sort((a, b) => a - b);
  const way: [Direction, number][] = [...values.map((value): [Direction, number] => ["up", value]), ...values.toReversed().map((value): [Direction, number] => ["down", value])]; // prettier-ignore
  let from: PointResult["state"];
  for (const [index, [direction, value]] of way.entries()) {
    const spec = specAt(sweep, [value]);
    const result = await sample({ spec, measure: sweep.measure, keep: { state: true, ...(tile > 0 && { thumbnail: tile }) }, ...(from && { from }) });
    if (result.state) from = result.state;
    yield { direction, value, row: rowOf({ index, values: [value], repeat: 0, spec }, result), tile: result.tile };
  }
}

/** Where the ways up and down differ by more than a share of the whole range of a measure: the interval of hysteresis; null where they agree. */
export function hysteresisOf(
  points: readonly Omit<BranchPoint, "tile">[],
  measure: string,
  share = 0.05,
): readonly [from: number, to: number] | null {
  const of = (direction: Direction) =>
    new Map(points.filter((point) => point.direction === direction).map(({ value, row }) => [value, row.numbers[measure] ?? null]));
  const [up, down] = [of("up"), of("down")];
  const all = [...up.values(), ...down.values()].filter((value) => value !== null);
  const range = Math.max(...all) - Math.min(...all);
  const apart = [...up].flatMap(([value, a]) => {
    const b = down.get(value) ?? null;
    return a !== null && b !== null && Math.abs(a - b) > share * range ? [value] : [];
  });
  return apart.length > 0 ? [Math.min(...apart), Math.max(...apart)] : null;
}
