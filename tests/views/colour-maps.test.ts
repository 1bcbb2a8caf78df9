import { lab, rgb } from "d3";
import { describe, expect, it } from "vitest";
import { colourMaps, lookupTable, lutSize, mapNamed } from "../../src/views/colour-maps";
import oracle from "../golden/oracle-colour-maps.json";

const steps = Array.from({ length: 65 }, (_, i) => i / 64);
const distance = (a: string, b: string) => {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
};
const of = (kind: string) => [...colourMaps].filter((map) => map.kind === kind).map((map) => [map.id, map] as const);
const lightness = (at: (t: number) => string) => steps.map((t) => lab(at(t)).l);

/** Largest step of colour over the smallest, of 16 equal steps of the value. */
function unevenness(at: (t: number) => string): number {
  const changes = Array.from({ length: 16 }, (_, i) => distance(at(i / 16), at((i + 1) / 16)));
  return Math.max(...changes) / Math.min(...changes);
}

describe("sequential colour maps (trap 81)", () => {
  it.each(of("sequential"))("%s grows lighter all the way", (_, map) => {
    const l = lightness(map.at);
    for (let i = 1; i < l.length; i++) expect(l[i]).toBeGreaterThan(l[i - 1]! - 0.05);
    expect(l.at(-1)! - l[0]!).toBeGreaterThan(60);
  });
  it.each(of("sequential"))("%s changes evenly: no step of sixteen is 3.2 times another", (_, map) => expect(unevenness(map.at)).toBeLessThan(3.2));
});

describe("diverging colour maps", () => {
  it.each(of("diverging"))("%s is lightest in the middle and falls off alike on both sides", (_, map) => {
    const l = (t: number) => lab(map.at(t)).l;
    expect(Math.max(...steps.map(l))).toBeCloseTo(l(0.5), 0);
    for (const t of steps.slice(0, 24)) expect(Math.abs(l(t) - l(1 - t))).toBeLessThan(12);
  });
});

describe("cyclic colour maps", () => {
  it.each(of("cyclic"))("%s meets itself and changes evenly", (_, map) => {
    expect(distance(map.at(0), map.at(1))).toBeLessThan(3);
    expect(unevenness(map.at)).toBeLessThan(3.2);
  });
  it("phase has nearly one lightness, so no angle stands out", () => {
    const l = lightness(mapNamed("phase").at);
    expect(Math.max(...l) - Math.min(...l)).toBeLessThan(12);
  });
});

describe("colours as their authors publish them", () => {
  it.each(Object.entries(oracle.maps))("%s", (name, expected) => {
    const map = colourMaps.get(name === "cmocean-phase" ? "phase" : name);
    expected.forEach((hex, i) => {
      const [ours, theirs] = [rgb(map.at((15 * i) / 255)), rgb(`#${hex}`)];
      for (const channel of ["r", "g", "b"] as const) expect(Math.abs(ours[channel] - theirs[channel])).toBeLessThanOrEqual(2);
    });
  });
  it("every map names its source", () => {
    for (const { source } of colourMaps) expect(source).toMatch(/\d{4}/);
  });
});

describe("lookupTable", () => {
  it("holds the ends of the map", () => {
    const table = lookupTable(colourMaps.get("viridis"));
    expect([...table.slice(0, 4)]).toEqual([68, 1, 84, 255]);
    expect([...table.slice(4 * (lutSize - 1))]).toEqual([253, 231, 37, 255]);
  });
});
