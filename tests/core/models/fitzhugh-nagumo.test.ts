import { describe, expect, it } from "vitest";
import { framesOf, frontIn, rateOf } from "../../support/measured-runs";

describe("FitzHugh–Nagumo", () => {
  it("winds a broken pulse up into a spiral that lives on, long after a plane pulse would have left", async () => {
    // A plane pulse crosses the 192 cells in about 200 units of time; the spiral's arm keeps coming round.
    const frames = await framesOf({
      version: 1,
      model: "fitzhugh-nagumo",
      integrator: { method: "euler", dt: 0.1 },
      steps: 5000,
      record: { every: 500 },
    });
    const excited = frames.map(({ fields }) => fields.u!.reduce((count, value) => count + Number(value > 1), 0) / fields.u!.length);
    expect(Math.min(...excited.slice(-4))).toBeGreaterThan(0.05);
    expect(Math.max(...excited)).toBeLessThan(0.6);
  });

  it("sends pulses at the speed of its bistable front, √(D/6)(u₁ + u₃ − 2u₂), as recovery slows down", async () => {
    // With recovery frozen at rest, u − u³/3 − v is −(u − u₁)(u − u₂)(u − u₃)/3, whose front moves at that speed.
    const rest = -1.199408;
    const others = Math.sqrt(rest ** 2 / 4 - (rest ** 2 - 3));
    const [lower, upper] = [-rest / 2 - others, -rest / 2 + others];
    const expected = Math.sqrt(1 / 6) * (rest + upper - 2 * lower);
    const speedAt = async (epsilon: number) => {
      const frames = await framesOf({
        version: 1,
        model: "fitzhugh-nagumo",
        parameters: { epsilon },
        grid: { shape: [1, 500], spacing: 0.4 },
        initial: { kind: "expression", u: `select(x < 8, 1.5, ${rest})`, v: "-0.624260" },
        integrator: { method: "rk4", dt: 0.05 },
        steps: 3600,
        record: { every: 200 },
      });
      return rateOf(
        frames.filter(({ time }) => time > 90),
        ({ fields }) => frontIn(fields.u!, 0, 0.4),
      );
    };
    const [slow, slower] = [await speedAt(0.01), await speedAt(0.005)];
    expect(slower).toBeGreaterThan(slow);
    expect(slower).toBeLessThan(expected);
    // The lag is linear in ε to first order; what is left is of order ε², and the grid's.
    expect((2 * slower - slow) / expected).toBeCloseTo(1, 1.7);
  });
});
