import { describe, expect, it } from "vitest";
import { fromLinkText, toLinkText } from "../../src/core/spec/link-text";
import { readCsvTable } from "../../src/connectors/csv-file";
import type { Services } from "../../src/state/services";
import { setupIn } from "../../src/state/membrane-slice";
import { fakeTerminal } from "../support/cli";
import { fakeWorkbench } from "../support/workbench";

async function room(given: Partial<Services> = {}) {
  const workbench = fakeWorkbench(given);
  await workbench.openRooms();
  return workbench.store.getState;
}

/** Nernst 1889 with the constants of CODATA 2018, mV. */
const nernst = (z: number, outside: number, inside: number, celsius: number) =>
  ((1e3 * 8.31446261815324 * (celsius + 273.15)) / (z * 96485.33212331001)) * Math.log(outside / inside);

describe("the cell", () => {
  it("begins as the squid axon, at the −59.6 mV of its ions", async () => {
    const { cell, reports, problems } = (await room())().membrane;
    expect(cell.preset).toBe("squid-axon");
    expect(problems).toEqual({});
    expect(reports.restMillivolts).toBeCloseTo(-59.58, 2);
  });

  it("follows a concentration in any unit, with either decimal mark", async () => {
    const get = await room();
    for (const [text, molar] of [
      ["150 mM", 0.15],
      ["0,2 M", 0.2],
      ["5e4 µM", 0.05],
      ["2000000 nM", 0.002],
    ] as const) {
      // prettier-ignore
      get().setIon(0, { outside: text });
      expect(get().membrane.reports.ghk.ions[0]!.nernstMillivolts).toBeCloseTo(nernst(1, molar, 0.4, 18.3), 9);
    }
    get().setCell({ celsius: "37" });
    expect(get().membrane.reports.ghk.ions[0]!.nernstMillivolts).toBeCloseTo(nernst(1, 0.002, 0.4, 37), 9);
  });

  it.each([
    ["ions.0.in", { inside: "-5 mM" }, /above 0/],
    ["ions.0.out", { outside: "0" }, /above 0/],
    ["ions.0.out", { outside: "5 mmol" }, /unit M, mM, uM, µM or nM/],
    ["ions.0.in", { inside: "" }, /a concentration such as/],
    ["ions.0.z", { z: "0" }, /whole number other than 0/],
    ["ions.0.z", { z: "1.5" }, /whole number other than 0/],
    ["ions.0.permeability", { permeability: "-1" }, /0 or more/],
  ] as const)("tells at %s what is wrong, and keeps the last good curve", async (path, change, words) => {
    const get = await room();
    const before = get().membrane;
    get().setIon(0, change);
    expect(get().membrane.problems[path]).toMatch(words);
    expect([get().membrane.reports, get().membrane.document]).toEqual([before.reports, before.document]);
    get().setIon(0, { ...before.cell.ions[0]! });
    expect(get().membrane.problems).toEqual({});
  });

  it("refuses an ion that is there", async () => {
    const get = await room();
    get().setIon(0, { name: "sodium" });
    expect(get().membrane.problems).toEqual({ "ions.1.name": expect.stringMatching(/each ion once/) });
  });

  it("tells two fields at once, and a temperature out of range", async () => {
    const get = await room();
    get().setIon(0, { inside: "0", outside: "-1" });
    get().setCell({ celsius: "61" });
    expect(Object.keys(get().membrane.problems).toSorted()).toEqual(["celsius", "ions.0.in", "ions.0.out"]);
  });

  it("never shows a number that is none", async () => {
    const get = await room();
    get().setIon(0, { permeability: "1e300" });
    get().setIon(1, { inside: "1e300" });
    const { reports } = get().membrane;
    expect(reports.curve.total.every(Number.isFinite)).toBe(true);
    for (const ion of reports.ghk.ions) expect(ion.nernstMillivolts).not.toBeNaN();
  });

  it("takes ions and pumps, and says what a pump lacks", async () => {
    const get = await room();
    get().addIon("Ca2+");
    expect(get().membrane.reports.ghk.ions.map(({ name }) => name)).toEqual(["K+", "Na+", "Cl-", "Ca2+"]);
    get().setCell({ pump: { id: "sodium-potassium-pump", options: {} } });
    expect(get().membrane.reports.pump!.pump).toBe("sodium-potassium-pump");
    get().removeIon(1);
    expect(get().membrane.problems["ions"]).toMatch(/expected Na\+ among the ions/);
    get().chooseMembrane("neurospora-hypha");
    expect(get().membrane.reports.restMillivolts).toBeLessThan(-160);
  });

  it("says the same as the command line, to the last bit", async () => {
    const get = await room();
    get().chooseMembrane("cardiac-myocyte");
    get().setIon(0, { outside: "4 mM" });
    const terminal = fakeTerminal();
    terminal.stdin = JSON.stringify(get().membrane.document);
    const { restMillivolts, curve, pump } = get().membrane.reports;
    expect((await terminal.mfn("ion", "iv", "-", "--json")).json()).toEqual(JSON.parse(JSON.stringify(curve)));
    const told = (await terminal.mfn("ion", "pump", "-", "--json")).json<{ potentialMillivolts: number; turnover: number }>();
    expect([told.potentialMillivolts, told.turnover]).toEqual([restMillivolts, pump!.turnover]);
  });
});

