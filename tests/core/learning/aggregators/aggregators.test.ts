import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Aggregator } from "../../../../src/core/define/aggregator";
import { NumpyGenerator } from "../../../../src/core/field/numpy-random";
import { normalAt } from "../../../../src/core/field/philox";
import { aggregators } from "../../../../src/core/learning/aggregators/index";
import { attacks } from "../../../../src/core/learning/attacks/index";
import { krumBound, krumScores } from "../../../../src/core/learning/krum-scores";
import { referenceAggregate } from "../../../../src/core/learning/reference/krum";
import { pairDistances, squaredDistance } from "../../../../src/core/learning/updates";
import oracle from "../../../golden/oracle-aggregators.json" with { type: "json" };

const distance = (a: ArrayLike<number>, b: ArrayLike<number>) => Math.sqrt(squaredDistance(a, b));
const coordinate = fc.double({ min: -100, max: 100, noNaN: true });
const update = (d: number) => fc.array(coordinate, { minLength: d, maxLength: d });
/** Updates with as many attackers as the rule bears, or fewer. */
const scene = (rule: Aggregator) =>
  fc.tuple(fc.integer({ min: 1, max: 14 }), fc.integer({ min: 1, max: 4 })).chain(([n, d]) =>
    fc.record({
      updates: fc.array(update(d), { minLength: n, maxLength: n }),
      attackers: fc.integer({ min: 0, max: rule.tolerates(n) }),
    }),
  );
const meanOf = (updates: readonly (readonly number[])[]) =>
  updates[0]!.map((_, d) => updates.reduce((sum, one) => sum + one[d]!, 0) / updates.length);
const diameter = (updates: readonly ArrayLike<number>[]) => Math.max(...updates.flatMap((a) => updates.map((b) => distance(a, b))));

describe.each([...aggregators])("$id", (rule) => {
  it("gives back what all agree on", () => {
    for (const n of [1, 2, 5, 40]) {
      const { value } = rule.aggregate(new Array(n).fill([1.25, -3]), 0);
      expect(value[0]).toBeCloseTo(1.25, 12);
      expect(value[1]).toBeCloseTo(-3, 12);
    }
  });

  it("stays within the box of the updates, finite", () => {
    fc.assert(
      fc.property(scene(rule), ({ updates, attackers }) => {
        const { value } = rule.aggregate(updates, attackers);
        value.forEach((v, d) => {
          const column = updates.map((one) => one[d]!);
          expect(v).toBeGreaterThanOrEqual(Math.min(...column) - 1e-9);
          expect(v).toBeLessThanOrEqual(Math.max(...column) + 1e-9);
        });
      }),
    );
  });

  it("moves and grows with the updates", () => {
    fc.assert(
      fc.property(scene(rule), fc.integer({ min: -8, max: 8 }), fc.constantFrom(0.5, 2, 4), ({ updates, attackers }, shift, scale) => {
        // Whole numbers and powers of two, so that no rounding decides between near equals.
        const whole = updates.map((one) => one.map(Math.round));
        const moved = whole.map((one) => one.map((v) => scale * v + shift));
        const [before, after] = [rule.aggregate(whole, attackers).value, rule.aggregate(moved, attackers).value];
        before.forEach((v, d) => expect(after[d]).toBeCloseTo(scale * v + shift, 8));
      }),
    );
  });

  it("refuses more attackers than it tolerates, unequal lengths, and what is not finite", () => {
    const n = 12;
    const updates = Array.from({ length: n }, (_, i) => [i, 2 * i]);
    if (rule.id !== "mean")
      expect(() => rule.aggregate(updates, rule.tolerates(n) + 1)).toThrow(
        expect.objectContaining({ code: "learning/intolerable", message: expect.stringContaining(String(rule.tolerates(n))) }),
      );
    expect(() => rule.aggregate([], 0)).toThrow(expect.objectContaining({ code: "data/empty" }));
    expect(() => rule.aggregate([[1], [1, 2]], 0)).toThrow(expect.objectContaining({ path: ["updates", 1] }));
    expect(() => rule.aggregate([[1], [NaN]], 0)).toThrow(expect.objectContaining({ code: "data/not-finite", path: ["updates", 1, 0] }));
  });
});

describe("the order of the updates", () => {
  it.each([...aggregators].filter(({ id }) => id !== "hierarchical-krum"))("does not tell in $id", (rule) => {
    fc.assert(
      fc.property(scene(rule), fc.infiniteStream(fc.nat()), ({ updates, attackers }, keys) => {
        // Where two are equally good the first counts: then the order must tell.
        const scores = updates.map((one) =>
          updates
            .map((other) => squaredDistance(one, other))
            .sort((a, b) => a - b)
            .join(),
        );
        fc.pre(new Set(scores).size === updates.length);
        const order = updates.map((_, i) => [keys.next().value!, i] as const).sort((a, b) => a[0] - b[0] || a[1] - b[1]);
        const turned = order.map(([, i]) => updates[i]!);
        const { value } = rule.aggregate(updates, attackers);
        const again = rule.aggregate(turned, attackers).value;
        const spread = diameter(updates);
        // Near ties of sums may still fall the other way by rounding: the choice is then as good, and as near.
        if (rule.id === "mean" || rule.id === "median" || rule.id === "trimmed-mean") expect(again).toEqual(value);
        else expect(distance(again, value)).toBeLessThanOrEqual(spread);
      }),
    );
  });
});

