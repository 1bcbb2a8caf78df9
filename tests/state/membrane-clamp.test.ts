import { describe, expect, it } from "vitest";
import { membraneModels } from "../../src/core/membrane/index";
import { simulateMembrane } from "../../src/core/membrane/simulate";
import { readSimulation } from "../../src/core/membrane/simulation-document";
import { commandLine, everyOf, kindsOf, setupOfDocument, setupProblem, simulationDocument, usualSetup } from "../../src/state/membrane-clamp";
import { commandInTable } from "../../src/state/membrane-file";

describe.each([...membraneModels].map((model) => [model.id, model] as const))("the usual setup of %s", (id, model) => {
  it("comes back from its document, under every clamp", () => {
    for (const kind of kindsOf(model)) {
      const document = simulationDocument(id, { ...usualSetup(model), kind });
      const { setup } = setupOfDocument(document);
      expect(setupProblem(id, setup)).toBeNull();
      expect(simulationDocument(id, setup)).toEqual(document);
    }
  });
  it("is one that the model stands", () => {
    for (const kind of kindsOf(model)) {
      const run = readSimulation(simulationDocument(id, { ...usualSetup(model), kind, tolerance: 1e-4 }));
      const duration = Math.min(run.duration!, model.time.unit === "ms" ? 2000 : Infinity);
      const { traces } = simulateMembrane({ ...run, duration, every: duration / 50 });
      expect(Object.values(traces).every((trace) => trace.every(Number.isFinite))).toBe(true);
    }
  });
});

describe("the samples of an axon", () => {
  const axon = membraneModels.get("hodgkin-huxley");
  it("are never further apart than its spikes allow", () => {
    expect(everyOf(axon, usualSetup(axon))).toBe(0.02);
    expect(everyOf(axon, { ...usualSetup(axon), duration: 10_000 })).toBe(0.05);
    expect(everyOf(axon, { ...usualSetup(axon), every: 0.5 })).toBe(0.5);
  });
});

describe("a command", () => {
  const model = membraneModels.get("hodgkin-huxley");
  const setup = usualSetup(model);
  it("of steps is a line with jumps", () =>
    expect(commandLine(model.id, setup)).toEqual([[0, 0], [10, 0], [10, 10], [90, 10], [90, 0], [100, 0]])); // prettier-ignore
  it("that is shorter than the run comes back as samples of a file", () => {
    const document = { model: model.id, duration: 100, every: 0.02, tolerance: 1e-8, clamp: { kind: "current", times: [5, 10], values: [0, 7] } };
    const { setup: back } = setupOfDocument(document);
    expect(back.commands.current).toMatchObject({ way: "file", file: { times: [5, 10], values: [0, 7] } });
    expect(simulationDocument(model.id, back)).toEqual(document);
  });
  it("of rows that overlap is told of with its row, before it runs", () => {
    const steps = [
      { from: 0, to: 50, value: 1, end: null },
      { from: 40, to: 60, value: 1, end: 2 },
    ];
    const bad = { ...setup, commands: { ...setup.commands, current: { ...setup.commands.current, steps } } };
    expect(setupProblem(model.id, bad)).toEqual({ path: "clamp.steps.1", message: expect.stringMatching(/ended, at 50 or later, got 40/) });
    expect(commandLine(model.id, bad)).toEqual([]);
  });
  it("of a file that is not open says so", () => {
    const bad = { ...setup, commands: { ...setup.commands, current: { ...setup.commands.current, way: "file" as const } } };
    expect(setupProblem(model.id, bad)).toMatchObject({ path: "clamp.file" });
  });
});

describe("a file of a command", () => {
  const table = (...columns: number[][]) =>
    ({ kind: "table", columns: columns.map((values, i) => ({ name: String(i), values: Float64Array.from(values) })) }) as never;
  it("is its first two columns", () => expect(commandInTable("a.csv", table([0, 1], [2, 3], [4, 5]))).toEqual({ times: [0, 1], values: [2, 3] }));
  it.each([
    ["one column", table([0, 1]), /two columns of numbers, times and values, got 1/],
    ["one row", table([0], [1]), /two rows of numbers or more, got 1/],
    ["a gap", table([0, 1, 2], [0, NaN, 2]), /row 2 has no number/],
    ["a time that goes back", table([0, 2, 1], [0, 0, 0]), /row 3 is at the time 1, not after 2/],
    ["a time below 0", table([-1, 2], [0, 0]), /row 1 is at the time -1/],
  ])("with %s is refused", (_, given, words) => expect(() => commandInTable("a.csv", given)).toThrow(words));
});
