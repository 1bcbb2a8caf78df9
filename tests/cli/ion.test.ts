import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

const squid = {
  celsius: 18.3,
  ions: [
    { name: "K+", z: 1, in: "400 mM", out: "20 mM", permeability: 1 },
    { name: "Na+", z: 1, in: "50 mM", out: "440 mM", permeability: 0.04 },
    { name: "Cl-", z: -1, in: 0.052, out: 0.56, permeability: 0.45 },
  ],
};
const hh = { model: "hodgkin-huxley", duration: 40, every: 0.1, clamp: { kind: "current", steps: [{ from: 5, to: 40, value: 10 }] } };

async function mfn(file: object | string, ...argv: string[]) {
  const terminal = fakeTerminal();
  terminal.file("file.json", file);
  return { folder: terminal.folder, ...(await terminal.mfn("ion", argv[0]!, "file.json", ...argv.slice(1))) };
}

describe("mfn ion ghk", () => {
  it("gives the squid axon's −59.58 mV", async () => {
    const { code, json, err } = await mfn(squid, "ghk", "--json");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(json<{ potentialMillivolts: number }>().potentialMillivolts).toBeCloseTo(-59.58, 2);
  });
  it("refuses an option that it would not read: a temperature stands in the file", async () => {
    const { code, err } = await mfn(squid, "ghk", "--celsius", "20");
    expect([code, err]).toEqual([2, expect.stringContaining("ghk has no --celsius; what it needs stands in its file")]);
  });
  it("takes the form that the contract shows", async () => {
    const { code, json } = await mfn({ celsius: 37, ions: [{ name: "K+", z: 1, in: "140 mM", out: "5 mM", permeability: 1 }] }, "ghk", "--json");
    expect(code).toBe(0);
    expect(json<{ potentialMillivolts: number }>().potentialMillivolts).toBeCloseTo(-89.06, 2);
  });
  it("is readable without --json, with its warnings", async () => {
    const { out } = await mfn({ ...squid, celsius: 80 }, "ghk");
    expect(out).toMatch(/potential \(mV\) +-\d\d\.\d+/);
    expect(out).toMatch(/K\+ .*\n.*Na\+/);
    expect(out).toContain("warning: 80 °C lies outside the usual 0 to 60 °C");
  });
  it.each([
    ["{", /file\.json, line 1, column 2: this is not JSON/],
    [
      { ions: [{ name: "K+", in: "140", out: "5 mM", permeability: NaN }] },
      /At ions\[0\]\.permeability: expected a permeability of 0 or more, got null/,
    ],
    [{ ions: [{ name: "K+", in: "140 mM", out: "five" }] }, /At ions\[0\]\.out: expected a concentration such as 5mM/],
    [{ ions: [{ name: "K+", in: "140 mM", out: "5 mM" }] }, /At ions: no ion is permeant/],
  ])("exits 2 with one line for %j", async (file, words) => {
    const { code, out, err } = await mfn(file, "ghk", "--json");
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
    expect(err).toMatch(/^mfn: [^\n]*\n$/);
  });
  it("needs its file", async () => {
    const { code, err } = await fakeTerminal().mfn("ion", "ghk");
    expect(code).toBe(2);
    expect(err).toMatch(/ghk takes 1 file, got 0/);
  });
});

describe("mfn ion pump", () => {
  it("gives the potential with the pump and without", async () => {
    const { code, json } = await mfn({ cell: "neurospora-hypha" }, "pump", "--json");
    expect(code).toBe(0);
    const { potentialMillivolts, withoutPumpMillivolts, pumpCurrent } = json<{
      potentialMillivolts: number;
      withoutPumpMillivolts: number;
      pumpCurrent: number;
    }>();
    expect(potentialMillivolts).toBeLessThan(-160);
    expect(withoutPumpMillivolts).toBeGreaterThan(-70);
    expect(pumpCurrent).toBeGreaterThan(15);
  });
  it("is readable", async () => expect((await mfn({ cell: "cardiac-myocyte" }, "pump")).out).toMatch(/carried in .*Na\+ -\d.*K\+ \d/));
});

