import type { Channels, Regime } from "../define/detector";
import { channelLabels } from "./channel-labels";
import { meanAndDeviation } from "../series/finite";

interface Labelling {
  /** normal: spreads are told apart as well. */
  kind: "mean" | "normal";
  /** Two levels are one unless telling them apart lowers the cost by more than this. */
  penalty: number;
  /** Standard deviation that costs are measured in. */
  scale: number;
}

/** One or more regimes taken together. */
interface Group {
  members: number[];
  size: number;
  value: number;
}

/**
 * The stretches between change points, in the series' own units (`std` over n). Labels follow the order of the means, so they stay
 * the same when a detector is run again: "low", "middle", "high", or "level 1 …" for more than three. Regimes whose means differ by less than
 * the penalty is worth share a label: a state that returns is recognised. With the normal cost, "calm" and "volatile" are told apart likewise.
 * Several channels: see channel-labels.ts.
 */
export function describeRegimes(channels: Channels, changePoints: readonly number[], labelling: Labelling): Regime[] {
  const series = channels[0]!;
  if (series.length === 0) return [];
  const edges = [0, ...changePoints, series.length];
  const regimes = edges.slice(1).map((end, i) => {
    const start = edges[i]!;
    const of = channels.map((channel) => meanAndDeviation(channel, start, end));
    const several = channels.length > 1 ? { means: of.map(({ mean }) => mean), stds: of.map(({ deviation }) => deviation) } : {};
    return { start, end, label: "", mean: of[0]!.mean, std: of[0]!.deviation, ...several };
  });
  if (channels.length > 1) {
    const labels = channelLabels(channels, regimes, labelling.penalty);
    return regimes.map((regime, i) => ({ ...regime, label: labels[i]! }));
  }
  // In units of the scale, so that no square overflows whatever the size of the values.
  const inUnits = regimes.map((regime) => ({ ...regime, mean: regime.mean / labelling.scale, std: regime.std / labelling.scale }));
  const levels = levelNames(inUnits, labelling);
  const spreads = labelling.kind === "normal" ? spreadNames(inUnits, labelling) : [];
  return regimes.map((regime, i) => ({ ...regime, label: [levels[i], spreads[i]].filter(Boolean).join(", ") || "steady" }));
}

function levelNames(regimes: readonly Regime[], { kind, penalty }: Labelling): string[] {
  /** Unit of squared distance: the series' variance, or the spread inside the regimes where that is part of the cost. */
  const within = regimes.reduce((sum, r) => sum + (r.end - r.start) * r.std ** 2, 0) / regimes.at(-1)!.end;
  const unit = kind === "mean" ? 1 : Math.max(within, 1e-4);
  const groups = regimes.map((r, i): Group => ({ members: [i], size: r.end - r.start, value: r.mean }));
  const distance = (a: Group, b: Group) =>
    kind === "mean" && areNeighbours(a, b) ? Infinity : (((a.size * b.size) / (a.size + b.size)) * (a.value - b.value) ** 2) / unit;
  return name(regimes.length, merge(groups, distance, penalty), ["low", "middle", "high"], "level");
}

function spreadNames(regimes: readonly Regime[], { penalty }: Labelling): string[] {
  const groups = regimes.map((r, i): Group => ({ members: [i], size: r.end - r.start, value: Math.max(r.std ** 2, 1e-4) }));
  const distance = (a: Group, b: Group) => {
    const pooled = (a.size * a.value + b.size * b.value) / (a.size + b.size);
    return a.size * Math.log(pooled / a.value) + b.size * Math.log(pooled / b.value);
  };
  return name(regimes.length, merge(groups, distance, penalty), ["calm", "moderate", "volatile"], "spread");
}

/** A change was found between consecutive regimes, so they never share a level. */
const areNeighbours = (a: Group, b: Group) => a.members.some((i) => b.members.includes(i - 1) || b.members.includes(i + 1));

/** Joins, nearest first, groups that stand next to each other in value, while telling them apart is worth less than the penalty. */
function merge(groups: Group[], distance: (a: Group, b: Group) => number, penalty: number): Group[] {
  const sorted = groups.toSorted((a, b) => a.value - b.value);
  while (sorted.length > 1) {
    const distances = sorted.slice(1).map((group, i) => distance(sorted[i]!, group));
    const least = Math.min(...distances);
    if (!(least < penalty)) break;
    const at = distances.indexOf(least);
    const [a, b] = [sorted[at]!, sorted[at + 1]!];
    const size = a.size + b.size;
    sorted.splice(at, 2, { members: [...a.members, ...b.members], size, value: (a.size * a.value + b.size * b.value) / size });
  }
  return sorted;
}

/** A name for each regime; an empty one where all are alike. */
function name(count: number, groups: readonly Group[], words: readonly [string, string, string], numbered: string): string[] {
  const names = new Array<string>(count).fill("");
  if (groups.length < 2) return names;
  groups.forEach((group, rank) => {
    const few = groups.length === 2 ? [words[0], words[2]] : words;
    const word = groups.length <= 3 ? few[rank]! : `${numbered} ${rank + 1}`;
    for (const i of group.members) names[i] = word;
  });
  return names;
}
