import { describe, expect, it } from "vitest";
import { framesOf, meanOf, rateOf } from "../../support/measured-runs";

const cell = (x: number, y = 0) => `(abs(x - ${x}) < 0.5)*(abs(y - ${y}) < 0.5)`;
const box = (x0: number, x1: number, y0: number, y1: number) => `(x > ${x0 - 0.5})*(x < ${x1 + 0.5})*(y > ${y0 - 0.5})*(y < ${y1 + 0.5})`;

describe("Physarum transport", () => {
  it("settles where its tubes carry everything at the least cost: their sum is the Wasserstein distance", async () => {
    // Half of the food goes from 5 and half from 15 to 35: ½·30 + ½·20.
    const [last] = await framesOf({
      version: 1,
      model: "physarum",
      parameters: { r: 0.0001 },
      grid: { shape: [1, 40] },
      precision: "f64",
      initial: { kind: "expression", C: "0.3", p: "0", q: `${cell(5)} + ${cell(15)} - 2*${cell(35)}` },
      steps: 120_000,
    });
    const { C, p } = last!.fields;
    expect(40 * meanOf(C!)).toBeCloseTo(25, 1);
    // The potential of Monge and Kantorovich: pressure falls by 1 per length along the tubes.
    expect(p![6]! - p![34]!).toBeCloseTo(28, 0);
    expect(Math.max(...C!.subarray(0, 4), ...C!.subarray(37))).toBeLessThan(1e-6);
  });

  it("lets the longer of two tubes wither at the rate 1 − L₁/L₂ of Tero, Kobayashi and Nakagaki", async () => {
    const [short, detour, width] = [20, 10, 23];
    const long = short + 2 * detour;
    const ring = [box(1, 21, 1, 1), box(1, 1, 1, 11), box(21, 21, 1, 11), box(1, 21, 11, 11)];
    const frames = await framesOf({
      version: 1,
      model: "physarum",
      parameters: { r: 0.0001 },
      grid: { shape: [13, width], mask: ring.join(" + ") },
      precision: "f64",
      initial: { kind: "expression", C: "0.5", p: "0", q: `${cell(1, 1)} - ${cell(21, 1)}` },
      steps: 72_000,
      record: { every: 4_000 },
    });
    const at = (x: number, y: number) => y * width + x;
    const late = frames.filter(({ time }) => time > 10);
    const withering = -rateOf(late, ({ fields }) => Math.log(fields.C![at(11, 11)]!));
    // The faces at both forks conduct by the wide tube, which shortens the long one by 2 of 40 cells: 0.474.
    expect(withering).toBeGreaterThan(1 - short / (long - 2) - 0.02);
    expect(withering).toBeLessThan(1 - short / long + 0.005);
    const { C, p } = frames.at(-1)!.fields;
    expect(C![at(11, 1)]).toBeCloseTo(1, 1);
    expect((p![at(1, 1)]! - p![at(21, 1)]!) / short).toBeCloseTo(1, 1);
  });
});
