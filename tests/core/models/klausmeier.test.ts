import { describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { framesOf, growthOfWave, meanOf, turningRate, waveIn, type Frame } from "../../support/measured-runs";

const m = 0.45;
const v = 182.5;
/** Plants of the uniform vegetation, which exists from a = 2m. */
const vegetation = (a: number) => (a + Math.sqrt(a ** 2 - 4 * m ** 2)) / (2 * m);

/** Leading eigenvalue of waves e^(ikx) on the uniform vegetation, J = ((−1 − n² + ikv, −2m), (n², m − k²)). */
function eigenvalue(a: number, k: number): { re: number; im: number } {
  const n = vegetation(a);
  const [p, q] = [-1 - n ** 2, m - k ** 2];
  // (tr ± √((p − q + ikv)² − 8mn²))/2
  const [re, im] = [(p - q) ** 2 - (k * v) ** 2 - 8 * m * n ** 2, 2 * (p - q) * k * v];
  const size = Math.hypot(re, im);
  const root = { re: Math.sqrt((size + re) / 2), im: Math.sign(im) * Math.sqrt((size - re) / 2) };
  return { re: (p + q + root.re) / 2, im: (k * v + root.im) / 2 };
}

describe("Klausmeier's vegetation", () => {
  it("lets bands on uniform vegetation grow and climb at the rates of the dispersion relation", async () => {
    const a = 2;
    const [count, length] = [4, 128];
    const frames = await framesOf({
      version: 1,
      model: "klausmeier",
      parameters: { a, m, v },
      grid: { shape: [1, 256], spacing: 0.5 },
      precision: "f64",
      initial: { kind: "expression", w: `${m / vegetation(a)}`, n: `${vegetation(a)} + 1e-6*cos(2*pi*${count}*x/Lx)` },
      integrator: { method: "rk4", dt: 0.004 },
      steps: 4000,
      record: { every: 250 },
    });
    const { growth, frequency } = growthOfWave(frames.slice(2), "n", count);
    const k = (2 * Math.PI * count) / length;
    const expected = eigenvalue(a, k);
    // Central differences carry waves by sin(kh)/h, 0.2 % slower here.
    expect(growth / expected.re).toBeCloseTo(1, 2);
    expect(frequency / -expected.im).toBeCloseTo(1, 2);
    expect(frequency).toBeGreaterThan(0);
  });

  it("has grown bands climb uphill, at a steady speed", async () => {
    const frames = await framesOf({
      version: 1,
      model: "klausmeier",
      parameters: { a: 1.2, m, v },
      grid: { shape: [1, 256], spacing: 0.5 },
      integrator: { method: "bogacki-shampine", dt: 0.004 },
      steps: 22000,
      record: { every: 100 },
    });
    const late = frames.filter(({ time }) => time > 60);
    const powers = Array.from({ length: 12 }, (_, i) => waveIn(late.at(-1)!.fields.n!, i + 1).amplitude);
    const count = powers.indexOf(Math.max(...powers)) + 1;
    const k = (2 * Math.PI * count) / 128;
    const speedIn = (part: readonly Frame[]) => -turningRate(part, ({ fields }) => waveIn(fields.n!, count).phase) / k;
    const half = Math.floor(late.length / 2);
    expect(speedIn(late)).toBeGreaterThan(0);
    expect(speedIn(late.slice(0, half)) / speedIn(late.slice(half))).toBeCloseTo(1, 1);
    expect(Math.max(...late.at(-1)!.fields.n!)).toBeGreaterThan(5 * meanOf(late.at(-1)!.fields.n!));
  });

  it("turns to desert where the rain falls below 2m, and keeps its cover above", async () => {
    const lasting = async (a: number): Promise<number> => {
      const spec: RunSpecInput = {
        version: 1,
        model: "klausmeier",
        parameters: { a, m, v },
        grid: { shape: [1, 4] },
        initial: { kind: "expression", w: `${m}`, n: "1.5" },
        integrator: { method: "rk4", dt: 0.002 },
        steps: 40000,
      };
      return meanOf((await framesOf(spec)).at(-1)!.fields.n!);
    };
    expect(await lasting(2 * m * 1.05)).toBeCloseTo(vegetation(2 * m * 1.05), 3);
    expect(await lasting(2 * m * 0.95)).toBeLessThan(1e-3);
  });
});