describe("what was done", () => {
  it("can be taken back, and done again", async () => {
    const get = await room();
    const before = get().membrane;
    get().removeIon(1);
    const after = get().membrane;
    await get().undo();
    expect([get().membrane.cell, get().membrane.reports]).toEqual([before.cell, before.reports]);
    await get().redo();
    expect(get().membrane.reports).toEqual(after.reports);
    get().setClamp({ kind: "voltage" });
    await get().undo();
    expect(setupIn(get().membrane).kind).toBe("current");
  });
});

describe("the clamp", () => {
  it("runs an axon under a step, its spikes measured, as the command line does", async () => {
    const get = await room();
    await get().runClamp();
    const { run, view } = get().membrane;
    expect([run.status, view, run.problem]).toEqual(["done", "clamp", null]);
    expect(run.result!.report.spikes!.length).toBeGreaterThanOrEqual(5);
    expect(get().clampTraces()!.times.length).toBe(run.result!.report.samples);
    const terminal = fakeTerminal();
    terminal.stdin = JSON.stringify(run.result!.document);
    expect((await terminal.mfn("ion", "simulate", "-", "--json")).json<{ spikes: unknown }>().spikes).toEqual(run.result!.report.spikes);
  });

  it("holds a potential, drawn by hand", async () => {
    const get = await room();
    get().setClamp({ kind: "voltage", duration: 20 });
    get().setCommand({ way: "drawn", points: [[0, -65], [5, -65], [5.02, 0], [20, 0]] }); // prettier-ignore
    await get().runClamp();
    const { times, traces, train } = get().clampTraces()!;
    expect(train).toBeNull();
    expect(traces["V"]![times.findIndex((t) => t >= 10)]).toBeCloseTo(0, 9);
  });

  it("takes a command from a file, and refuses others with their row", async () => {
    const texts: Record<string, string> = { "good.csv": "t,i\n0,0\n10,5\n20,0\n", "back.csv": "0,0\n10,5\n5,0\n", "one.csv": "1\n2\n" };
    const get = await room({ importFile: async (name) => readCsvTable(name, new TextEncoder().encode(texts[name])) });
    await get().openCommandFile("good.csv", new Uint8Array());
    expect(setupIn(get().membrane).commands.current).toMatchObject({ way: "file", file: { times: [0, 10, 20], values: [0, 5, 0] } });
    await get().openCommandFile("back.csv", new Uint8Array());
    expect(get().membrane.fileProblem).toMatch(/row 3 is at the time 5, not after 10/);
    await get().openCommandFile("one.csv", new Uint8Array());
    expect(get().membrane.fileProblem).toMatch(/two columns of numbers/);
    expect(setupIn(get().membrane).commands.current.file!.name).toBe("good.csv");
  });

  it("fails in words, and ends when it is stopped", async () => {
    const get = await room();
    get().setCommand({ steps: [{ from: 5, to: 50, value: 1, end: null }, { from: 40, to: 60, value: 1, end: null }] }); // prettier-ignore
    await get().runClamp();
    expect(get().membrane.run).toMatchObject({ status: "failed", problem: { path: ["clamp", "steps", 1] } });
    const never = await room({ startMembrane: () => ({ simulate: () => new Promise(() => undefined), dispose: () => undefined }) });
    void never().runClamp();
    expect(never().membrane.run.status).toBe("running");
    never().stopClamp();
    expect(never().membrane.run.status).toBe("stopped");
  });
});

describe("a link", () => {
  it("brings all of it elsewhere, and runs what had run", async () => {
    const get = await room();
    get().chooseMembrane("plant-cell");
    get().removeIon(2);
    get().setIon(0, { inside: "99 mM" });
    get().chooseMembraneModel("fitzhugh-nagumo");
    get().setClampParameter("a", 0.6);
    get().setClamp({ duration: 150 });
    get().setCommand({ way: "drawn", points: [[0, 0], [50, 0.8], [150, 0.8]] }); // prettier-ignore
    await get().runClamp();
    const text = toLinkText(get().membraneDocument(), "membrane");
    const there = await room();
    there().takeMembrane(fromLinkText(text, "membrane"));
    await expect.poll(() => there().membrane.run.status).toBe("done");
    const [mine, theirs] = [get().membrane, there().membrane];
    expect([theirs.view, theirs.reports, theirs.model]).toEqual([mine.view, mine.reports, mine.model]);
    expect(theirs.cell.ions).toEqual(mine.cell.ions);
    expect(setupIn(theirs).commands.current.points).toEqual(setupIn(mine).commands.current.points);
    expect(theirs.run.result).toEqual(mine.run.result);
    expect(there().membraneDocument()).toEqual(get().membraneDocument());
  });
  it("that asks for a long run leaves it to be started", async () => {
    const get = await room();
    const whole = { ...get().membraneDocument(), view: "clamp", ran: true };
    get().takeMembrane({ ...whole, simulation: { model: "hodgkin-huxley", duration: 5000 } });
    expect(get().membrane.run.status).toBe("idle");
  });
  it("that brings something else is refused", async () => {
    const get = await room();
    expect(() => get().takeMembrane(null)).toThrow(/no setup of the membrane room/);
    const whole = get().membraneDocument();
    expect(() => get().takeMembrane({ ...whole, cell: { ions: [] } })).toThrow(/at least one ion/);
    expect(() => get().takeMembrane({ ...whole, simulation: { model: "hodgkin" } })).toThrow(/hodgkin/);
  });
});
