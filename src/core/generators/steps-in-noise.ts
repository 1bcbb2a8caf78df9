import { defineGenerator } from "../define/generator";
import { completeValues, num, type ValuesOf } from "../define/params";
import { normalAt } from "../field/philox";
import { durationParam, regimeChain } from "./regime-chain";

const params = {
  samples: num(600, { title: "Samples", min: 30, max: 100_000, integer: true, help: "Samples in all." }),
  states: num(3, { title: "Levels", min: 2, max: 6, integer: true, help: "Levels there are; they may return." }),
  duration: durationParam(100),
  step: num(2, {
    title: "Height of a step",
    unit: "standard deviations",
    min: 0,
    max: 100,
    help: "From each level to the next, in units of the noise.",
  }),
  memory: num(0.3, { title: "Memory of the noise", min: -0.95, max: 0.95, help: "Autocorrelation of neighbours; 0 is white noise." }),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed makes the same series." }),
};

const streams = { chain: 0x73746570, noise: 0x7374706e };

/** Levels in noise that remembers. */
export const stepsInNoise = defineGenerator({
  id: "steps-in-noise",
  title: "Steps in noise that remembers",
  source:
    "First-order autoregression of variance 1 about levels chosen by a Markov chain; Davis, Lee, Rodriguez-Yam 2006, doi:10.1198/016214505000000745, on why memory matters",
  help: "With memory, noise wanders as levels do: a detector that takes it for white divides it.",
  params,
  generate(given) {
    const { samples, states, duration, step, memory, seed } = completeValues(params, given ?? {}, ["options"]) as ValuesOf<typeof params>;
    const truth = regimeChain(samples, states, duration, seed, streams.chain);
    const fresh = Math.sqrt(1 - memory * memory);
    let noise = 0;
    const values = Float64Array.from(truth, (state, t) => {
      const e = normalAt(seed, t, 0, streams.noise);
      noise = t === 0 ? e : memory * noise + fresh * e;
      return step * state + noise;
    });
    return {
      columns: [{ name: "value", unit: "standard deviations", values }],
      regimes: Array.from({ length: states }, (_, k) => `level ${k + 1}`),
      truth,
    };
  },
});
