import { describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { framesOf, frontIn, meanOf, pulledSpeed } from "../../support/measured-runs";

const [gamma, D, spacing] = [0.4, 1, 0.5];

/** An epidemic that breaks out at the left end of a line. */
const outbreak = (beta: number, steps: number): RunSpecInput => ({
  version: 1,
  model: "sir",
  parameters: { beta, gamma, D },
  grid: { shape: [1, 600], spacing },
  precision: "f64",
  initial: { kind: "expression", S: "1", I: "0.1*heaviside(5 - x)" },
  integrator: { method: "rk4", dt: 0.05 },
  steps,
  record: { every: 200 },
});

/** Those who escape: the root S < γ/β of 1 − S + (γ/β) ln S = 0, by bisection. */
function escaped(beta: number): number {
  const ratio = gamma / beta;
  let [low, high] = [1e-12, ratio];
  while (high - low > 1e-12) {
    const middle = (low + high) / 2;
    if (1 - middle + ratio * Math.log(middle) < 0) low = middle;
    else high = middle;
  }
  return low;
}

describe("SIR epidemic", () => {
  it.each([0.8, 1, 1.4])("spreads at 2√(D(βS₀ − γ)) and leaves the share of the final-size relation, β = %d", async (beta) => {
    const speed = 2 * Math.sqrt(D * (beta - gamma));
    const frames = (await framesOf(outbreak(beta, 2600))).filter(({ time }) => time >= 50);
    // Of a front with steepness λ, the grid carries λ² as (2 cosh λh − 2)/h²: up to 1 % faster here.
    expect(pulledSpeed(frames, ({ fields }) => frontIn(fields.I!, 0.005, spacing), speed, D) / speed).toBeCloseTo(1, 1.7);
    // Behind the wave, away from where it began; susceptibles do not move.
    expect(meanOf(frames.at(-1)!.fields.S!.subarray(80, 100))).toBeCloseTo(escaped(beta), 3);
  });

  it("peaks, well mixed, at Kermack and McKendrick's 1 − ρ + ρ ln ρ with ρ = γ/β", async () => {
    const beta = 1;
    const frames = await framesOf({
      version: 1,
      model: "sir",
      parameters: { beta, gamma },
      grid: { shape: [1, 4] },
      precision: "f64",
      initial: { kind: "expression", S: "1", I: "1e-6" },
      integrator: { method: "rk4", dt: 0.05 },
      steps: 1000,
      record: { every: 1 },
    });
    const rho = gamma / beta;
    expect(Math.max(...frames.map(({ fields }) => fields.I![0]!))).toBeCloseTo(1 - rho + rho * Math.log(rho), 4);
  });

  it("dies out below the threshold βS₀ = γ", async () => {
    const before = await framesOf(outbreak(0.95 * gamma, 4000));
    expect(Math.max(...before.at(-1)!.fields.I!)).toBeLessThan(Math.max(...before[0]!.fields.I!) / 20);
    expect(Math.min(...before.at(-1)!.fields.S!.subarray(100))).toBeGreaterThan(0.95);
  });
});
