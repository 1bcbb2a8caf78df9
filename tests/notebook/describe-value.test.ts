import { describe, expect, it } from "vitest";
import { describeValue, inspect } from "../../src/notebook/describe-value";
import { heatPicture } from "../../src/notebook/field-picture";
import { linePicture, tablePicture } from "../../src/notebook/pictures";

const bytes = (text: string) => [...atob(text)].map((character) => character.charCodeAt(0));

describe("what a value shows", () => {
  it("is nothing for undefined", () => expect(describeValue(undefined)).toBeNull());

  it("is a number with manners, never a NaN", () => {
    expect(describeValue(2.5)).toMatchObject({ kind: "number", value: 2.5, note: null });
    expect(describeValue(NaN)).toMatchObject({ kind: "number", value: null, note: "not a number" });
    expect(describeValue(-Infinity)).toMatchObject({ value: null, note: "infinite" });
  });

  it("is a table for a list of plain rows and for a plain record", () => {
    expect(
      describeValue([
        { a: 1, b: "x" },
        { b: "y", c: Infinity },
      ]),
    ).toEqual({
      kind: "table",
      caption: "",
      columns: ["a", "b", "c"],
      rows: [
        [1, "x", null],
        [null, "y", null],
      ],
      leftOut: 0,
    });
    expect(describeValue({ k: 0.5, stable: true })).toMatchObject({
      columns: ["name", "value"],
      rows: [
        ["k", 0.5],
        ["stable", true],
      ],
    });
  });

  it("is a picture for a field", () =>
    expect(describeValue({ shape: [2, 2], values: [0, 1, 2, 4] })).toMatchObject({ kind: "heat", shape: [2, 2], min: 0, max: 4 }));

  it("is a measured number with its interval and note", () => {
    const measured = { label: "Wavelength", unit: "1", value: 11, interval: [10, 12] as const, note: null, k: [1] };
    expect(describeValue(measured)).toEqual({ kind: "number", label: "Wavelength", unit: "1", value: 11, interval: [10, 12], note: null });
  });

  it("is a short text for anything else, circles included", () => {
    expect(inspect([1, "a", { b: [new Float64Array(20)] }])).toBe(
      '[1, "a", { b: [20 items] }]'.replace("[20 items]", "[Float64Array(20) [0, 0, 0, 0, 0, 0, 0, 0, … 12 more]]"),
    );
    expect(inspect(new Map([["a", 1]]))).toBe("Map { a: 1 }");
    const circle: Record<string, unknown> = {};
    circle.self = circle;
    expect(inspect(circle).length).toBeLessThan(200);
    expect(inspect("x".repeat(9000))).toMatch(/ … \(5000 more characters\)$/);
    expect(describeValue(() => 1)).toMatchObject({ kind: "text", tone: "value" });
  });
});

describe("pictures", () => {
  it("spread a field over 255 levels and mark what is not finite", () => {
    const { output } = heatPicture({ shape: [1, 5], values: [1, 2, 3, NaN, Infinity] });
    expect(output).toMatchObject({ min: 1, max: 3, notFinite: 2 });
    expect(output.kind === "heat" && bytes(output.levels)).toEqual([0, 127, 254, 255, 255]);
  });

  it("thin a large field, and show the middle plane of a volume", () => {
    const large = heatPicture({ shape: [600, 300], values: new Float32Array(180_000) }).output;
    expect(large).toMatchObject({ shape: [200, 100], stride: 3 });
    const volume = heatPicture({ shape: [3, 1, 2], values: [0, 0, 5, 6, 0, 0] }).output;
    expect(volume).toMatchObject({ shape: [1, 2], min: 5, max: 6 });
  });

  it("say when there is nothing finite, or nothing but one value", () => {
    expect(heatPicture({ shape: [1, 1], values: [NaN] }).output).toMatchObject({ min: null, max: null, notFinite: 1 });
    const flat = heatPicture({ shape: [1, 2], values: [3, 3] }).output;
    expect(flat.kind === "heat" && bytes(flat.levels)).toEqual([127, 127]);
  });

  it("leave a gap in a line where the value is not finite, and thin long ones", () => {
    const { output } = linePicture({ x: [0, 1, 2], y: { up: [0, NaN, 2], down: [2, 1, 0] }, marks: { here: 1, nowhere: NaN } });
    expect(output).toMatchObject({ series: [{ name: "up", x: [0, 1, 2], y: [0, null, 2] }, { name: "down" }], marks: [{ label: "here", x: 1 }] });
    const long = new Float64Array(12_000);
    const thinned = linePicture({ x: long, y: long }).output;
    expect(thinned.kind === "line" && thinned.series[0]!.x.length).toBe(4000);
  });

  it("refuse lines of another length, by name", () => {
    expect(() => linePicture({ x: [1, 2], y: { short: [1] } })).toThrow("chart.line: short has 1 points, x has 2");
    expect(() => linePicture({ x: [1, NaN], y: [1, 2] })).toThrow("chart.line: x[1] is not a finite number");
  });

  it("cut a long table and say by how much", () => {
    const rows = Array.from({ length: 700 }, (_, i) => ({ i }));
    expect(tablePicture(rows, "Many").output).toMatchObject({ caption: "Many", leftOut: 200 });
  });
});
