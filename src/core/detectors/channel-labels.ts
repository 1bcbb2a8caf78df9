import type { Channels, Regime } from "../define/detector";
import { meanAndDeviation } from "../series/finite";

/** One or more regimes taken together: samples, and the mean of each channel in units of its deviation. */
interface Cluster {
  members: number[];
  size: number;
  means: number[];
}

/**
 * Names for regimes of several channels at once: "A", "B" … in order of first appearance, one name for regimes whose means differ by less than the penalty is
 * worth over all channels together, nearest first. Consecutive regimes never share one, since a change was found between them. A single regime is "steady".
 */
export function channelLabels(channels: Channels, regimes: readonly Regime[], penalty: number): string[] {
  if (regimes.length < 2) return regimes.map(() => "steady");
  const scales = channels.map((channel) => meanAndDeviation(channel).deviation || 1);
  const clusters = regimes.map((regime, i): Cluster => ({
    members: [i],
    size: regime.end - regime.start,
    means: regime.means!.map((mean, c) => mean / scales[c]!),
  }));
  for (let nearest = closest(clusters); nearest !== null && nearest.distance < penalty; nearest = closest(clusters)) {
    const [a, b] = [clusters[nearest.a]!, clusters[nearest.b]!];
    const size = a.size + b.size;
    clusters[nearest.a] = {
      members: [...a.members, ...b.members],
      size,
      means: a.means.map((mean, c) => (a.size * mean + b.size * b.means[c]!) / size),
    };
    clusters.splice(nearest.b, 1);
  }
  clusters.sort((a, b) => Math.min(...a.members) - Math.min(...b.members));
  return regimes.map((_, i) => nameOf(clusters.findIndex(({ members }) => members.includes(i))));
}

const nameOf = (rank: number): string => (rank < 26 ? String.fromCharCode(65 + rank) : `regime ${rank + 1}`);

function closest(clusters: readonly Cluster[]): { a: number; b: number; distance: number } | null {
  let best: { a: number; b: number; distance: number } | null = null;
  clusters.forEach((first, a) => {
    for (let b = a + 1; b < clusters.length; b++) {
      const second = clusters[b]!;
      if (first.members.some((i) => second.members.includes(i - 1) || second.members.includes(i + 1))) continue;
      const apart = first.means.reduce((sum, mean, c) => sum + (mean - second.means[c]!) ** 2, 0);
      const distance = ((first.size * second.size) / (first.size + second.size)) * apart;
      if (best === null || distance < best.distance) best = { a, b, distance };
    }
  });
  return best;
}
