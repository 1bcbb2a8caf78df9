import { describe, expect, it } from "vitest";
import type { Measurement } from "../../src/engine/protocol";
import { maxPoints } from "../../src/state/series-slice";
import { fakeWorkbench } from "../support/workbench";

const measurement = (step: number, value: number | null): Measurement => ({
  stream: "s",
  step,
  boxCounting: value === null ? { value, reason: "none" } : { value },
  nullDimension: { value: 2 },
  threshold: { value: 0, rule: "half" },
  features: {} as Measurement["features"],
  spectrum: { k: [], power: [], wavelength: null },
});

describe("series", () => {
  it("keep the whole history within a bound, thinned evenly", () => {
    const { store } = fakeWorkbench();
    for (let step = 0; step < 5 * maxPoints; step++) store.getState().recordMeasurement(measurement(step, step), step);
    const points = store.getState().series["dimension"]!;
    expect(points.length).toBeLessThanOrEqual(maxPoints);
    expect(points[0]!.step).toBe(0);
    expect(points.at(-1)!.step).toBe(5 * maxPoints - 1);
    for (let i = 1; i < points.length; i++) expect(points[i]!.step).toBeGreaterThan(points[i - 1]!.step);
  });

  it("keep an undefined value as a gap, not as a number", () => {
    const { store } = fakeWorkbench();
    store.getState().recordMeasurement(measurement(1, null), 1);
    expect(store.getState().series["dimension"]).toEqual([{ step: 1, time: 1, value: null }]);
  });

  it("count one state once, however often it is measured", () => {
    const { store } = fakeWorkbench();
    store.getState().recordMeasurement(measurement(1, 1), 1);
    store.getState().recordMeasurement(measurement(1, 1), 1);
    expect(store.getState().series["dimension"]).toHaveLength(1);
  });
});
