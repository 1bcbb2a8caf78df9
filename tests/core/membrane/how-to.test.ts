import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { readMembrane } from "../../../src/core/membrane/document";
import { membraneModels, transporters } from "../../../src/core/membrane/index";
import { curveReport } from "../../../src/core/membrane/curve-report";
import { ghkReport } from "../../../src/core/membrane/ghk-report";
import { pumpReport } from "../../../src/core/membrane/pump-report";
import { simulateMembrane } from "../../../src/core/membrane/simulate";
import { readSimulation } from "../../../src/core/membrane/simulation-document";

const page = readFileSync(new URL("../../../docs/how-to/membrane-potentials.md", import.meta.url), "utf8");
const examples = [...page.matchAll(/\*\*([^*]+):\*\*\n\n```json\n([^`]+)```/g)].map(
  ([, title, text]) => [title!, JSON.parse(text!) as Record<string, unknown>] as const,
);

describe("the examples of docs/how-to/membrane-potentials.md", () => {
  it("are all found", () => expect(examples.length).toBe(page.split("```json").length - 1));
  it.each(examples)("%s", (_, document) => {
    if ("model" in document) {
      const { warnings, times } = simulateMembrane({ ...readSimulation(document), tolerance: 1e-6 });
      expect(warnings).toEqual([]);
      expect(times.length).toBeGreaterThan(1000);
      return;
    }
    const membrane = readMembrane(document);
    expect(membrane.warnings).toEqual([]);
    expect(ghkReport(membrane).potentialMillivolts).toSatisfy(Number.isFinite);
    expect(curveReport(membrane).total.every(Number.isFinite)).toBe(true);
    if ("pump" in document) expect(pumpReport(membrane).potentialMillivolts).toBeLessThan(-150);
  });
  it("name every pump and model", () => {
    for (const id of [...transporters.ids, ...membraneModels.ids]) expect(page).toContain(`\`${id}\``);
  });
});
