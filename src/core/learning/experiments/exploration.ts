import { defineExperiment, type ExperimentState, type Fact } from "../../define/experiment";
import { choice, num } from "../../define/params";
import { intervalQuantile } from "../../metrics/student-quantile";
import { explore, overSeeds, usualExploration as usual, type Exploration } from "../exploration/explore";
import { explorers } from "../exploration/index";
import { titlesOf } from "./federation";

/** A grid world, explored with many seeds by one way or by all. */
export const exploration = defineExperiment({
  id: "exploration",
  title: "Exploring a grid world",
  source: "Watkins and Dayan 1992, doi:10.1007/BF00992698; each explorer names its own",
  help: "A walker learns the way to the goal by Q-learning. How it explores decides how much it sees and how soon it finds the way; compared over seeds, each with a world of its own.",
  params: {
    explorer: choice("all", {
      options: ["all", ...explorers.ids],
      optionTitles: { all: "All, beside each other", ...titlesOf(explorers) },
      title: "Explorer",
    }),
    seeds: num(10, { title: "Seeds", unit: "1", min: 2, max: 200, integer: true }),
    size: num(usual.size, { title: "Cells along a side", unit: "1", min: 2, max: 64, integer: true }),
    obstacleShare: num(usual.obstacleShare, { title: "Share of obstacles", unit: "1", min: 0, max: 0.4 }),
    episodes: num(usual.episodes, { title: "Episodes", unit: "1", min: 1, max: 2000, integer: true }),
    mostSteps: num(usual.mostSteps, { title: "Steps of an episode, at most", unit: "1", min: 1, max: 2000, integer: true }),
    rate: num(usual.rate, { title: "Learning rate", unit: "1", min: 0.001, max: 1 }),
    discount: num(usual.discount, { title: "Discount", unit: "1", min: 0, max: 1 }),
    seed: num(1, { title: "First seed", unit: "1", min: 0, max: 2 ** 31, integer: true }),
  },
  async *run({ explorer, seeds, seed, ...spec }) {
    const ways = explorer === "all" ? [...explorers] : [explorers.get(explorer)];
    const found = ways.map(({ title }) => ({ title, runs: [] as Exploration[] }));
    for (let k = 0; k < seeds; k++)
      for (const [i, way] of ways.entries()) {
        found[i]!.runs.push(explore(way, seed + k, spec));
        yield stateOf(found, (k * ways.length + i + 1) / (seeds * ways.length));
      }
  },
});

type Found = readonly { title: string; runs: readonly Exploration[] }[];

/** A share of runs with Wilson's 95 % interval (1927, doi:10.1080/01621459.1927.10502953), which holds for few runs and for all or none of them. */
function share(of: string, name: string, reached: readonly number[]): Fact {
  const n = reached.length;
  const p = reached.reduce((sum, one) => sum + one, 0) / n;
  const z2 = intervalQuantile ** 2;
  const centre = (p + z2 / (2 * n)) / (1 + z2 / n);
  const half = (intervalQuantile / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n));
  return { of, name, value: p, interval: [Math.max(0, centre - half), Math.min(1, centre + half)] };
}

function stateOf(found: Found, done: number): ExperimentState {
  const begun = found.filter(({ runs }) => runs.length > 0);
  const curve = (of: (episode: Exploration["episodes"][number]) => number) =>
    begun.map(({ title, runs }) => ({
      name: title,
      x: runs[0]!.episodes.map((_, e) => e + 1),
      y: runs[0]!.episodes.map((_, e) => runs.reduce((sum, run) => sum + of(run.episodes[e]!), 0) / runs.length),
    }));
  const fact = (of: string, name: string, values: readonly number[]) =>
    values.length > 1 ? { of, name, value: overSeeds(values).mean, interval: overSeeds(values).interval } : { of, name, value: values[0]! };
  const { world, visits } = begun.at(-1)!.runs.at(-1)!;
  return {
    share: done,
    facts: begun.flatMap(({ title, runs }) => [
      share(
        title,
        "worlds whose goal the learnt walk reaches",
        runs.map(({ greedy }) => Number(greedy.reached)),
      ),
      fact(
        title,
        "reward of the learnt walk",
        runs.map(({ greedy }) => greedy.reward),
      ),
      fact(
        title,
        "coverage half way",
        runs.map(({ episodes }) => episodes[(episodes.length - 1) >> 1]!.coverage),
      ),
    ]),
    pictures: [
      {
        kind: "lines",
        title: "Share of the reachable cells visited so far",
        xLabel: "episode",
        yLabel: "coverage",
        series: curve(({ coverage }) => coverage),
      },
      { kind: "lines", title: "Reward of an episode", xLabel: "episode", yLabel: "reward", series: curve(({ reward }) => reward) },
      {
        kind: "map",
        title: "Visits",
        of: begun.at(-1)!.title,
        shape: [world.size, world.size],
        values: Array.from(visits, (n, cell) => (world.blocked[cell] ? null : n)),
      },
    ],
  };
}
