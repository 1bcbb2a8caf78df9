import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NumpyGenerator } from "../../../src/core/field/numpy-random";
import { referenceIfs } from "../../../src/core/field/reference-ifs";

interface GoldenIfs {
  seed: number;
  transforms_abcdef: number[][];
  first_10_points: [number, number][];
  last_point: [number, number];
  lyapunov_model: number;
  lyapunov_1000: number;
  lyapunov_5000: number;
  max_abs: number;
  rng_next_random_after: number;
}
const golden = JSON.parse(readFileSync(new URL("../../golden/ifs_lyapunov.json", import.meta.url), "utf8")) as { values: { ifs: GoldenIfs[] } };

describe.each(golden.values.ifs)("the reference's iterated function system, seed $seed", (known) => {
  const generator = new NumpyGenerator(known.seed);
  const { maps, points, lyapunov } = referenceIfs(generator);

  it("draws its maps", () => {
    maps.forEach(({ a, b, c, d, e, f }, i) => [a, b, c, d, e, f].forEach((x, k) => expect(x).toBeCloseTo(known.transforms_abcdef[i]![k]!, 14)));
  });
  it("visits its points, and leaves the generator where the reference does", () => {
    known.first_10_points.flat().forEach((x, i) => expect(points[i]).toBeCloseTo(x, 13));
    known.last_point.forEach((x, k) => expect(points[19_998 + k]).toBeCloseTo(x, 13));
    expect(points.reduce((most, x) => Math.max(most, Math.abs(x)), 0)).toBeCloseTo(known.max_abs, 13);
    expect(generator.random()).toBe(known.rng_next_random_after);
  });
  it("has its exponent, whatever the number of points", () => {
    expect(lyapunov).toBeCloseTo(known.lyapunov_model, 11);
    expect(referenceIfs(new NumpyGenerator(known.seed), 1000).lyapunov).toBeCloseTo(known.lyapunov_1000, 11);
    expect(referenceIfs(new NumpyGenerator(known.seed), 5000).lyapunov).toBeCloseTo(known.lyapunov_5000, 11);
  });
  it("lies in a range that is fixed beforehand, as fault F8 says", () => {
    expect(lyapunov).toBeGreaterThan(2 * Math.log(0.2));
    expect(lyapunov).toBeLessThan(2 * Math.log(0.5));
  });
});
