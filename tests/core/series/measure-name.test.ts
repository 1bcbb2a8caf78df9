import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { listMeasures, readMeasure, writeMeasure } from "../../../src/core/series/measure-name";
import { surrogate, surrogateKinds } from "../../../src/core/series/surrogates";
import { measureWindows } from "../../../src/core/series/windows";
import { seriesMetrics } from "../../../src/core/series";
import { autoregression } from "../../../src/core/series/surrogates";

describe("the name of a measure", () => {
  it("is read as it was written", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3 }),
        fc.option(fc.record({ kind: fc.constantFrom(...surrogateKinds), seed: fc.nat(), draw: fc.nat() }), { nil: undefined }),
        (order, draw) => {
          const text = writeMeasure({ metric: "dfa", options: { order }, ...(draw && { surrogate: draw }) });
          expect(readMeasure(text)).toMatchObject({ metric: { id: "dfa" }, options: { order }, surrogate: draw ?? null });
        },
      ),
    );
    expect(readMeasure("dfa")).toMatchObject({ options: {}, surrogate: null });
  });

  it("may stand in a list, whose commas are not those of its options", () => {
    expect(listMeasures(["dfa, generalised-hurst(q=2, longest=10)", "higuchi"])).toEqual(["dfa", "generalised-hurst(q=2, longest=10)", "higuchi"]);
    expect(() => listMeasures(["dfa,dfaa"])).toThrow(/did you mean "dfa"/);
  });

  it.each([
    ["dfaa", /did you mean "dfa"/],
    ["dfa(order=7)", /order: expected an integer in \[1, 3\]/],
    ["dfa(ordr=2)", /did you mean "order"/],
    ["dfa(order)", /"order" in .* is no option/],
    ["dfa of mirror(seed=1)", /no surrogate "mirror"; known are shuffle/],
    ["dfa of shuffle(seed=-1)", /whole numbers from 0/],
    ["dfa of shuffle(speed=1)", /takes seed and draw/],
    ["dfa order 2", /is no measure; expected/],
  ])("refuses %s", (text, words) => expect(() => readMeasure(text)).toThrow(words));
});

describe("a window", () => {
  const x = autoregression({ mean: 0, memory: 0.7, deviation: 1 }, 600, 2, 0);
  it("as long as the series measures the whole, with options, and of a surrogate", () => {
    const of = (text: string) => measureWindows(x, text, 600, 1).results;
    expect(of("dfa(order=2)")).toEqual([seriesMetrics.get("dfa").measure(x, { order: 2 } as never)]);
    expect(of("dfa of iaaft(seed=3, draw=4)")).toEqual([seriesMetrics.get("dfa").measure(surrogate(x, "iaaft", 3, 4))]);
  });
});
