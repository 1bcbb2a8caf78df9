import { defineGenerator, logPriceOf } from "../define/generator";
import { completeValues, num, type ValuesOf } from "../define/params";
import { freedomParam, studentAt } from "./heavy-tails";
import { durationParam, regimeChain, volatilityNames } from "./regime-chain";

const params = {
  samples: num(2000, { title: "Samples", min: 30, max: 100_000, integer: true, help: "Returns in all." }),
  states: num(2, { title: "Regimes", min: 2, max: 4, integer: true, help: "Kinds of market there are." }),
  duration: durationParam(150),
  volatility: num(0.007, { title: "Volatility when calm", min: 1e-9, max: 1, help: "Standard deviation of a return in the calmest regime." }),
  ratio: num(2.5, {
    title: "Ratio of volatilities",
    min: 1,
    max: 20,
    help: "Of each regime to the next calmer one. 1 makes regimes that cannot be told apart.",
  }),
  freedom: freedomParam(5),
  seed: num(1, { title: "Seed", min: 0, max: Number.MAX_SAFE_INTEGER, integer: true, help: "The same seed makes the same market." }),
};

const streams = { chain: 0x6d6b7463, returns: 0x6d6b7472 };
/** Mean return of the calmest regime and of the most volatile, in units of their volatility. */
const drifts = [0.05, -0.05];

/** Returns whose volatility switches between a few levels. */
export const switchingMarket = defineGenerator({
  id: "switching-market",
  title: "Market with switching volatility",
  source: "Hamilton, Susmel 1994, Journal of Econometrics 64:307, doi:10.1016/0304-4076(94)90069-8, without its ARCH",
  help: "A hidden chain chooses the volatility; returns have heavy tails, so that a single large one is no proof of a volatile regime.",
  params,
  generate(given) {
    const { samples, states, duration, volatility, ratio, freedom, seed } = completeValues(params, given ?? {}, ["options"]) as ValuesOf<
      typeof params
    >;
    const truth = regimeChain(samples, states, duration, seed, streams.chain);
    const returns = Float64Array.from(truth, (state, t) => {
      const drift = drifts[0]! + (drifts[1]! - drifts[0]!) * (state / (states - 1));
      return volatility * ratio ** state * (drift + studentAt(freedom, seed, t, streams.returns));
    });
    return {
      columns: [
        { name: "return", unit: "1", values: returns },
        { name: "log price", unit: "1", values: logPriceOf(returns) },
      ],
      regimes: volatilityNames(states),
      truth,
    };
  },
});
