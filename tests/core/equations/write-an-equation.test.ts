import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { callableNames } from "../../../src/core/equations/names";
import { advanceSafely, startSimulation } from "../../../src/core/simulate";
import { complete } from "../../../src/core/spec/complete";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { plain } from "../../../src/engine/backends/plain/run";

const page = readFileSync(new URL("../../../docs/how-to/write-an-equation.md", import.meta.url), "utf8");
const examples = page
  .split("```json\n")
  .slice(1)
  .map((rest, i, all) => {
    const before = i === 0 ? page.split("```json\n")[0]! : all[i - 1]!;
    return [
      before
        .match(/\*\*(.+?)\*\*/g)!
        .at(-1)!
        .replaceAll("*", ""),
      JSON.parse(rest.split("```")[0]!) as RunSpecInput,
    ] as const;
  });

async function simulated(input: RunSpecInput, steps: number) {
  const simulation = await startSimulation(complete({ ...input, grid: { ...input.grid, shape: [24, 24] }, precision: "f64" }), plain);
  const start = await simulation.read(simulation.fields[0]!);
  await advanceSafely(simulation, steps);
  return [start, await simulation.read(simulation.fields[0]!)] as const;
}

const sum = (values: Iterable<number>) => [...values].reduce((total, value) => total + value, 0);

describe("the page on the language", () => {
  it("has every function", () => expect(callableNames.filter((fn) => !new RegExp(`\\b${fn}\\b`).test(page))).toEqual([]));

  it.each(examples)("%s completes without a warning and runs", async (_, input) => {
    expect(complete(input).warnings).toEqual([]);
    const [start, end] = await simulated(input, 50);
    expect([...end]).not.toEqual([...start]);
  });

  it.each(examples.filter(([title]) => /Keller|Cahn/.test(title)))(
    "%s keeps the amount of the first field, as a divergence must",
    async (_, input) => {
      const [start, end] = await simulated(input, 50);
      expect(sum(end)).toBeCloseTo(sum(start), 9);
    },
  );

  it("has the examples that are looked for", () => expect(examples).toHaveLength(6));
});