describe("mfn ion iv", () => {
  it("prints a curve, or writes it as CSV", async () => {
    const { json } = await mfn({ ...squid, from: -100, to: 100, points: 5 }, "iv", "--json");
    expect(json<{ millivolts: number[] }>().millivolts).toEqual([-100, -50, 0, 50, 100]);
    const { folder, out } = await mfn(squid, "iv", "--out", "curve.csv");
    expect(out).toMatch(/reversal \(mV\)/);
    const lines = readFileSync(join(folder, "curve.csv"), "utf8").trim().split("\n");
    expect(lines).toHaveLength(252);
    expect(lines[0]).toBe("V (mV),I K+ (µA/cm²),I Na+ (µA/cm²),I Cl- (µA/cm²),I (µA/cm²),slope g (mS/cm²)");
  });
});

describe("mfn ion simulate", () => {
  it("measures the axon's spikes", async () => {
    const { code, json } = await mfn(hh, "simulate", "--json");
    expect(code).toBe(0);
    const { spikes, times, traces, rate } = json<{ spikes: { peak: number }[]; times: number[]; traces: Record<string, number[]>; rate: number }>();
    expect(spikes).toHaveLength(3);
    expect(rate).toBeGreaterThan(60);
    expect(times).toHaveLength(401);
    expect(Object.keys(traces)).toEqual(["V", "m", "h", "n", "I_Na", "I_K", "I_L", "I_ion"]);
  });
  it("writes traces as CSV or JSON", async () => {
    const csv = await mfn(hh, "simulate", "--out", "run.csv", "--json");
    expect(csv.json<{ file: string; times?: unknown }>()).toMatchObject({ file: "run.csv", samples: 401 });
    expect(csv.json<{ times?: unknown }>().times).toBeUndefined();
    expect(readFileSync(join(csv.folder, "run.csv"), "utf8").split("\n")[0]).toBe(
      "t (ms),stimulus (µA/cm²),V (mV),m (1),h (1),n (1),I_Na (µA/cm²),I_K (µA/cm²),I_L (µA/cm²),I_ion (µA/cm²)",
    );
    const json = await mfn(hh, "simulate", "--out", "run.json");
    expect(json.out).toMatch(/spikes +3/);
    expect((JSON.parse(readFileSync(join(json.folder, "run.json"), "utf8")) as { times: number[] }).times).toHaveLength(401);
  });
  it("takes a command from a CSV file of times and values beside it", async () => {
    const terminal = fakeTerminal();
    terminal.file("command.csv", "time (ms),current\n0,0\n5,0\n10,12\n40,12\n");
    terminal.file("run.json", { ...hh, clamp: { kind: "current", file: "command.csv" } });
    const { code, json } = await terminal.mfn("ion", "simulate", "run.json", "--json");
    expect(code).toBe(0);
    const { stimulus, spikes } = json<{ stimulus: number[]; spikes: unknown[] }>();
    expect([stimulus[75], stimulus[200]]).toEqual([6, 12]);
    expect(spikes.length).toBeGreaterThan(1);
    terminal.file("run.json", { ...hh, clamp: { kind: "current", file: "none.csv" } });
    expect((await terminal.mfn("ion", "simulate", "run.json")).err).toMatch(/none\.csv cannot be read/);
    terminal.file("command.csv", "5\n6\n7\n");
    terminal.file("run.json", { ...hh, clamp: { kind: "current", file: "command.csv" } });
    expect((await terminal.mfn("ion", "simulate", "run.json")).err).toMatch(/At clamp\.file: expected two columns/);
  });
  it("exits 2 for a model that does not exist", async () => {
    const { code, err } = await mfn({ model: "hodgkin" }, "simulate");
    expect(code).toBe(2);
    expect(err).toMatch(/^mfn: At model: there is no membrane model "hodgkin"/);
  });
});

describe("mfn ion list", () => {
  it("names what files may name", async () => {
    const { json } = await fakeTerminal().mfn("ion", "list", "--json");
    const { cells, models } = json<{ cells: { id: string }[]; models: { id: string }[] }>();
    expect(cells.map(({ id }) => id)).toContain("neurospora-hypha");
    expect(models.map(({ id }) => id)).toContain("hodgkin-huxley");
    expect((await fakeTerminal().mfn("ion", "list")).out).toMatch(/squid-axon/);
  });
});
