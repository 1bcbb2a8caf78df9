import { readFileSync } from "node:fs";
import Papa from "papaparse";
import { describe, expect, it } from "vitest";
import { aggregators } from "../../../../src/core/learning/aggregators/index";
import { attacks } from "../../../../src/core/learning/attacks/index";
import { Classifier, type Examples } from "../../../../src/core/learning/federated/classifier";
import { splitExamples } from "../../../../src/core/learning/federated/split";
import { federate, linearBaseline, type FederationSpec } from "../../../../src/core/learning/federated/train";

const { data: rows } = Papa.parse<Record<string, string>>(readFileSync("public/samples/tables/penguins.csv", "utf8"), {
  header: true,
  comments: "#",
  skipEmptyLines: true,
});
const classes = [...new Set(rows.map(({ species }) => species!))].sort();
const names = ["beak_length_mm", "beak_depth_mm", "flipper_length_mm", "body_mass_g"];
const penguins: Examples = {
  width: 4,
  features: Float64Array.from(rows.flatMap((row) => names.map((name) => Number(row[name])))),
  labels: Int32Array.from(rows, ({ species }) => classes.indexOf(species!)),
  classes,
};
const train = (rule: string, attack: string, given: Partial<FederationSpec> = {}, options = {}) =>
  [...federate(penguins, { rounds: 40, ...given }, aggregators.get(rule), attacks.get(attack), options)].at(-1)!;

describe("the classifier", () => {
  it.each([0, 5])("with %i hidden units has the gradient of its loss, by differences", (hidden) => {
    const model = new Classifier(4, hidden, 3);
    const data = { ...penguins, features: penguins.features.map((v, i) => v / [50, 20, 200, 4000][i % 4]!) };
    const parameters = model.start(3);
    const some = [0, 100, 200, 300, 340];
    const gradient = model.gradient(parameters, data, some);
    const h = 1e-5;
    parameters.forEach((value, d) => {
      const at = (by: number) => model.assess(parameters.with(d, value + by) as Float64Array, data, some).loss;
      expect(gradient[d]).toBeCloseTo((at(h) - at(-h)) / (2 * h), 7);
    });
  });

  it("knows nothing before it has learnt: log 3 with all parameters 0", () => {
    const model = new Classifier(4, 0, 3);
    expect(model.assess(new Float64Array(model.length), penguins, [1, 2, 3]).loss).toBeCloseTo(Math.log(3), 12);
  });
});

describe("federated training on penguins", () => {
  const { loss: baseline, accuracy } = linearBaseline(penguins, { heldOutShare: 0.3, seed: 1 });

  it("is judged on birds that no client has, beside a linear baseline (fault F16)", () => {
    const { training, heldOut } = splitExamples(342, 0.3, 1);
    expect(new Set([...training, ...heldOut]).size).toBe(342);
    expect(heldOut).toHaveLength(103);
    expect(accuracy).toBeGreaterThan(0.95);
    const honest = train("mean", "sign-flip", { attackers: 0, rounds: 150 });
    expect(honest.heldOut.accuracy).toBeGreaterThan(0.95);
    // Honest about itself: the network is as good as the linear one, which is all that these data need.
    expect(Math.abs(honest.heldOut.loss - baseline)).toBeLessThan(0.1);
  });

  it("loses the mean to four sign flippers of twenty, and keeps Krum, the median and their kin", () => {
    const lost = train("mean", "sign-flip");
    expect(lost.heldOut.loss).toBeGreaterThan(1);
    for (const rule of ["median", "trimmed-mean", "krum", "multi-krum", "bulyan"])
      expect(train(rule, "sign-flip").heldOut.accuracy, rule).toBeGreaterThan(0.9);
  });

  it.each(["gaussian", "colluding", "inner-product", "label-flip"])("holds multi-Krum against %s", (attack) => {
    expect(train("multi-krum", attack).heldOut.accuracy).toBeGreaterThan(0.9);
  });

  it("says when the choice was an attacker's, and how far it led", () => {
    const fooled = [...federate(penguins, { rounds: 5 }, aggregators.get("krum"), attacks.get("colluding"), { attack: { z: 0.2 } })];
    expect(fooled.some(({ choseAttacker }) => choseAttacker)).toBe(true);
    fooled.forEach(({ led }) => expect(led).toBeLessThan(1));
    expect(train("mean", "gaussian", { rounds: 1 }).choseAttacker).toBeNull();
  });

  it("is the same with the same seed", () => expect(train("krum", "gaussian", { rounds: 5 })).toEqual(train("krum", "gaussian", { rounds: 5 })));

  it.each([
    ["clients", { clients: 0 }],
    ["clients", { clients: 300 }],
    ["attackers", { attackers: 20 }],
    ["asked", { asked: 21 }],
    ["rate", { rate: 0 }],
    ["skew", { skew: 2 }],
    ["attackers", { reckoned: 10 }],
  ])("refuses %s in %o", (path, given) => {
    expect(() => train("krum", "gaussian", given)).toThrow(expect.objectContaining({ path: [path] }));
  });
});
