import { describe, expect, it } from "vitest";
import { colourMaps, notFiniteColour } from "../../src/views/colour-maps";
import { labelColours } from "../../src/views/label-colours";
import { greyRaster, labelRaster, mapRaster, paintMask, setColour, setRaster } from "../../src/views/mask-image";

const pixel = ({ rgba, width }: { rgba: Uint8ClampedArray; width: number }, x: number, y: number) => [
  ...rgba.slice(4 * (y * width + x), 4 * (y * width + x) + 4),
];

describe("pictures of an image", () => {
  it("go from black to white, and show what is not finite in a colour of its own", () => {
    const raster = greyRaster({ nx: 3, ny: 2, values: [9, 9, 9, 9, 9, 9, 0, 1, 2, NaN, Infinity, -Infinity], start: 6 }, [0, 2]);
    expect([pixel(raster, 0, 0), pixel(raster, 1, 0), pixel(raster, 2, 0)]).toEqual([[0, 0, 0, 255], [128, 128, 128, 255], [255, 255, 255, 255]]); // prettier-ignore
    for (const x of [0, 1, 2]) expect(pixel(raster, x, 1)).toEqual([...notFiniteColour, 255]);
  });

  it("of a constant image are grey", () => {
    expect(pixel(greyRaster({ nx: 1, ny: 1, values: [5], start: 0 }, [5, 5]), 0, 0)).toEqual([128, 128, 128, 255]);
  });

  it("of a set are clear outside it", () => {
    const raster = setRaster({ nx: 2, ny: 1, values: Uint8Array.of(0, 1), start: 0 });
    expect(pixel(raster, 0, 0)).toEqual([0, 0, 0, 0]);
    expect(pixel(raster, 1, 0)).toEqual([...setColour, 191]);
  });

  it("of labels give neighbouring labels other colours", () => {
    const raster = labelRaster({ nx: 3, ny: 1, values: Uint32Array.of(0, 1, 2), start: 0 }, labelColours);
    expect(pixel(raster, 0, 0)[3]).toBe(0);
    expect(pixel(raster, 1, 0)).toEqual([...labelColours[0]!, 255]);
    expect(pixel(raster, 2, 0)).not.toEqual(pixel(raster, 1, 0));
    expect(new Set(labelColours.map(String)).size).toBe(labelColours.length);
  });

  it("of a map hold to the ends of its range", () => {
    const map = colourMaps.get("viridis");
    const raster = mapRaster({ nx: 4, ny: 1, values: [-5, 1, 2, 1], start: 0 }, Uint8Array.of(1, 1, 1, 0), map, { low: 1, high: 1.5 });
    expect(pixel(raster, 0, 0)).toEqual(pixel(raster, 1, 0));
    expect(pixel(raster, 2, 0)).not.toEqual(pixel(raster, 1, 0));
    expect(pixel(raster, 3, 0)[3]).toBe(0);
  });

  it("with the set have it where it was made", () => {
    const plane = { nx: 3, ny: 2, values: [0, 0, 0, 0, 1, 0], start: 0 };
    const raster = paintMask(plane, [0, 1], { nx: 1, ny: 1, values: Uint8Array.of(1), start: 0, x0: 1, y0: 1 });
    expect(pixel(raster, 1, 1)).toEqual([236, 183, 64, 255]);
    expect(pixel(raster, 0, 0)).toEqual([0, 0, 0, 255]);
  });
});
