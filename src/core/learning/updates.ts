import type { Aggregator, Update } from "../define/aggregator";
import { WorkbenchError } from "../errors";

/**
 * Refuses what no rule can work on.
 * @throws WorkbenchError `data/empty` without updates, `data/unreadable` for unequal lengths, `data/not-finite` for a NaN or an infinity.
 */
export function checkUpdates(updates: readonly Update[]): void {
  const [first] = updates;
  if (first === undefined || first.length === 0)
    throw new WorkbenchError("data/empty", ["updates"], "there are no updates to aggregate; send at least one");
  updates.forEach((update, i) => {
    if (update.length !== first.length)
      throw new WorkbenchError(
        "data/unreadable",
        ["updates", i],
        `has ${update.length} values, the first has ${first.length}; all need the same length`,
      );
    for (let d = 0; d < update.length; d++)
      if (!Number.isFinite(update[d]))
        throw new WorkbenchError("data/not-finite", ["updates", i, d], `is ${update[d]}; leave the client out or mend its update`);
  });
}

/** @throws WorkbenchError `learning/intolerable` where more attackers are reckoned with than the rule is proved for. */
export function checkTolerance({ title, tolerance }: Pick<Aggregator, "title" | "tolerance">, tolerated: number, attackers: number): void {
  if (!Number.isInteger(attackers) || attackers < 0)
    throw new WorkbenchError("parameter/out-of-range", ["attackers"], `expected a whole number from 0, got ${attackers}`);
  if (attackers > tolerated)
    throw new WorkbenchError(
      "learning/intolerable",
      ["attackers"],
      `${title} tolerates ${tolerated} here, got ${attackers}: ${tolerance} Reckon with fewer, or take more clients`,
    );
}

/** Mean of some updates, by coordinate. Values are summed by size, so that the order of the updates does not tell in the last bit. */
export const meanOf = (updates: readonly Update[]): Float64Array<ArrayBuffer> =>
  byCoordinate(updates, (sorted) => sorted.reduce((sum, value) => sum + value, 0) / sorted.length);

/** Applies a rule for single numbers to each coordinate; the values come sorted. */
export function byCoordinate(updates: readonly Update[], rule: (sorted: Float64Array) => number): Float64Array<ArrayBuffer> {
  const column = new Float64Array(updates.length);
  return Float64Array.from({ length: updates[0]!.length }, (_, d) => {
    updates.forEach((update, i) => (column[i] = update[d]!));
    return rule(column.sort());
  });
}

/** Squared Euclidean distance. */
export function squaredDistance(a: Update, b: Update): number {
  let sum = 0;
  for (let d = 0; d < a.length; d++) sum += (a[d]! - b[d]!) ** 2;
  return sum;
}

/** Squared distances between all pairs, n × n, C order, 0 on the diagonal. */
export function pairDistances(updates: readonly Update[]): Float64Array<ArrayBuffer> {
  const n = updates.length;
  const distances = new Float64Array(n * n);
  for (let i = 0; i < n; i++) for (let j = 0; j < i; j++) distances[i * n + j] = distances[j * n + i] = squaredDistance(updates[i]!, updates[j]!);
  return distances;
}
