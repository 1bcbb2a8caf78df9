import { describe, expect, it } from "vitest";
import type { PointsApi } from "../../src/core/sweep/point";
import { sweptRuns } from "../../src/core/sweep/runs";
import { isSweep } from "../../src/state/sweep-keep";
import { createPointsHost } from "../../src/engine/host-points";
import { libraryInMemory } from "../support/library";
import { fakeWorkbench } from "../support/workbench";

const spec = { version: 1 as const, model: "gray-scott", grid: { shape: [8, 8] as [number, number] } };

/** A workbench whose threads compute for real, and count; `held` keeps the next run from ending. */
function bench(library = libraryInMemory()) {
  const host = createPointsHost();
  const facts = { begun: 0, held: null as Promise<void> | null };
  const samplePoint: PointsApi["samplePoint"] = async (request) => {
    facts.begun++;
    await facts.held;
    return host.samplePoint(request);
  };
  const workbench = fakeWorkbench({ library, startPoints: () => ({ ...host, samplePoint, dispose: () => undefined }) });
  return { ...workbench, facts, library, state: workbench.store.getState };
}

async function ready(library?: ReturnType<typeof libraryInMemory>) {
  const made = bench(library);
  await made.state().open(spec, { run: false });
  made.state().prepareSweep();
  made.state().changeSweepDraft({ steps: 4, measure: ["regime", "mean"] });
  return made;
}

describe("a sweep in the page", () => {
  it("is set up over the first parameter of the model, within its range", async () => {
    const { state } = await ready();
    expect(state().sweepDraft!.parameters).toEqual([{ name: "parameters.F", from: 0, to: 0.12, count: 5, scale: "linear" }]);
  });

  it("carries out all runs, keeps each row as it ends, and a second tab can read them", async () => {
    const { state, library, facts } = await ready();
    await state().startSweep();
    expect(state().sweep).toMatchObject({ status: "done", of: 5, problem: null, notKept: null });
    expect(facts.begun).toBe(5);
    const [record] = (await library.list()).filter(isSweep);
    expect(record!.payload).toMatchObject({ status: "done", done: 5, of: 5 });
    const other = bench(library);
    await other.state().openSweep(record!.id);
    const sorted = (rows: readonly { index: number }[]) => [...rows].sort((a, b) => a.index - b.index);
    expect(sorted(other.state().sweep.rows)).toEqual(sorted(state().sweep.rows));
    expect(other.state().sweepTile(3)).toEqual(state().sweepTile(3));
  });

  it("that was carried out elsewhere is shown and kept like one of its own", async () => {
    const { state } = await ready();
    await state().startSweep();
    const { sweep, rows } = state().sweep;
    const elsewhere = bench();
    await elsewhere.state().showSweptRows(sweep, JSON.parse(JSON.stringify(rows)));
    expect(elsewhere.state().sweep).toMatchObject({ status: "done", of: 5, rows, notKept: null });
    const later = bench(elsewhere.library);
    await later.state().showSweptRows(sweep, rows);
    expect((await elsewhere.library.list()).filter(isSweep)).toHaveLength(1);
    expect(later.state().sweep).toMatchObject({ status: "done", of: 5 });
    expect(later.state().sweep.rows).toHaveLength(5);
  });

  it.each([
    ["no rows at all", "five", /expected array/i],
    ["a run that it does not have", [9], /it has no run 9/],
    ["a run twice", [1, 1], /stands there twice/],
  ])("that comes with %s is refused, and what is shown stays", async (_, indices, words) => {
    const { state } = await ready();
    await state().startSweep();
    const { sweep, rows } = state().sweep;
    const given = Array.isArray(indices) ? indices.map((index) => ({ ...rows[0], index })) : indices;
    await expect(state().showSweptRows(sweep, given)).rejects.toThrow(words);
    expect(state().sweep.rows).toEqual(rows);
  });

  it("pauses after the runs in progress, and goes on with those that are left", async () => {
    const { state, facts } = await ready();
    let open = () => undefined as void;
    facts.held = new Promise((resolve) => (open = resolve));
    const going = state().startSweep();
    await expect.poll(() => facts.begun).toBe(2);
    state().pauseSweep();
    open();
    await going;
    expect(state().sweep).toMatchObject({ status: "paused", rows: [{}, {}] });
    facts.held = null;
    await state().continueSweep();
    expect(state().sweep.status).toBe("done");
    expect(facts.begun).toBe(5);
  });

  it("goes on by itself in a page that was reloaded, and does no run twice", async () => {
    const first = await ready();
    const gate = () => {
      let open = () => undefined as void;
      first.facts.held = new Promise((resolve) => (open = resolve));
      return open;
    };
    const openFirst = gate();
    const going = first.state().startSweep();
    await expect.poll(() => first.facts.begun).toBe(2);
    // The two that wait end; those after them wait for longer than this page lives.
    const open = gate();
    openFirst();
    await expect.poll(() => first.facts.begun).toBe(4);
    const done = first.state().sweep.rows.length;
    const second = bench(first.library);
    await second.state().resumeSweep();
    expect(second.state().sweep).toMatchObject({ status: "done", of: 5 });
    expect(second.facts.begun).toBe(5 - done);
    open();
    await going;
  });

  it("stops at once, keeps what there is, and is not taken up again by itself", async () => {
    const { state, facts, library } = await ready();
    facts.held = new Promise(() => undefined);
    void state().startSweep();
    await expect.poll(() => facts.begun).toBe(2);
    state().stopSweep();
    expect(state().sweep).toMatchObject({ status: "stopped", rows: [] });
    await expect.poll(async () => (await library.list()).filter(isSweep)[0]!.payload.status).toBe("stopped");
    const other = bench(library);
    await other.state().resumeSweep();
    expect(other.state().sweep.status).toBe("idle");
  });

  it("takes a sweep file, and refuses one that is none with the place", async () => {
    const { state } = await ready();
    const document = { version: 1, base: { ...spec, steps: 2 }, parameters: [{ name: "parameters.k", values: [0.05, 0.06] }], measure: ["mean"] };
    await state().takeSweep(document);
    expect(state().sweep).toMatchObject({ status: "paused", of: 2 });
    await state().continueSweep();
    expect(state().sweep.status).toBe("done");
    await expect(state().takeSweep({ ...document, parameters: [] })).rejects.toThrow(/^At parameters/);
  });

  it("of many runs has every row in the library when it ends", async () => {
    const { state, library } = await ready();
    state().changeSweepDraft({ parameters: [{ name: "parameters.F", from: 0.01, to: 0.1, count: 60, scale: "log" }], steps: 1, measure: ["mean"] });
    await state().startSweep();
    expect(state().sweep.rows).toHaveLength(60);
    expect((await library.attachmentNames(state().sweep.id!)).filter((name) => name.startsWith("row-"))).toHaveLength(60);
  });

  it("opens one of its runs in the Lab", async () => {
    const { state } = await ready();
    await state().startSweep();
    await state().openSweptRun(4);
    expect(state().spec!.parameters["F"]).toBe(sweptRuns(state().sweep.sweep!)[4]!.spec.parameters!["F"]);
    expect(state().room).toBe("lab");
    await expect.poll(() => state().run.step).toBeGreaterThanOrEqual(4);
  });
});
