import { describe, expect, it } from "vitest";
import { curveReport } from "../../src/core/membrane/curve-report";
import { readMembrane } from "../../src/core/membrane/document";
import type { CellContext } from "../../src/notebook/api/family";
import { ionFamily } from "../../src/notebook/api/ion";

const told: number[] = [];
const { ion, axon } = ionFamily({ progress: (share: number) => told.push(share) } as unknown as CellContext);

describe("membranes in cells", () => {
  it("find where pump and leak cancel, as the command line does", () => {
    const { potentialMillivolts, withoutPumpMillivolts } = ion.pump({ cell: "neurospora-hypha", pump: "proton-pump" });
    expect(potentialMillivolts!).toBeLessThan(-160);
    expect(withoutPumpMillivolts!).toBeGreaterThan(-70);
    expect(() => ion.pump({ cell: "squid-axon", pump: "proton-pumpp" })).toThrow(/did you mean "proton-pump"/);
  });

  it("have a curve whose current changes its sign at the potential of rest", () => {
    const { millivolts, total, reversalMillivolts } = ion.iv({ cell: "squid-axon", from: -100, to: 0, points: 101 });
    const rest = millivolts.findIndex((_, i) => total[i]! > 0);
    expect(reversalMillivolts!).toBeGreaterThan(millivolts[rest - 1]!);
    expect(reversalMillivolts!).toBeLessThan(millivolts[rest]!);
    expect(total).toEqual(curveReport(readMembrane({ cell: "squid-axon", from: -100, to: 0, points: 101 })).total);
  });

  it("run under a clamp, and tell how far they are", () => {
    const run = { model: "hodgkin-huxley", duration: 30, clamp: { kind: "current", base: 10, steps: [] }, tolerance: 1e-6 };
    const { spikes, traces, times } = ion.simulate(run);
    expect(spikes!.length).toBeGreaterThan(0);
    expect(traces["V"]).toHaveLength(times.length);
    expect(told.at(-1)).toBe(1);
    expect(told.every((share, i) => share > (told[i - 1] ?? 0))).toBe(true);
    expect(axon(run).spikes).toEqual(spikes);
  });
});
