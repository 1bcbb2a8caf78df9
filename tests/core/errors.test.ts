import { describe, expect, it } from "vitest";
import { nearest, toRecord, WorkbenchError } from "../../src/core/errors";

describe("nearest", () => {
  it.each([
    ["gray-scot", "gray-scott"],
    ["gian", "gain"],
    ["GAIN", "gain"],
    ["zebra", undefined],
  ])("%s → %s", (name, expected) => expect(nearest(name, ["gray-scott", "gain", "loss"])).toBe(expected));
  it("does not measure a name against those of quite another length", () => {
    // One comparison would take gigabytes.
    const name = "x".repeat(1e7);
    expect(nearest(name, ["gray-scott"])).toBeUndefined();
  });
});

describe("WorkbenchError", () => {
  it("puts the path in front of the sentence and survives JSON", () => {
    const error = new WorkbenchError("grid/invalid", ["grid", "shape", 1], "expected at least 1, got 0", { known: ["a"] });
    expect(error.message).toBe("At grid.shape[1]: expected at least 1, got 0");
    const back = WorkbenchError.fromJSON(JSON.parse(JSON.stringify(error)) as ReturnType<typeof error.toJSON>);
    expect(back).toMatchObject({ code: error.code, message: error.message, path: error.path, detail: error.detail });
  });

  it("marks anything else as a fault of ours", () =>
    expect(toRecord(new TypeError("x is undefined"))).toMatchObject({ code: "internal", message: "x is undefined" }));
});
