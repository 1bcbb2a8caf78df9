import { lab } from "d3";
import { describe, expect, it } from "vitest";
import { colourMaps, lookupTable, lutSize } from "../../src/views/colour-maps";

const steps = Array.from({ length: 65 }, (_, i) => i / 64);
const distance = (a: string, b: string) => {
  const [p, q] = [lab(a), lab(b)];
  return Math.hypot(p.l - q.l, p.a - q.a, p.b - q.b);
};
const of = (kind: string) => [...colourMaps].filter((map) => map.kind === kind);

describe("sequential colour maps", () => {
  it.each(of("sequential").map((map) => [map.id, map] as const))("%s grows lighter all the way", (_, map) => {
    const lightness = steps.map((t) => lab(map.at(t)).l);
    for (let i = 1; i < lightness.length; i++) expect(lightness[i]).toBeGreaterThan(lightness[i - 1]! - 0.05);
    expect(lightness.at(-1)! - lightness[0]!).toBeGreaterThan(60);
  });
  it.each(of("sequential").map((map) => [map.id, map] as const))("%s changes evenly", (_, map) => {
    const changes = Array.from({ length: 16 }, (_, i) => distance(map.at(i / 16), map.at((i + 1) / 16)));
    expect(Math.max(...changes) / Math.min(...changes)).toBeLessThan(3.2);
  });
});

describe("diverging colour maps", () => {
  it.each(of("diverging").map((map) => [map.id, map] as const))("%s is lightest in the middle and falls off alike on both sides", (_, map) => {
    const l = (t: number) => lab(map.at(t)).l;
    expect(Math.max(...steps.map(l))).toBeCloseTo(l(0.5), 0);
    for (const t of steps.slice(0, 24)) expect(Math.abs(l(t) - l(1 - t))).toBeLessThan(12);
  });
});

describe("cyclic colour maps", () => {
  it.each(of("cyclic").map((map) => [map.id, map] as const))("%s meets itself and keeps one lightness", (_, map) => {
    expect(distance(map.at(0), map.at(1))).toBeLessThan(1);
    const lightness = steps.map((t) => lab(map.at(t)).l);
    expect(Math.max(...lightness) - Math.min(...lightness)).toBeLessThan(6);
  });
});

describe("lookupTable", () => {
  it("holds the ends of the map", () => {
    const table = lookupTable(colourMaps.get("viridis"));
    expect([...table.slice(0, 4)]).toEqual([68, 1, 84, 255]);
    expect([...table.slice(4 * (lutSize - 1))]).toEqual([253, 231, 37, 255]);
  });
});
