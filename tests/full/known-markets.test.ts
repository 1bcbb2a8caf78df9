import { describe, expect, it } from "vitest";
import { confusion, namesOf } from "../../src/core/detectors/confusion";
import { detectors } from "../../src/core/detectors/index";
import { generators } from "../../src/core/generators/index";

const seeds = Array.from({ length: 20 }, (_, k) => 100 + k);
const markets = ["reference-market", "switching-market", "garch-market"];
type Options = (states: number) => Record<string, number | string>;
const routes: readonly [title: string, method: string, options: Options][] = [
  ["nothing", "zero", () => ({})],
  ["automatic", "ensemble", () => ({})],
  ["PELT, cost normal", "pelt", () => ({ cost: "normal" })],
  ["hidden Markov, by spread", "hidden-markov", (states) => ({ states, order: "spread" })],
  ["windowed volatility alone", "mfn-classifier", (states) => ({ states, features: "volatility" })],
  ["with the distance field", "mfn-classifier", (states) => ({ states })],
  ["the distance field alone", "mfn-classifier", (states) => ({ states, features: "field" })],
  ["with the Gramian field", "mfn-classifier", (states) => ({ states, field: "gramian" })],
  ["the Gramian field alone", "mfn-classifier", (states) => ({ states, field: "gramian", features: "field" })],
  ["the reference's scores alone", "mfn-classifier", (states) => ({ states, field: "reference", features: "field" })],
  ["MFN v4.1 as it is", "mfn-classifier", () => ({ mode: "reference" })],
];

/** Mean over the seeds of the share under the right name, each regime weighing the same. */
function balanced(market: string, method: string, options: Options): number {
  const shares = seeds.map((seed) => {
    const { columns, truth, regimes } = generators
      .get(market)
      .generate({ seed, ...(market === "reference-market" ? {} : { samples: 1200 }) } as never);
    const { regimes: found, n } = detectors.get(method).detect([columns[0]!.values], options(regimes.length));
    return confusion(regimes, truth, namesOf(found, n)).balanced;
  });
  return shares.reduce((sum, share) => sum + share, 0) / shares.length;
}

describe("detectors on markets whose regimes are known", () => {
  it("see volatility where the field keeps it, and not where each window is divided by its own deviation", { timeout: 1_800_000 }, () => {
    const table = Object.fromEntries(
      routes.map(([title, method, options]) => {
        const shares = markets.map((market) => balanced(market, method, options));
        console.log(`${title.padEnd(30)} ${shares.map((share) => share.toFixed(2)).join("  ")}`);
        return [title, shares];
      }),
    );
    for (let m = 0; m < markets.length; m++) {
      expect(table["windowed volatility alone"]![m]!).toBeGreaterThan(0.8);
      expect(table["with the distance field"]![m]!).toBeGreaterThan(0.75);
      expect(table["MFN v4.1 as it is"]![m]!).toBeCloseTo(table["nothing"]![m]!, 9);
    }
  });
});
