import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { advanceSafely, startSimulation } from "../../../src/core/simulate";
import { complete } from "../../../src/core/spec/complete";
import { plain } from "../../../src/engine/backends/plain/run";

const page = readFileSync(new URL("../../../docs/how-to/shape-a-domain.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/\*\*([^*]+):\*\*\n\n```json\n([^`]+)```/g)].map(
  ([, title, text]) => [title!, JSON.parse(text!) as object] as const,
);

describe("the examples of docs/how-to/shape-a-domain.md", () => {
  it("are all found", () => expect(examples.length).toBe(page.split("```json").length - 1));

  it.each(examples)("%s", async (_, document) => {
    const completed = complete(document);
    expect(completed.warnings).toEqual([]);
    const simulation = await startSimulation(completed, plain);
    await advanceSafely(simulation, 20);
    expect(simulation.step).toBe(20);
  });
});
