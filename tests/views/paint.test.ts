import { describe, expect, it } from "vitest";
import { colourMaps, lookupTable, notFiniteColour } from "../../src/views/colour-maps";
import { contrastOf } from "../../src/views/contrast";
import { paint } from "../../src/views/paint";
import { createContrastReader, planeOf } from "../../src/views/picture";

const table = lookupTable(colourMaps.get("viridis"));

describe("paint", () => {
  it("gives ends of the range the ends of the map, and what is not finite its own colour (trap 47)", () => {
    const values = Float32Array.of(0, 1, NaN, Infinity, -Infinity, 0.5);
    const rgba = paint({ key: "k", nx: 3, ny: 2, values }, contrastOf(values), table);
    expect([...rgba.slice(0, 4)]).toEqual([68, 1, 84, 255]);
    expect([...rgba.slice(4, 8)]).toEqual([253, 231, 37, 255]);
    for (const cell of [2, 3, 4]) expect([...rgba.slice(4 * cell, 4 * cell + 3)]).toEqual([...notFiniteColour]);
  });

  it("leaves cells outside the domain clear, whatever they hold", () => {
    const values = Float32Array.of(0, NaN, 1, 7);
    const inside = Uint8Array.of(1, 0, 1, 0);
    const rgba = paint({ key: "k", nx: 2, ny: 2, values, inside }, contrastOf(values, false, inside), table);
    expect([...rgba.slice(4, 8), ...rgba.slice(12, 16)]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect([...rgba.slice(8, 12)]).toEqual([253, 231, 37, 255]);
  });

  it("has no not-finite colour in any map", () => {
    for (const map of colourMaps) {
      const lut = lookupTable(map);
      for (let i = 0; i < lut.length; i += 4) expect([...lut.slice(i, i + 3)]).not.toEqual([...notFiniteColour]);
    }
  });
});

describe("planeOf", () => {
  const values = Float32Array.from({ length: 24 }, (_, i) => i);
  it("cuts a slice across z without copying", () => {
    const plane = planeOf(values, [2, 3, 4], 1);
    expect([plane.nx, plane.ny, plane.values[0], plane.values.length]).toEqual([4, 3, 12, 12]);
    expect(plane.values.buffer).toBe(values.buffer);
  });
  it("holds a slice that no longer exists within the volume", () => expect(planeOf(values, [2, 3, 4], 9).values[0]).toBe(12));
  it("is the whole of a two-dimensional field", () => expect(planeOf(values, [4, 6], 3)).toMatchObject({ nx: 6, ny: 4, values }));
});

describe("createContrastReader", () => {
  it("works a picture out once, and anew when it changes", () => {
    const read = createContrastReader(false);
    const values = Float32Array.of(1, 2);
    const first = read({ key: "a", nx: 2, ny: 1, values });
    values[1] = 9;
    expect(read({ key: "a", nx: 2, ny: 1, values })).toBe(first);
    expect(read({ key: "b", nx: 2, ny: 1, values }).high).toBe(9);
  });
});
