import { defineGenerator, logPriceOf } from "../define/generator";
import { completeValues, num, type ValuesOf } from "../define/params";
import { WorkbenchError } from "../errors";
import { freedomParam, studentAt } from "./heavy-tails";
import { durationParam, regimeChain, volatilityNames } from "./regime-chain";

const params = {
  samples: num(2000, { title: "Samples", min: 30, max: 100_000, integer: true, help: "Returns in all." }),
  duration: durationParam(250),
  volatility: num(0.007, { title: "Volatility when calm", min: 1e-9, max: 1, help: "Long-run standard deviation of a return in the calm regime." }),
  ratio: num(2.5, { title: "Ratio of volatilities", min: 1, max: 20, help: "Long-run volatility of the volatile regime over that of the calm one." }),
  shock: num(0.08, { title: "α, weight of the last shock", min: 0, max: 1, help: "How far the last squared return moves the variance." }),
  leverage: num(0.06, { title: "γ, extra weight of a fall", min: 0, max: 1, help: "What a negative return adds to α." }),
  memory: num(0.8, {
    title: "β, memory of the variance",
    min: 0,
    max: 1,
    help: "Share of the last variance that stays. α + γ/2 + β must be below 1.",
  }),
  freedom: freedomParam(8),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed makes the same market." }),
};

const streams = { chain: 0x67617263, returns: 0x67617272 };

/** Returns whose volatility clusters by itself, over a long-run level that switches: the hard case. */
export const garchMarket = defineGenerator({
  id: "garch-market",
  title: "Market with clustering and switching volatility",
  source:
    "Glosten, Jagannathan, Runkle 1993, Journal of Finance 48:1779, doi:10.1111/j.1540-6261.1993.tb05128.x; switching level after Haas, Mittnik, Paolella 2004, doi:10.1093/jjfinec/nbh020",
  help: "Large returns follow large ones within every regime, and more so after falls; only the long-run level of the variance belongs to the regime. What takes a cluster for a regime is found out here.",
  params,
  generate(given) {
    const options = completeValues(params, given ?? {}, ["options"]) as ValuesOf<typeof params>;
    const { samples, duration, volatility, ratio, shock, leverage, memory, freedom, seed } = options;
    const persistence = shock + leverage / 2 + memory;
    if (persistence >= 1)
      throw new WorkbenchError(
        "parameter/out-of-range",
        ["options", "memory"],
        `α + γ/2 + β is ${persistence}: the variance has no long-run level. Keep the sum below 1`,
      );
    const truth = regimeChain(samples, 2, duration, seed, streams.chain);
    const level = (state: number) => (volatility * (state === 0 ? 1 : ratio)) ** 2;
    let variance = level(0);
    const deviations = new Float64Array(samples);
    const returns = Float64Array.from(truth, (state, t) => {
      deviations[t] = Math.sqrt(variance);
      const r = deviations[t]! * studentAt(freedom, seed, t, streams.returns);
      // The recursion in units of the level that rules the next sample, so that a switch carries the cluster over without its size.
      const next = truth[t + 1] ?? state;
      const scale = level(next) / level(state);
      variance = (1 - persistence) * level(next) + scale * ((shock + (r < 0 ? leverage : 0)) * r * r + memory * variance);
      return r;
    });
    return {
      columns: [
        { name: "return", unit: "1", values: returns },
        { name: "log price", unit: "1", values: logPriceOf(returns) },
        { name: "true volatility", unit: "1", values: deviations },
      ],
      regimes: volatilityNames(2),
      truth,
    };
  },
});
