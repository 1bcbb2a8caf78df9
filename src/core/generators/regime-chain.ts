import { num } from "../define/params";
import { log } from "../field/elementary";
import { uniformAt } from "../field/philox";

/** The option of a generator that says how long its regimes last. */
export const durationParam = (samples: number) =>
  num(samples, { title: "Mean duration", unit: "samples", min: 5, max: 10_000, help: "Samples for which a regime lasts on average; geometric." });

/**
 * States of a Markov chain in which each lasts `duration` samples on average and the next is any other, each as likely. Durations are geometric, drawn
 * by inversion. Begins in state 0.
 * @param stream keeps these draws apart from others of the same seed.
 */
export function regimeChain(n: number, states: number, duration: number, seed: number, stream: number): Int32Array {
  const truth = new Int32Array(n);
  let state = 0;
  for (let start = 0, visit = 0; start < n; visit++) {
    const stay = Math.max(1, Math.ceil(log(1 - uniformAt(seed, visit, 0, stream)) / log(1 - 1 / duration)));
    truth.fill(state, start, Math.min(n, start + stay));
    start += stay;
    state = (state + 1 + Math.floor(uniformAt(seed, visit, 1, stream) * (states - 1))) % states;
  }
  return truth;
}

/** Names of volatility states in their order. */
export const volatilityNames = (states: number): string[] =>
  states === 2
    ? ["calm", "volatile"]
    : states === 3
      ? ["calm", "normal", "volatile"]
      : Array.from({ length: states }, (_, k) => `volatility ${k + 1}`);
