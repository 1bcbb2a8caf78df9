import { describe, expect, it } from "vitest";
import { framesOf, frontIn, meanOf, pulledSpeed, rateOf, turningRate, type Frame } from "../../support/measured-runs";

const [mu, sigma, D] = [1, 1, 1];
/** Coexistence, and the growth c₁ and frequency ω of small departures from it (Reichenbach, Mobilia & Frey 2008, J. Theor. Biol. 254:368). */
const resting = mu / (3 * mu + sigma);
const c1 = (mu * sigma) / (2 * (3 * mu + sigma));
const omega = (Math.sqrt(3) * mu * sigma) / (2 * (3 * mu + sigma));

/** The departure in the plane in which the species take turns, as the paper's complex amplitude. */
function departure({ fields }: Frame, cell: number): { size: number; phase: number } {
  const [a, b, c] = ["a", "b", "c"].map((name) => fields[name]![cell]!) as [number, number, number];
  const [x, y] = [(2 * a - b - c) / 3, (b - c) / Math.sqrt(3)];
  return { size: Math.hypot(x, y), phase: Math.atan2(y, x) };
}

describe("cyclic competition", () => {
  it("leaves coexistence with the growth and frequency of the complex Ginzburg–Landau equation", async () => {
    const frames = await framesOf({
      version: 1,
      model: "cyclic-competition",
      parameters: { mu, sigma, D },
      grid: { shape: [1, 4] },
      precision: "f64",
      initial: { kind: "expression", a: `${resting} + 1e-7`, b: `${resting}`, c: `${resting}` },
      integrator: { method: "rk4", dt: 0.05 },
      steps: 800,
      record: { every: 20 },
    });
    const late = frames.filter(({ time }) => time > 10);
    expect(rateOf(late, (frame) => Math.log(departure(frame, 0).size))).toBeCloseTo(c1, 4);
    expect(Math.abs(turningRate(late, (frame) => departure(frame, 0).phase))).toBeCloseTo(omega, 4);
  });

  it("spreads into coexistence at the speed 2√(c₁D)", async () => {
    const speed = 2 * Math.sqrt(c1 * D);
    const frames = await framesOf({
      version: 1,
      model: "cyclic-competition",
      parameters: { mu, sigma, D },
      grid: { shape: [1, 400], spacing: 0.5 },
      boundary: "neumann",
      precision: "f64",
      initial: { kind: "expression", a: `${resting} + 0.05*heaviside(10 - x)`, b: `${resting}`, c: `${resting}` },
      integrator: { method: "rk4", dt: 0.05 },
      steps: 4400,
      record: { every: 100 },
    });
    const late = frames.filter(({ time }) => time >= 100);
    const place = (frame: Frame) =>
      frontIn(
        Array.from({ length: 400 }, (_, cell) => departure(frame, cell).size),
        1e-3,
        0.5,
      );
    // Rounding at 1e-17 of the resting densities cuts the tip of the front off: some 0.4 % slower (Brunet & Derrida 1997, Phys. Rev. E 56:2597).
    expect(pulledSpeed(late, place, speed, D) / speed).toBeCloseTo(1, 1.7);
  });

  it("keeps all three species alive in space, while well mixed they all but die out in turn", async () => {
    const shortest = (frames: readonly Frame[]) => Math.min(...frames.flatMap(({ fields }) => ["a", "b", "c"].map((name) => meanOf(fields[name]!))));
    const mixed = await framesOf({
      version: 1,
      model: "cyclic-competition",
      grid: { shape: [1, 4] },
      initial: { kind: "expression", a: "0.3", b: "0.25", c: "0.2" },
      steps: 3000,
      record: { every: 100 },
    });
    const spread = await framesOf({ version: 1, model: "cyclic-competition", grid: { shape: [128, 128] }, steps: 3000, record: { every: 100 } });
    expect(shortest(mixed)).toBeLessThan(1e-3);
    expect(shortest(spread)).toBeGreaterThan(0.1);
    // Not because nothing happens: everywhere one of them prevails.
    expect(Math.max(...spread.at(-1)!.fields.a!)).toBeGreaterThan(0.9);
  });
});
