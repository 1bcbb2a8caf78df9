import { exp } from "../../field/elementary";
import { NumpyGenerator } from "../../field/numpy-random";
import { referenceBoxCounting } from "../../metrics/reference-box-counting";
import { GridWorld, type Place } from "../exploration/grid-world";

const size = 10;
const [obstacleShare, aimedDimension] = [0.1, 1.8];

export interface ReferenceEpisode {
  epsilon: number;
  steps: number;
  reward: number;
  path: Place[];
}

export interface ReferenceExploration {
  obstacles: Place[];
  episodes: ReferenceEpisode[];
  stats: {
    /** Of the last episode alone. */
    coverage: number;
    fractalDim: number;
    uniqueStates: number;
    totalSteps: number;
    /** Means over the last ten episodes. */
    meanEpisodeLength: number;
    meanReward: number;
  };
}

/**
 * The reinforcement-learning example of MFN v4.1 (fault F20): a greedy walk with random steps; nothing is learnt, the walk bumps into obstacles for
 * ever, coverage is that of the last episode, and the times of rewarded actions leak from one episode into the next.
 */
export function referenceExploration(seed: number, episodeCount = 50, mostSteps = 100): ReferenceExploration {
  const obstacleDraws = new NumpyGenerator(seed);
  const world = new GridWorld(size, () => obstacleDraws.random() < obstacleShare);
  const rng = new NumpyGenerator(seed);
  const visits = new Uint32Array(size * size);
  let times: number[] = [];
  let visited = new Set<number>();
  const everVisited = new Set<number>();
  const episodes: ReferenceEpisode[] = [];
  for (let episode = 0; episode < episodeCount; episode++) {
    const dimension = dimensionOf(everVisited);
    const feedback = dimension > 0 ? 0.2 * Math.max(0, (aimedDimension - dimension) / aimedDimension) : 0.3;
    const epsilon = Math.min(1, Math.max(0.05, 0.8 * (1 - (0.9 * episode) / episodeCount) * (1 + feedback)));
    let place = world.start;
    visited = new Set([world.index(place)]);
    everVisited.add(world.index(place));
    const path = [place];
    let [reward, steps, done] = [0, 0, false];
    while (steps < mostSteps && !done) {
      const count = ++visits[world.index(place)]!;
      const bonus = Math.min(0.5, 0.5 / Math.sqrt(count));
      const action = rng.random() < Math.min(1, epsilon + bonus / 2) ? rng.integers(0, 4) : greedy(place, world.goal);
      const result = world.step(place, action);
      const recent = times.slice(-20).reduce((sum, time) => (steps - time > 0 ? sum + 0.01 * exp(-(steps - time)) : sum), 0);
      times = [...times, steps].slice(-100);
      reward += result.reward > 0 ? result.reward * (1 + Math.min(0.5, recent)) : result.reward;
      ({ to: place, done } = result);
      visited.add(world.index(place));
      everVisited.add(world.index(place));
      path.push(place);
      steps++;
    }
    episodes.push({ epsilon, steps, reward, path });
  }
  const last = episodes.slice(-10);
  const mean = (of: (one: ReferenceEpisode) => number) => last.reduce((sum, one) => sum + of(one), 0) / last.length;
  return {
    obstacles: Array.from(world.blocked, (one, cell) => (one ? ([Math.floor(cell / size), cell % size] as const) : null)).filter(
      (one) => one !== null,
    ),
    episodes,
    stats: {
      coverage: visited.size / world.free,
      fractalDim: dimensionOf(visited),
      uniqueStates: visited.size,
      totalSteps: episodes.reduce((sum, { steps }) => sum + steps, 0),
      meanEpisodeLength: mean(({ steps }) => steps),
      meanReward: mean(({ reward }) => reward),
    },
  };
}

/** Along the row difference or the column difference, whichever is larger, with no eye for obstacles. */
function greedy([row, column]: Place, [goalRow, goalColumn]: Place): number {
  const [down, right] = [goalRow - row, goalColumn - column];
  return Math.abs(down) > Math.abs(right) ? (down > 0 ? 1 : 3) : right > 0 ? 0 : 2;
}

function dimensionOf(visited: ReadonlySet<number>): number {
  if (visited.size < 4) return 0;
  const cells = Uint8Array.from({ length: size * size }, (_, cell) => Number(visited.has(cell)));
  return referenceBoxCounting({ shape: [size, size], cells }).dimension;
}
