import { describe, expect, it } from "vitest";
import { readSimulation } from "../../src/core/membrane/simulation-document";
import { simulateMembrane } from "../../src/core/membrane/simulate";
import { createMembraneHost } from "../../src/engine/host-membrane";

const document = { model: "hodgkin-huxley", duration: 200, tolerance: 1e-6, clamp: { kind: "current", base: 10 } };

describe("the host of membranes", () => {
  it("answers what the definition does, and tells how far it is on the way", async () => {
    const told: number[] = [];
    const { report, traces } = await createMembraneHost((share) => told.push(share)).simulate(document);
    const own = simulateMembrane(readSimulation(document));
    expect(traces.traces["V"]).toEqual(own.traces["V"]);
    expect(report.spikes!.length).toBe(own.train!.spikes.length);
    expect(told.every((share, i) => share > (told[i - 1] ?? 0) && share <= 1)).toBe(true);
  });
  it("says where a document is wrong", () =>
    expect(createMembraneHost(() => undefined).simulate({ ...document, clamp: { kind: "voltage" } })).rejects.toMatchObject({
      path: ["clamp", "base"],
    }));
});
