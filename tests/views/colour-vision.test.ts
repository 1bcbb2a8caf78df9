import { lab, rgb } from "d3";
import { describe, expect, it } from "vitest";
import { colourMaps } from "../../src/views/colour-maps";
import { colourVisions, filterValues, seenAs } from "../../src/views/colour-vision";
import oracle from "../golden/oracle-colour-maps.json";

type Colour = [number, number, number];
const oracleOf = { deuteranopia: oracle.vision.deuteran, protanopia: oracle.vision.protan, tritanopia: oracle.vision.tritan };

describe("colour vision", () => {
  it.each(Object.entries(oracleOf))("%s shows colours as colorspacious does", (id, pairs) => {
    const { matrix } = colourVisions.get(id);
    for (const [from, seen] of pairs as [Colour, Colour][])
      seenAs(matrix!, from).forEach((channel, i) => expect(Math.abs(channel - seen[i]!)).toBeLessThanOrEqual(1));
  });
  it("leaves greys as they are", () => {
    for (const { matrix } of colourVisions) if (matrix) expect(seenAs(matrix, [128, 128, 128])).toEqual([128, 128, 128]);
  });
  it("becomes the twenty numbers of an SVG filter", () => {
    const values = filterValues(colourVisions.get("tritanopia").matrix!).split(" ").map(Number);
    expect(values).toHaveLength(20);
    expect(values.slice(15)).toEqual([0, 0, 0, 1, 0]);
  });
  it("viridis, cividis, magma and batlow still grow lighter with any of them", () => {
    for (const { matrix } of colourVisions)
      for (const id of ["viridis", "cividis", "magma", "batlow"]) {
        const { at } = colourMaps.get(id);
        const l = Array.from({ length: 33 }, (_, i) => {
          const { r, g, b } = rgb(at(i / 32));
          return lab(rgb(...(matrix ? seenAs(matrix, [r, g, b]) : ([r, g, b] as const)))).l;
        });
        for (let i = 1; i < l.length; i++) expect(l[i]).toBeGreaterThan(l[i - 1]! - 0.6);
      }
  });
});
