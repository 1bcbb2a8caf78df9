import { describe, expect, it } from "vitest";
import { createEngineHost } from "../../src/engine/host";
import type { CellServices } from "../../src/notebook/api/family";
import { withControls, noOptions } from "../../src/notebook/cell-options";
import { createCellScope } from "../../src/notebook/cell-scope";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createKernel } from "../../src/notebook/kernel";
import { lendPoints } from "../../src/notebook/points-loan";
import type { Cell } from "../../src/notebook/parse";
import { cellHostHere, servicesOf } from "../support/cell-host";

const spec = { version: 1 as const, model: "gray-scott", grid: { shape: [16, 16] as [number, number] } };

/** Services that note what is open, and points that never come to an end by themselves. */
function watched() {
  const host = createEngineHost();
  const open = new Set<string>();
  let [asked, ended] = [0, 0];
  const services: CellServices = {
    ...servicesOf(host),
    open: async (document) => {
      const opened = await host.open(document);
      open.add(opened.run);
      return opened;
    },
    close: async (run) => {
      open.delete(run);
      await host.close(run);
    },
    samplePoint: () => (asked++, new Promise(() => undefined)),
    endPoints: async () => void ended++,
  };
  return { services, open, points: () => ({ asked, ended }) };
}

/** Timers that go off when they are told to. */
function handTimers() {
  const due = new Map<number, () => void>();
  let last = 0;
  return {
    due,
    timers: {
      setTimeout: (callback: () => void) => (due.set(++last, callback), last),
      clearTimeout: (timer: unknown) => void due.delete(timer as number),
    },
  };
}

/** Passes when what is waited for has come; without a clock. */
async function until(holds: () => boolean): Promise<void> {
  for (let i = 0; i < 10_000 && !holds(); i++) await new Promise((resolve) => setImmediate(resolve));
  expect(holds()).toBe(true);
}

describe("what a cell holds", () => {
  it("ends with it: runs are closed, sweeps given up, timers cleared; what is not answered stays so", async () => {
    const { services, open, points } = watched();
    const { timers, due } = handTimers();
    const scope = createCellScope(services, timers);
    const { run } = await scope.services.open(spec);
    let answered = false;
    void scope.services.advance(run, 1e9).finally(() => (answered = true));
    void scope.services.samplePoint({ spec, measure: [] }).finally(() => (answered = true));
    scope.timers.setTimeout(() => undefined, 5);
    scope.settle();
    expect([open.size, due.size, points()]).toEqual([0, 0, { asked: 1, ended: 1 }]);
    await until(() => open.size === 0);
    expect(answered).toBe(false);
  });

  it("goes on for functions that it gave, until it is run anew", async () => {
    const { services, open } = watched();
    const { timers, due } = handTimers();
    const scope = createCellScope(services, timers);
    scope.settle();
    const { run, frame } = await scope.services.open(spec);
    expect((await scope.services.advance(run, 2)).step).toBe(frame.step + 2);
    scope.timers.setTimeout(() => undefined);
    scope.end();
    expect([open.size, due.size]).toEqual([0, 0]);
    await expect(scope.services.open(spec)).rejects.toThrow("stopped or run anew");
    expect(() => scope.timers.setTimeout(() => undefined)).toThrow("stopped or run anew");
    expect(() => scope.check()).toThrow("stopped or run anew");
    await expect(scope.ended).rejects.toThrow("stopped or run anew");
  });

  it("is closed when it opens too late", async () => {
    const { services, open } = watched();
    const scope = createCellScope(services, handTimers().timers);
    void scope.services.open(spec);
    scope.end();
    await until(() => open.size === 0);
  });
});

describe("a cell that is run anew while it runs", () => {
  const cellsAt = (F: number): Cell[] =>
    [`const F = slider("F", { min: 0, max: 1 });`, "await work(F)"].map((source, i) => ({
      id: `${i + 1}`,
      kind: "code",
      source: source.replace(
        "work(F)",
        "F > 0.5 ? F : sweep({ model: 'gray-scott', steps: 10 }, { F: [0.03, 0.04] }).then(() => simulate({ model: 'gray-scott', steps: 1e9 }))",
      ),
      options: i === 0 ? withControls(noOptions, { F }) : noOptions,
    }));

  it("ends its sweep and does not wait for it", async () => {
    const { services, points } = watched();
    const outputs = new Map<string, CellOutput[]>();
    const kernel = createKernel(
      (tell) => cellHostHere(services, tell),
      ({ cell, outputs: shown }) => shown && outputs.set(cell, shown),
    );
    const first = kernel.run(cellsAt(0.1), ["1", "2"], "auto");
    await until(() => points().asked > 0);
    await kernel.run(cellsAt(0.75), ["1"], "auto");
    await first;
    expect(points().ended).toBe(1);
    expect(outputs.get("2")).toMatchObject([{ kind: "number", value: 0.75 }]);
    kernel.close();
  });
});

describe("threads on loan for sweeps", () => {
  it("start with the first run, end for good, and others start after them", async () => {
    let [started, disposed] = [0, 0];
    const points = lendPoints(() => {
      started++;
      return { run: (work) => work({ samplePoint: () => Promise.reject(new Error("as asked")) }), dispose: () => void disposed++ };
    });
    points.end();
    expect([started, disposed]).toEqual([0, 0]);
    await expect(points.samplePoint({ spec, measure: [] })).rejects.toThrow("as asked");
    points.end();
    await expect(points.samplePoint({ spec, measure: [] })).rejects.toThrow("as asked");
    expect([started, disposed]).toEqual([2, 1]);
  });
});
