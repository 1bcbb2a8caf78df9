import { describe, expect, it } from "vitest";
import { generators } from "../../src/core/generators/index";
import { fakeTerminal } from "../support/cli";

interface Made {
  n: number;
  regimes: string[];
  changePoints: number[];
  values?: number[];
  truth?: number[];
  file?: string;
}

describe("mfn generate", () => {
  it.each([...generators.ids])("makes %s, the series and its truth in one document", async (id) => {
    const { code, json } = await fakeTerminal().mfn("generate", id, "--json", "--set", "samples=120");
    expect(code).toBe(0);
    const made = json<Made>();
    expect(made.values).toHaveLength(120);
    expect(made.truth).toHaveLength(120);
    for (const at of made.changePoints) expect(made.truth![at]).not.toBe(made.truth![at - 1]);
  });
  it("writes a table that mfn regimes reads, and whose truth it finds", async () => {
    const terminal = fakeTerminal();
    expect((await terminal.mfn("generate", "steps-in-noise", "--set", "step=8", "--set", "seed=3", "--out", "steps.csv", "--json")).code).toBe(0);
    const { json, err } = await terminal.mfn("regimes", "steps.csv", "--column", "value", "--json");
    expect(err).toBe("");
    const [found] = json<{ changePoints: number[]; n: number }[]>();
    const truth = generators.get("steps-in-noise").generate({ step: 8, seed: 3 } as never).truth;
    expect(found!.n).toBe(truth.length);
    for (const at of found!.changePoints) expect(truth[at]).not.toBe(truth[at - 1]);
  });
  it.each([
    [["nothing"], /there is no generator "nothing"/],
    [["garch-market", "--set", "seed"], /--set expects name=value/],
    [["garch-market", "--set", "sed=1"], /did you mean "seed"/],
    [["garch-market", "--set", "memory=1"], /below 1/],
    [["switching-market", "--set", "states=2.5"], /an integer/],
  ])("refuses %j in one line", async (args, words) => {
    const { code, err } = await fakeTerminal().mfn("generate", ...args);
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(err.trim().split("\n")).toHaveLength(1);
  });
});

describe("options of a detector", () => {
  it("are given one by one, and change what is found", async () => {
    const terminal = fakeTerminal();
    await terminal.mfn("generate", "reference-market", "--out", "market.csv");
    const regimesOf = async (...set: string[]) => {
      const { code, json } = await terminal.mfn("regimes", "market.csv", "--column", "return", "--method", "hidden-markov", "--json", ...set);
      expect(code).toBe(0);
      return new Set(json<{ regimes: { label: string }[] }[]>()[0]!.regimes.map(({ label }) => label));
    };
    expect(await regimesOf("--set", "states=3", "--set", "order=spread")).toEqual(new Set(["calm", "moderate", "volatile"]));
    expect(await regimesOf("--set", "order=spread")).toEqual(new Set(["calm", "volatile"]));
  });
  it("are refused where the detector has none of that name", async () => {
    const terminal = fakeTerminal();
    terminal.file("x.json", { values: Array.from({ length: 60 }, (_, i) => i % 7) });
    const { code, err } = await terminal.mfn("regimes", "x.json", "--method", "hidden-markov", "--set", "state=3");
    expect(code).toBe(2);
    expect(err).toMatch(/did you mean "states"/);
  });
});

describe("several columns of a table", () => {
  it("make one series of several channels", async () => {
    const terminal = fakeTerminal();
    const rows = Array.from({ length: 200 }, (_, i) =>
      [Math.sin(i * 12.9898) + (i < 80 ? 0 : 9), Math.cos(i * 78.233) + (i < 140 ? 0 : 9)].join(","),
    );
    terminal.file("two.csv", ["a,b", ...rows].join("\n"));
    const { code, json } = await terminal.mfn("regimes", "two.csv", "--column", "a, b", "--json");
    expect(code).toBe(0);
    expect(json<{ changePoints: number[]; channels: number }[]>()[0]).toMatchObject({ changePoints: [80, 140], channels: 2 });
    const { code: refused, err } = await terminal.mfn("regimes", "two.csv", "--column", "a,bb");
    expect([refused, err]).toEqual([2, expect.stringMatching(/no column "bb"; did you mean "b"/)]);
  });
});
