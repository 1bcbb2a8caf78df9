import { describe, expect, it } from "vitest";
import { channels, membraneModels, restingCells, transporters } from "../../../src/core/membrane/index";
import { knownIon } from "../../../src/core/membrane/ions";
import { readMembrane } from "../../../src/core/membrane/document";
import { ghkReport } from "../../../src/core/membrane/ghk-report";
import { pumpReport } from "../../../src/core/membrane/pump-report";

describe("every resting cell", () => {
  it.each(restingCells.ids)("%s: its ions are of the table, nothing about it is unusual, and its pump exists", (id) => {
    const cell = restingCells.get(id);
    for (const { name, z } of cell.ions) expect(knownIon(name)).toMatchObject({ id: name, z });
    if (cell.pump) expect(transporters.has(cell.pump.id)).toBe(true);
    expect(readMembrane({ cell: id }).warnings).toEqual([]);
    expect(cell.source.length).toBeGreaterThan(20);
  });
  it.each([
    ["squid-axon", -59.58, 2],
    ["plant-cell", -140, 0],
    ["mammalian-neuron", -70, 0],
    ["cardiac-myocyte", -82, 0],
  ])("%s stands at %d mV", (cell, millivolts, digits) =>
    expect(ghkReport(readMembrane({ cell })).potentialMillivolts).toBeCloseTo(millivolts, digits),
  );
});

describe("the hypha of Neurospora", () => {
  const report = pumpReport(readMembrane({ cell: "neurospora-hypha" }));
  it("stands between −160 and −240 mV, mostly by its pump", () => {
    expect(report.potentialMillivolts).toBeGreaterThan(-240);
    expect(report.potentialMillivolts).toBeLessThan(-160);
    expect(report.withoutPumpMillivolts).toBeGreaterThan(-70);
  });
  it("pumps near 200 pmol/(cm² s) against about 10 kΩ cm²", () => {
    expect(report.turnover).toBeGreaterThan(150);
    expect(report.turnover).toBeLessThanOrEqual(200);
    const kiloohms = 1 / ghkReport(readMembrane({ cell: "neurospora-hypha", millivolts: report.potentialMillivolts! })).slopeConductance;
    expect(kiloohms).toBeGreaterThan(5);
    expect(kiloohms).toBeLessThan(20);
  });
});

describe("what is defined", () => {
  it("names its source and explains itself", () => {
    for (const family of [restingCells, transporters, channels, membraneModels]) {
      for (const { source, help, title } of family) {
        expect(source).toMatch(/\d{4}|classical/);
        expect(help).toMatch(/\.$/);
        expect(title).not.toBe("");
      }
    }
  });
  it("has parameters whose defaults lie within their ranges", () => {
    for (const { id, params } of [...transporters, ...membraneModels]) {
      for (const [name, param] of Object.entries(params)) {
        if (param.kind !== "number") continue;
        expect(param.default, `${id} ${name}`).toBeGreaterThanOrEqual(param.min);
        expect(param.default, `${id} ${name}`).toBeLessThanOrEqual(param.max);
      }
    }
  });
});
