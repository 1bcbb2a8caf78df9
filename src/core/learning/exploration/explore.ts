import type { Explorer } from "../../define/explorer";
import type { PlainValue } from "../../define/params";
import { WorkbenchError } from "../../errors";
import { uniformAt } from "../../field/philox";
import { boxCounting } from "../../metrics/box-counting";
import { studentQuantile } from "../../metrics/student-quantile";
import { GridWorld, moves } from "./grid-world";
import { greedyAction } from "./greedy";

export interface ExplorationSpec {
  /** Cells along a side; below 16 the dimension of what was visited is not defined. */
  size: number;
  obstacleShare: number;
  episodes: number;
  mostSteps: number;
  /** Learning rate and discount of Q-learning. */
  rate: number;
  discount: number;
}

export const usualExploration: ExplorationSpec = { size: 16, obstacleShare: 0.1, episodes: 300, mostSteps: 200, rate: 0.2, discount: 0.98 };

export interface Exploration {
  world: GridWorld;
  /** Of each episode: what it earned, how long it took, and the share of the reachable cells that were visited until its end. */
  episodes: { reward: number; steps: number; coverage: number; reached: boolean }[];
  /** Steps spent in each cell, bumps and starts among them, C order. */
  visits: Uint32Array<ArrayBuffer>;
  /** Box-counting dimension of all visited cells; null with too few. */
  dimension: number | null;
  /** What a walk earns that takes the best known action everywhere, with no random step; the walk ends at the goal or after `mostSteps`. */
  greedy: { reward: number; steps: number; reached: boolean };
}

const streams = { world: 0x1ea4, walk: 0x1ea5 } as const;
/** Worlds without a way to the goal are passed over, at most so many. */
const mostWorlds = 1000;

/** A world with a way from start to goal; the seed decides which. */
export function worldOf({ size, obstacleShare }: Pick<ExplorationSpec, "size" | "obstacleShare">, seed: number): GridWorld {
  if (!Number.isInteger(size) || size < 2 || size > 200)
    throw new WorkbenchError("parameter/out-of-range", ["size"], `expected a whole number from 2 to 200, got ${size}`);
  for (let attempt = 0; attempt < mostWorlds; attempt++) {
    let cell = 0;
    const world = new GridWorld(size, () => uniformAt(seed, attempt, cell++, streams.world) < obstacleShare);
    if (world.reachable()[world.index(world.goal)]) return world;
  }
  throw new WorkbenchError("parameter/out-of-range", ["obstacleShare"], `no world with a way to the goal was found at ${obstacleShare}; lower it`);
}

/**
 * Explores one world by Q-learning (Watkins and Dayan 1992, doi:10.1007/BF00992698): Q(s, a) moves by `rate` towards r + discount · max Q(s′, ·).
 * Coverage is cumulative, over the cells that can be reached.
 */
export function explore(
  explorer: Explorer,
  seed: number,
  given: Partial<ExplorationSpec> = {},
  options: Record<string, PlainValue> = {},
): Exploration {
  const spec = { ...usualExploration, ...given };
  const world = worldOf(spec, seed);
  const cells = spec.size ** 2;
  const q = new Float64Array(cells * moves.length);
  const counts = new Uint32Array(q.length);
  const visits = new Uint32Array(cells);
  const reachable = world.reachable().reduce((sum, one) => sum + one, 0);
  let drawn = 0;
  const draw = () => uniformAt(seed, 0, drawn++, streams.walk);
  const at = (values: Float64Array | Uint32Array, cell: number) => values.subarray(cell * moves.length, (cell + 1) * moves.length);
  const dimension = () => boxCounting.measure({ shape: [spec.size, spec.size], cells: Uint8Array.from(visits, (n) => Number(n > 0)) }).value;
  const episodes: Exploration["episodes"] = [];
  for (let episode = 0; episode < spec.episodes; episode++) {
    // Of the cells visited before this episode; most explorers never ask.
    let known: { value: number | null } | null = null;
    const scene = { progress: episode / Math.max(1, spec.episodes - 1), draw, dimension: () => (known ??= { value: dimension() }).value };
    let place = world.start;
    visits[world.index(place)]!++;
    let [reward, steps, reached] = [0, 0, false];
    for (; steps < spec.mostSteps && !reached; steps++) {
      const cell = world.index(place);
      const action = explorer.choose({ ...scene, values: at(q, cell), counts: at(counts, cell) }, options);
      const result = world.step(place, action);
      const ahead = result.done ? 0 : Math.max(...at(q, world.index(result.to)));
      const entry = cell * moves.length + action;
      q[entry]! += spec.rate * (result.reward + spec.discount * ahead - q[entry]!);
      counts[entry]!++;
      reward += result.reward;
      ({ to: place, done: reached } = result);
      visits[world.index(place)]!++;
    }
    const visited = visits.reduce((sum, n) => sum + Number(n > 0), 0);
    episodes.push({ reward, steps, reached, coverage: visited / reachable });
  }
  return { world, episodes, visits, dimension: dimension(), greedy: walkGreedily(world, spec.mostSteps, (cell) => at(q, cell), draw) };
}

function walkGreedily(world: GridWorld, mostSteps: number, values: (cell: number) => ArrayLike<number>, draw: () => number): Exploration["greedy"] {
  let place = world.start;
  let [reward, steps, reached] = [0, 0, false];
  for (; steps < mostSteps && !reached; steps++) {
    const result = world.step(place, greedyAction(values(world.index(place)), draw));
    reward += result.reward;
    ({ to: place, done: reached } = result);
  }
  return { reward, steps, reached };
}

/** A mean over seeds with its 95 % interval by Student's t. */
export interface OverSeeds {
  mean: number;
  interval: readonly [number, number];
}

/** @param values one a seed, two or more. */
export function overSeeds(values: readonly number[]): OverSeeds {
  const n = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
  const half = studentQuantile(n - 1) * Math.sqrt(variance / n);
  return { mean, interval: [mean - half, mean + half] };
}
