import { defineGenerator, logPriceOf } from "../define/generator";
import { completeValues, num, type ValuesOf } from "../define/params";
import { NumpyGenerator } from "../field/numpy-random";

const params = {
  samples: num(500, { title: "Samples", min: 30, max: 100_000, integer: true, help: "Returns in all; each regime rules a third." }),
  volatility: num(0.02, {
    title: "Base volatility",
    min: 1e-9,
    max: 1,
    help: "Standard deviation of a return in the middle third: half of it before, 2.5 times after.",
  }),
  seed: num(0, {
    title: "Seed",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    integer: true,
    help: "The same seed makes the same market, bit for bit MFN's.",
  }),
};

/** Mean of a return in each third. */
const drifts = [0.0003, 0.0001, -0.0002];
const spreads = [0.5, 1, 2.5];

/** The returns, drawn in the reference's order. @returns the third each belongs to beside them. */
export function referenceReturns(
  generator: NumpyGenerator,
  n: number,
  volatility: number,
): { returns: Float64Array<ArrayBuffer>; truth: Int32Array } {
  const third = Math.floor(n / 3);
  const truth = Int32Array.from({ length: n }, (_, t) => Math.min(2, Math.floor(t / Math.max(1, third))));
  return { returns: Float64Array.from(truth, (k) => generator.normal(drifts[k]!, spreads[k]! * volatility)), truth };
}

/** The synthetic market of MFN v4.1's finance example. */
export const referenceMarket = defineGenerator({
  id: "reference-market",
  title: "Market of MFN v4.1: calm, normal, volatile",
  source: "MFN v4.1, examples/finance_regime_detection; numpy's default_rng (O'Neill 2014, HMC-CS-2014-0905)",
  help: "Three thirds of independent normal returns that differ in their spread, the easiest of markets: what fails here fails everywhere.",
  params,
  generate(given) {
    const { samples, volatility, seed } = completeValues(params, given ?? {}, ["options"]) as ValuesOf<typeof params>;
    const { returns, truth } = referenceReturns(new NumpyGenerator(seed), samples, volatility);
    return {
      columns: [
        { name: "return", unit: "1", values: returns },
        { name: "log price", unit: "1", values: logPriceOf(returns) },
      ],
      regimes: ["calm", "normal", "volatile"],
      truth,
    };
  },
});
