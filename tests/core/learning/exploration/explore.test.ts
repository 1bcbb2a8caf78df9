import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { explore, overSeeds, worldOf } from "../../../../src/core/learning/exploration/explore";
import type { GridWorld } from "../../../../src/core/learning/exploration/grid-world";
import { moves, rewards } from "../../../../src/core/learning/exploration/grid-world";
import { explorers } from "../../../../src/core/learning/exploration/index";
import { referenceExploration } from "../../../../src/core/learning/reference/exploration";

/** Steps of the shortest way, by breadth first. */
function shortest(world: GridWorld): number {
  const far = new Map([[world.index(world.start), 0]]);
  const open = [world.start];
  for (const place of open)
    for (let action = 0; action < moves.length; action++) {
      const { to } = world.step(place, action);
      if (far.has(world.index(to))) continue;
      far.set(world.index(to), far.get(world.index(place))! + 1);
      open.push(to);
    }
  return far.get(world.index(world.goal))!;
}

describe("the grid world", () => {
  it("keeps the walker within it and out of obstacles", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 500 }), fc.array(fc.integer({ min: 0, max: 3 }), { maxLength: 60 }), (seed, actions) => {
        const world = worldOf({ size: 6, obstacleShare: 0.25 }, seed);
        let place = world.start;
        for (const action of actions) {
          const { to, reward, done } = world.step(place, action);
          expect(world.blocked[world.index(to)]).toBe(0);
          expect(Math.abs(to[0] - place[0]) + Math.abs(to[1] - place[1])).toBeLessThanOrEqual(1);
          expect(done).toBe(reward === rewards.goal);
          place = to;
        }
      }),
    );
  });

  it("has a way to the goal, or says that there is none", () => {
    for (let seed = 0; seed < 50; seed++) {
      const world = worldOf({ size: 8, obstacleShare: 0.35 }, seed);
      expect(world.reachable()[world.index(world.goal)]).toBe(1);
    }
    expect(() => worldOf({ size: 8, obstacleShare: 1 }, 1)).toThrow(/no world with a way to the goal/);
    expect(() => worldOf({ size: 1, obstacleShare: 0 }, 1)).toThrow(expect.objectContaining({ path: ["size"] }));
  });
});

describe.each([...explorers])("$id", (explorer) => {
  it("covers more and more, at most all, and the same with the same seed", () => {
    const once = explore(explorer, 3, { episodes: 20 });
    once.episodes.forEach(({ coverage }, i) => i > 0 && expect(coverage).toBeGreaterThanOrEqual(once.episodes[i - 1]!.coverage));
    expect(once.episodes.at(-1)!.coverage).toBeLessThanOrEqual(1);
    expect(explore(explorer, 3, { episodes: 20 })).toEqual(once);
  });
});

describe("learning", () => {
  it.each(["epsilon-greedy", "upper-confidence", "fractal-guided"])("%s finds a shortest way in most worlds, given time", (id) => {
    let found = 0;
    for (let seed = 0; seed < 10; seed++) {
      const { greedy, world } = explore(explorers.get(id), seed, { episodes: 600, size: 7 });
      if (greedy.reached && greedy.steps === shortest(world)) found++;
    }
    expect(found).toBeGreaterThanOrEqual(9);
  });

  it("is what the reference lacks (fault F20): its walks of later seeds stay stuck, and what was covered before is not counted", () => {
    const { episodes, stats } = referenceExploration(0);
    expect(episodes.slice(-10).every(({ steps }) => steps === 100)).toBe(true);
    const everVisited = new Set(episodes.flatMap(({ path }) => path.map(String))).size;
    expect(everVisited).toBeGreaterThan(5 * stats.uniqueStates);
    const { greedy, episodes: ours } = explore(explorers.get("epsilon-greedy"), 0, { size: 10, episodes: 200, mostSteps: 100 });
    expect(greedy.reached).toBe(true);
    expect(ours.at(-1)!.coverage).toBeGreaterThan(0.9);
  });
});

describe("a mean over seeds", () => {
  it("has the interval of Student's t", () => {
    // 1, 2, 3, 4: mean 2.5, s = 1.29099, t(3) = 3.182.
    const { mean, interval } = overSeeds([1, 2, 3, 4]);
    expect(mean).toBe(2.5);
    expect(interval[1] - mean).toBeCloseTo((3.182 * 1.2909944487) / 2, 6);
  });
});
