import { describe, expect, it } from "vitest";
import { autoregression } from "../../src/core/series/surrogates";
import { fakeTerminal } from "../support/cli";

interface Told {
  value: number | null;
  reason?: string;
  interval?: [number, number];
  range?: [number, number];
  warnings?: string[];
  leftOut?: Record<string, number>;
  surrogates?: { kind: string; p: number; alike: boolean };
}
const noise = [...autoregression({ mean: 0, memory: 0.6, deviation: 1 }, 600, 3, 0)];

function terminalWith(values: readonly number[] = noise) {
  const terminal = fakeTerminal();
  terminal.file("x.json", { values });
  return async (...args: string[]) => {
    const { code, json, err } = await terminal.mfn("series", "x.json", "--json", ...args);
    return { code, err, told: code === 0 ? json<Record<string, Told>>() : {} };
  };
}

describe("mfn series", () => {
  it("gives all metrics under their names, each with a value and an interval or a reason", async () => {
    const { code, told } = await terminalWith()();
    expect(code).toBe(0);
    expect(Object.keys(told)).toEqual(
      expect.arrayContaining(["dfa", "higuchi", "mfdfa", "lyapunov", "lyapunovKantz", "sampleEntropy", "recurrence"]),
    );
    for (const [name, one] of Object.entries(told)) if (one.value !== null && name !== "katz") expect(one.interval).toHaveLength(2);
  });

  it("says where DFA, R/S and the generalised Hurst exponent differ by more than 0.15, and only there", async () => {
    const { told } = await terminalWith()("--metric", "dfa", "rescaled-range", "generalised-hurst");
    for (const name of ["dfa", "rescaledRange", "generalisedHurst"]) expect(told[name]!.warnings!.join()).toMatch(/differ by 0\.\d\d/);
    const { told: alone } = await terminalWith()("--metric", "dfa");
    expect(alone.dfa!.warnings).toEqual([]);
  });

  it("takes options behind a name, and holds against surrogates", async () => {
    const { told } = await terminalWith()("--metric", "dfa(order=2)", "--metric", "higuchi", "--against", "shuffle", "--draws", "19");
    expect(Object.keys(told)).toEqual(["dfa(order=2)", "higuchi"]);
    expect(told.higuchi!.surrogates).toMatchObject({ kind: "shuffle", p: 0.1, alike: true });
  });

  it("leaves long lists out and counts them", async () => {
    const long = [...autoregression({ mean: 0, memory: 0.3, deviation: 1 }, 50_000, 3, 0)];
    const { told } = await terminalWith(long)("--metric", "spectral-slope(share=0.4)");
    expect(Object.values(told)[0]!.leftOut).toEqual({ frequencies: 20_000, power: 20_000 });
  });

  it.each([
    [["--metric", "dfaa"], /did you mean "dfa"/],
    [["--metric", "dfa(order=9)"], /order: expected an integer in \[1, 3\]/],
    [["--against", "mirror"], /--against expects shuffle, phase, iaaft, ar1, got "mirror"/],
    [["--against", "shuffle", "--draws", "3"], /--draws expects a whole number from 19/],
  ])("refuses %j with exit 2", async (args, words) => {
    const { code, err } = await terminalWith()(...args);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
});
