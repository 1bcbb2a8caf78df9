import { defineUpdateAttack } from "../../define/attack";
import { num } from "../../define/params";
import { fillNormals } from "../../field/philox";

/** Stream of the attackers' numbers. */
const stream = 0x1ea2;

/** Noise in place of updates. */
export const gaussian = defineUpdateAttack({
  id: "gaussian",
  title: "Gaussian noise",
  source: "Blanchard, El Mhamdi, Guerraoui and Stainer 2017, NeurIPS 30, Machine Learning with Adversaries",
  help: "Each attacker sends independent normal numbers, wide enough to drown the updates of the honest.",
  params: { sigma: num(10, { title: "Standard deviation", unit: "1", min: 0.01, max: 1000, symbol: "\\sigma" }) },
  forge: ({ own, seed, round }, { sigma = 10 } = {}) =>
    own.map((update, i) => {
      const noise = new Float64Array(update.length);
      fillNormals(noise, seed, round, i * update.length, stream);
      return noise.map((value) => sigma * value);
    }),
});
