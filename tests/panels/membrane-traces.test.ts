import { describe, expect, it } from "vitest";
import { membraneModels } from "../../src/core/membrane/index";
import { simulateMembrane } from "../../src/core/membrane/simulate";
import { tracePictures } from "../../src/panels/membrane-traces";

const pictures = (id: string, duration: number) => {
  const model = membraneModels.get(id);
  return tracePictures(model, simulateMembrane({ model, duration, tolerance: 1e-6 }), false);
};

describe("the pictures of a run", () => {
  it("show an axon's potential first and alone, then gates, then currents", () => {
    const { groups } = pictures("hodgkin-huxley", 10);
    expect(groups.map(({ unit }) => unit).slice(0, 2)).toEqual(["mV", "1"]);
    expect(groups[0]!.series.map(({ name }) => name)).toEqual(["V"]);
    expect(groups[1]!.series.map(({ name }) => name)).toEqual(["m", "h", "n"]);
  });
  it("show calcium apart from the hundred thousand times as much of the other ions, and no volume that never changes", () => {
    const { groups, constant } = pictures("calcium-clearance", 10);
    const calcium = groups.find(({ series }) => series.some(({ name }) => name === "Ca_in"))!;
    expect(calcium.series.map(({ name }) => name)).toEqual(["Ca_in"]);
    expect(constant.map(({ title }) => title)).toContain("Volume per area");
  });
  it("show of a held potential what the clamp needs, first", () => {
    const model = membraneModels.get("hodgkin-huxley");
    const clamp = { kind: "voltage", base: -65, steps: [{ from: 1, to: 5, value: 0 }] } as const;
    const { groups } = tracePictures(model, simulateMembrane({ model, duration: 6, tolerance: 1e-6, clamp }), true);
    expect(groups[0]!.series[0]!.name).toBe("stimulus");
    expect(groups.flatMap(({ series }) => series).map(({ name }) => name)).not.toContain("V");
  });
  it("leave nothing out", () => {
    const model = membraneModels.get("pump-leak-cell");
    const run = simulateMembrane({ model, duration: 600, tolerance: 1e-6 });
    const { groups, constant } = tracePictures(model, run, false);
    expect(groups.flatMap(({ series }) => series).length + constant.length).toBe(Object.keys(run.traces).length);
  });
});
