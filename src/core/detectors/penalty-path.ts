/** The best division for a range of penalties: the change in cost that one more change is worth lies between the ends. */
export interface PathStep {
  changes: number;
  cost: number;
  /** Penalties for which this division is the best: from, exclusive, to, inclusive. The last step reaches infinity. */
  penaltyFrom: number;
  penaltyTo: number;
  changePoints: readonly number[];
}

export interface Solved {
  cost: number;
  changePoints: readonly number[];
}

/**
 * Changes over penalty: every optimal division between two penalties, by bisection at the penalty where two known divisions tie (CROPS;
 * Haynes, Eckley, Fearnhead 2017, doi:10.1080/10618600.2015.1116445). Only numbers of changes on the convex hull of cost over changes can
 * appear; the others are the best for no penalty. Steps come with the fewest changes last, their ranges adjoining.
 *
 * @param solve the best division at a penalty, wherever it is computed.
 * @param limit calls of `solve` at most; when it is reached, the widest gaps have been closed first and the rest stay open.
 */
export async function penaltyPath(solve: (penalty: number) => Solved | Promise<Solved>, low: number, high: number, limit = 64): Promise<PathStep[]> {
  const found = new Map<number, Solved>();
  const at = async (penalty: number) => {
    const solved = await solve(penalty);
    found.set(solved.changePoints.length, solved);
    return solved;
  };
  const gaps: { many: Solved; few: Solved }[] = [{ many: await at(low), few: await at(high) }];
  let calls = 2;
  while (gaps.length > 0 && calls < limit) {
    const { many, few } = gaps.shift()!;
    const missing = many.changePoints.length - few.changePoints.length;
    if (missing < 2) continue;
    const between = await at(tie(many, few));
    calls++;
    const k = between.changePoints.length;
    if (k >= many.changePoints.length || k <= few.changePoints.length) continue;
    gaps.push({ many, few: between }, { many: between, few });
    gaps.sort((a, b) => width(b) - width(a));
  }
  return pathThrough([...found.values()]);
}

/** Penalty at which two divisions cost the same. */
const tie = (many: Solved, few: Solved) => (few.cost - many.cost) / (many.changePoints.length - few.changePoints.length);

/** Few changes are what one looks at, so a gap counts by its ratio, not by its difference. */
const width = ({ many, few }: { many: Solved; few: Solved }) => (many.changePoints.length + 1) / (few.changePoints.length + 1);

/** The lower convex hull of cost over changes, with the penalties between its corners, the fewest changes last. */
export function pathThrough(solved: readonly Solved[]): PathStep[] {
  const sorted = solved.toSorted((a, b) => b.changePoints.length - a.changePoints.length);
  const hull: Solved[] = [];
  for (const next of sorted) {
    while (hull.length > 1 && tie(hull.at(-2)!, hull.at(-1)!) >= tie(hull.at(-1)!, next)) hull.pop();
    hull.push(next);
  }
  return hull.map((step, i) => ({
    changes: step.changePoints.length,
    cost: step.cost,
    penaltyFrom: i === 0 ? 0 : tie(hull[i - 1]!, step),
    penaltyTo: i === hull.length - 1 ? Infinity : tie(step, hull[i + 1]!),
    changePoints: step.changePoints,
  }));
}

/**
 * The step at the elbow of a path: the corner of changes over log penalty that holds over the widest range of penalties, counted as
 * a ratio and capped at the path's ends. Null when the path has no corner inside.
 */
export function elbow(path: readonly PathStep[], low: number, high: number): PathStep | null {
  const ratio = ({ penaltyFrom, penaltyTo }: PathStep) => Math.log(Math.min(penaltyTo, high) / Math.max(penaltyFrom, low));
  const inside = path.filter((step) => step.changes > 0 && step.penaltyTo > low && step.penaltyFrom < high);
  return inside.reduce<PathStep | null>((best, step) => (best === null || ratio(step) > ratio(best) ? step : best), null);
}

/**
 * Changes over penalty by asking at given penalties only: for greedy methods, whose divisions are not optimal and so tell nothing about
 * the penalties between. A change of count is put half-way, by ratio, between the two penalties that bracket it.
 * @param penalties positive, ascending, at least one.
 */
export async function sampledPath(solve: (penalty: number) => Solved | Promise<Solved>, penalties: readonly number[]): Promise<PathStep[]> {
  const path: PathStep[] = [];
  for (const [i, penalty] of penalties.entries()) {
    const { cost, changePoints } = await solve(penalty);
    const last = path.at(-1);
    if (last && last.changes === changePoints.length) continue;
    const penaltyFrom = i === 0 ? 0 : Math.sqrt(penalties[i - 1]! * penalty);
    if (last) last.penaltyTo = penaltyFrom;
    path.push({ changes: changePoints.length, cost, penaltyFrom, penaltyTo: Infinity, changePoints });
  }
  return path;
}
