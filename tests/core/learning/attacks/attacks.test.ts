import { describe, expect, it } from "vitest";
import { normalAt } from "../../../../src/core/field/philox";
import { attacks } from "../../../../src/core/learning/attacks/index";
import { meanOf } from "../../../../src/core/learning/updates";

const honest = Array.from({ length: 200 }, (_, i) => Float64Array.from([1, -2, 3], (centre, d) => centre + 0.5 * normalAt(1, 0, 3 * i + d, 9)));
const own = honest.slice(0, 4);
const forge = (id: string, options = {}, round = 0) => {
  const attack = attacks.get(id);
  if (attack.of !== "updates") throw new Error(`${id} forges no updates`);
  return attack.forge({ own, honest, seed: 5, round }, options);
};

describe("attacks", () => {
  it.each([...attacks].filter(({ of }) => of === "updates").map(({ id }) => id))(
    "%s forges one finite update for each attacker, the same for the same seed",
    (id) => {
      const forged = forge(id);
      expect(forged).toHaveLength(4);
      forged.forEach((update) => expect([...update].every(Number.isFinite) && update.length === 3).toBe(true));
      expect(forge(id)).toEqual(forged);
    },
  );

  it("sign flip turns each update round", () => expect([...forge("sign-flip", { scale: 2 })[1]!]).toEqual([...own[1]!].map((v) => -2 * v)));

  it("Gaussian noise has the spread asked for, and is new in each round", () => {
    const numbers = Array.from({ length: 500 }, (_, round) => [...forge("gaussian", { sigma: 3 }, round)[0]!]).flat();
    const variance = numbers.reduce((sum, v) => sum + v * v, 0) / numbers.length;
    // 1500 normals: the variance has a standard error of 9 √(2/1500) = 0.33.
    expect(Math.abs(variance - 9)).toBeLessThan(1.5);
    expect(forge("gaussian", {}, 1)).not.toEqual(forge("gaussian", {}, 0));
  });

  it("the colluding stand z standard deviations from the honest mean, all at one place", () => {
    const forged = forge("colluding", { z: 2 });
    const mean = meanOf(honest);
    forged[0]!.forEach((v, d) => {
      const deviation = Math.sqrt(honest.reduce((sum, one) => sum + (one[d]! - mean[d]!) ** 2, 0) / honest.length);
      expect(v).toBeCloseTo(mean[d]! - 2 * deviation, 12);
    });
    expect(new Set(forged.map((one) => one.join())).size).toBe(1);
  });

  it("the inner product of what is forged with the honest mean is negative", () => {
    const mean = meanOf(honest);
    expect(forge("inner-product")[0]!.reduce((sum, v, d) => sum + v * mean[d]!, 0)).toBeLessThan(0);
  });

  it("a label flip is undone by another, and keeps to the classes", () => {
    const flip = attacks.get("label-flip");
    if (flip.of !== "labels") throw new Error("it changes labels");
    for (let label = 0; label < 5; label++) expect(flip.relabel(flip.relabel(label, 5), 5)).toBe(label);
    expect(flip.relabel(0, 5)).toBe(4);
  });
});
