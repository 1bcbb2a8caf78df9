import { describe, expect, it } from "vitest";
import { framesOf, frontIn, meanOf, pulledSpeed, slopeOf } from "../../support/measured-runs";

const [k, m] = [2, 0.6];
const threshold = (k - m) / (k + m);

/** The coexistence state and the eigenvalue of small oscillations about it. */
function coexistence(h: number): { u: number; v: number; growth: number; frequency: number } {
  const u = (m * h) / (k - m);
  const v = (1 - u) * (u + h);
  const growth = (1 - 2 * u - (v * h) / (u + h) ** 2) / 2;
  const determinant = (m * h * v) / (u + h) ** 2;
  return { u, v, growth, frequency: Math.sqrt(determinant - growth ** 2) };
}

/** Times and heights of the tops of a swing. */
const topsOf = (times: readonly number[], swing: readonly number[]) =>
  times.flatMap((time, i) => (swing[i]! > swing[i - 1]! && swing[i]! >= swing[i + 1]! ? [{ time, height: swing[i]! }] : []));

describe("Rosenzweig–MacArthur", () => {
  it.each([0.9 * threshold, threshold, 1.1 * threshold])(
    "oscillates about coexistence with the eigenvalue's growth and frequency, h = %d about the Hopf threshold (k − m)/(k + m) = 0.538",
    async (h) => {
      const { u, v, growth, frequency } = coexistence(h);
      const frames = await framesOf({
        version: 1,
        model: "rosenzweig-macarthur",
        parameters: { k, h, m },
        grid: { shape: [1, 4] },
        precision: "f64",
        initial: { kind: "expression", u: `${u} + 1e-5`, v: `${v}` },
        integrator: { method: "rk4", dt: 0.05 },
        steps: 2000,
        record: { every: 1 },
      });
      const tops = topsOf(
        frames.map(({ time }) => time),
        frames.map(({ fields }) => fields.u![0]! - u),
      );
      const times = tops.map(({ time }) => time);
      const period = slopeOf([...tops.keys()], times);
      const measuredGrowth = slopeOf(
        times,
        tops.map(({ height }) => Math.log(height)),
      );
      expect((2 * Math.PI) / period).toBeCloseTo(frequency, 2);
      expect(measuredGrowth).toBeCloseTo(growth, 4);
      if (h !== threshold) expect(Math.sign(measuredGrowth)).toBe(Math.sign(threshold - h));
    },
  );

  it("invades at 2√(D(k/(1 + h) − m))", async () => {
    const [D, h, spacing] = [1, 0.4, 0.5];
    const speed = 2 * Math.sqrt(D * (k / (1 + h) - m));
    const frames = await framesOf({
      version: 1,
      model: "rosenzweig-macarthur",
      parameters: { k, h, m, D },
      grid: { shape: [1, 800], spacing },
      precision: "f64",
      initial: { kind: "expression", u: "1", v: "0.2*heaviside(10 - x)" },
      integrator: { method: "rk4", dt: 0.05 },
      steps: 3600,
      record: { every: 200 },
    });
    const late = frames.filter(({ time }) => time >= 60);
    // Of a front with steepness λ, the grid carries λ² as (2 cosh λh − 2)/h²: some 1 % faster here.
    expect(pulledSpeed(late, ({ fields }) => frontIn(fields.v!, 0.01, spacing), speed, D) / speed).toBeCloseTo(1, 1.7);
    expect(meanOf(late.at(-1)!.fields.u!.subarray(750))).toBeCloseTo(1, 3);
  });
});
