import { describe, expect, it } from "vitest";
import { referenceExploration } from "../../../../src/core/learning/reference/exploration";
import golden from "../../../golden/rl_example.json" with { type: "json" };

const { runs, seed42_first_3_episodes } = golden.values;

describe("the exploration of the reference", () => {
  it("walks the first episodes of seed 42 step by step", () => {
    const { episodes } = referenceExploration(42);
    seed42_first_3_episodes.forEach(({ episode, epsilon, steps, reward, path }) => {
      const one = episodes[episode]!;
      expect(one.epsilon).toBeCloseTo(epsilon, 9);
      expect(one.steps).toBe(steps);
      expect(one.path).toEqual(path);
      expect(one.reward).toBeCloseTo(reward, 9);
    });
  });

  it.each(runs)("ends as it does with seed $seed", ({ seed, obstacles, stats }) => {
    const got = referenceExploration(seed);
    expect(got.obstacles).toEqual(obstacles);
    expect(got.stats.totalSteps).toBe(stats.total_steps);
    expect(got.stats.uniqueStates).toBe(stats.unique_states);
    expect(got.stats.coverage).toBeCloseTo(stats.coverage, 12);
    expect(got.stats.fractalDim).toBeCloseTo(stats.fractal_dim, 9);
    expect(got.stats.meanEpisodeLength).toBeCloseTo(stats.mean_episode_length, 12);
    expect(got.stats.meanReward).toBeCloseTo(stats.mean_reward, 6);
  });
});