describe("attackers within the tolerance", () => {
  it("may be chosen by Krum, and then lie within the stated bound of the honest mean", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 0, max: 4 }), fc.integer({ min: 0, max: 1000 }), (f, more, seed) => {
        const n = 2 * f + 3 + more;
        const honest = Array.from({ length: n - f }, (_, i) => [0, 1].map((d) => normalAt(seed, 0, 2 * i + d, 1)));
        const bad = Array.from({ length: f }, (_, i) => [0, 1].map((d) => 3 * normalAt(seed, 1, 2 * i + d, 1)));
        const { value } = aggregators.get("krum").aggregate([...bad, ...honest], f);
        expect(distance(value, meanOf(honest))).toBeLessThanOrEqual(krumBound(n, f) * diameter(honest) + 1e-9);
      }),
    );
  });

  it("are chosen when they hide: the colluding lie nearer to each other than any honest two", () => {
    const honest = Array.from({ length: 9 }, (_, i) => Float64Array.from({ length: 20 }, (_, d) => normalAt(3, 0, 20 * i + d, 1)));
    const forged = attacks.get("colluding");
    if (forged.of !== "updates") throw new Error("it forges updates");
    const bad = forged.forge({ own: honest.slice(0, 3), honest, seed: 1, round: 0 }, { z: 0.5 });
    const { chosen } = aggregators.get("krum").aggregate([...honest, ...bad], 3);
    expect(chosen![0]).toBeGreaterThanOrEqual(9);
  });

  it.each(["median", "trimmed-mean", "krum", "multi-krum", "bulyan", "hierarchical-krum"])(
    "do not lead %s away, and one leads the mean anywhere",
    (id) => {
      const rule = aggregators.get(id);
      const n = 50;
      const f = rule.tolerates(n);
      expect(f).toBeGreaterThan(0);
      for (let seed = 0; seed < 10; seed++) {
        const honest = Array.from({ length: n - f }, (_, i) => Float64Array.from([0, 1, 2], (d) => 1 + 0.3 * normalAt(seed, 0, 3 * i + d, 1)));
        const bad = Array.from({ length: f }, () => Float64Array.of(-1e6, 1e6, 1e6));
        const { value } = rule.aggregate([...bad, ...honest], f);
        value.forEach((v) => expect(Math.abs(v - 1)).toBeLessThan(1.5));
        expect(Math.abs(aggregators.get("mean").aggregate([...bad.slice(0, 1), ...honest], 0).value[0]!)).toBeGreaterThan(1000);
      }
    },
  );
});

describe("fault F14 of the reference", () => {
  it("loses to 40 % of 50 clients that collude, in random clusters of five; flat Krum does not, and the hierarchical one refuses to promise it", () => {
    const [n, f] = [50, 20];
    let [referenceFails, krumFails] = [0, 0];
    for (let seed = 0; seed < 60; seed++) {
      const clients = Array.from({ length: n }, (_, i) =>
        i < f ? Float32Array.of(-3, -3) : Float32Array.from([0, 1], (d) => 1 + 0.3 * normalAt(seed, 0, 2 * i + d, 1)),
      );
      const led = (value: ArrayLike<number>) => distance(value, [1, 1]) > 1.5;
      if (led(referenceAggregate(clients, { numClusters: 10, byzantineFraction: 0.4 }, new NumpyGenerator(seed)))) referenceFails++;
      if (led(aggregators.get("krum").aggregate(clients, f).value)) krumFails++;
    }
    expect(referenceFails).toBeGreaterThan(30);
    expect(krumFails).toBe(0);
    const hierarchical = aggregators.get("hierarchical-krum");
    expect(hierarchical.tolerates(n)).toBeLessThan(f);
    expect(() => hierarchical.aggregate(new Array(n).fill([0]), f)).toThrow(/nothing is promised/);
  });
});

describe("another implementation", () => {
  it.each(oracle.cases.map((one) => [one.updates.length, one.attackers, one] as const))(
    "agrees for %i clients, %i attackers",
    (_, attackers, one) => {
      const given: Record<string, readonly number[] | undefined> = {
        ...one.byzfl,
        "multi-krum": one.formulas["multi-krum"],
        bulyan: one.formulas.bulyan,
      };
      for (const [id, wanted] of Object.entries(given)) {
        if (!wanted) continue;
        const { value } = aggregators.get(id).aggregate(one.updates, attackers);
        wanted.forEach((v, d) => expect(value[d], id).toBeCloseTo(v, 10));
      }
      const all = one.updates.map((_, i) => i);
      const scores = krumScores(pairDistances(one.updates), all.length, all, all.length - attackers - 2);
      one.formulas["krum-scores"].forEach((score, i) => expect(scores[i]).toBeCloseTo(score, 9));
    },
  );
});
