import { describe, expect, it } from "vitest";
import { surrogate } from "../../src/core/series/surrogates";
import { fakeTerminal } from "../support/cli";

let value = 0.3;
const chaos = Float64Array.from({ length: 400 }, () => (value = 4 * value * (1 - value)));
const series = [...chaos, ...surrogate(chaos, "shuffle", 4, 0)];

interface Found {
  n: number;
  method: string;
  changePoints: number[];
  regimes: { start: number; end: number }[];
  windows?: { length: number; stride: number; channels: string[] };
  ablation?: Record<"with" | "without", { channels: string[]; changePoints: number[] }>;
}

function mfn(...args: string[]) {
  const terminal = fakeTerminal();
  terminal.file("x.json", { values: series });
  terminal.file("two.json", { values: [series, series] });
  return terminal.mfn("regimes", ...args);
}

describe("mfn regimes --channels", () => {
  it("lets a detector read measures in windows, and finds with them what mean and deviation do not tell", async () => {
    const { code, json } = await mfn(
      "x.json",
      "--method",
      "hidden-markov",
      "--channels",
      "permutation-entropy",
      "--window",
      "64",
      "--ablation",
      "--json",
    );
    expect(code).toBe(0);
    const [found] = json<Found[]>();
    expect(found).toMatchObject({ n: 800, method: "hidden-markov", windows: { length: 64, stride: 8 } });
    expect(found!.regimes[0]!.start).toBe(0);
    expect(found!.regimes.at(-1)!.end).toBe(800);
    expect(Math.min(...found!.changePoints.map((point) => Math.abs(point - 400)))).toBeLessThan(48);
    expect(found!.ablation).toMatchObject({
      without: { channels: ["mean", "deviation"] },
      with: { channels: ["mean", "deviation", "permutation-entropy"] },
    });
    expect(found!.ablation!.with.changePoints).toEqual(found!.changePoints);
  });

  it("takes several measures with their options, and says it in a table", async () => {
    const { out } = await mfn("x.json", "--method", "pelt", "--channels", "dfa,higuchi(kMax=16)", "--window", "300", "--ablation");
    expect(out).toMatch(/without and with the measures/);
    expect(out).toMatch(/mean, deviation, dfa, higuchi\(kMax=16\)/);
  });

  it.each([
    [["x.json", "--window", "64"], /name them with --channels/],
    [["x.json", "--ablation"], /name them with --channels/],
    [["x.json", "--method", "pelt", "--channels", "dfaa"], /did you mean "dfa"/],
    [["x.json", "--method", "pelt", "--channels", "dfa", "--window", "64"], /no measure was added/],
    [["x.json", "--method", "cusum", "--channels", "higuchi"], /takes one series/],
    [["x.json", "--method", "pelt", "--channels", "higuchi", "--window", "900"], /window: expected a whole number from 2 to the series' 800 samples/],
    [["two.json", "--method", "pelt", "--channels", "higuchi"], /choose one with --column/],
  ])("refuses %j with exit 2", async (args, words) => {
    const { code, err } = await mfn(...args);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});
