import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { components, type Connectivity } from "../../../src/core/metrics/components";

/** A 2D mask from a drawing: # is a cell of the set. */
function drawn(...rows: string[]): Mask {
  return { shape: [rows.length, rows[0]!.length], cells: Uint8Array.from(rows.join(""), (c) => (c === "#" ? 1 : 0)) };
}
const open = (connectivity: Connectivity) => ({ connectivity, periodic: false });
const wrapped = (connectivity: Connectivity) => ({ connectivity, periodic: true });

describe("connected components in 2D", () => {
  const steps = drawn("#..#", ".#..", "..#.", "#..#");
  it("join across edges", () => expect([...components(drawn("##.#", "#..#", ".#.."), open(4)).sizes]).toEqual([3, 2, 1]));
  it("join across corners only when told", () => {
    expect(components(steps, open(4)).count).toBe(6);
    expect([...components(steps, open(8)).sizes]).toEqual([4, 1, 1]);
  });
  it("join opposite sides only when told", () => {
    const band = drawn("#...#", ".....", "#...#");
    expect(components(band, open(4)).count).toBe(4);
    expect([...components(band, wrapped(4)).sizes]).toEqual([4]);
    expect(components(drawn("#..", "...", "..#"), wrapped(8)).count).toBe(1);
  });
  it("are numbered as scanning meets them", () => expect([...components(drawn(".#.#", "#.##"), open(4)).labels]).toEqual([0, 1, 0, 2, 3, 0, 2, 2]));
  it("join a U whose arms meet late", () => expect([...components(drawn("#.#.#", "#.###", "###.#"), open(4)).sizes]).toEqual([11]));
  it("are none in an empty set", () =>
    expect(components(drawn("...", "..."), open(4))).toEqual({ count: 0, sizes: new Uint32Array(0), labels: new Uint32Array(6) }));
});

describe("connected components in 3D", () => {
  const cube = (n: number, inside: (z: number, y: number, x: number) => boolean): Mask => ({
    shape: [n, n, n],
    cells: Uint8Array.from({ length: n ** 3 }, (_, k) => (inside(Math.floor(k / n / n), Math.floor(k / n) % n, k % n) ? 1 : 0)),
  });
  it("join across faces, or corners as well", () => {
    const diagonal = cube(4, (z, y, x) => z === y && y === x);
    expect(components(diagonal, open(6)).count).toBe(4);
    expect(components(diagonal, open(26)).count).toBe(1);
  });
  it("are the same in a volume of one plane as in an image", () => {
    const cells = Uint8Array.of(1, 0, 1, 0, 1, 0, 1, 0, 1);
    expect([...components({ shape: [1, 3, 3], cells }, open(6)).sizes]).toEqual([1, 1, 1, 1, 1]);
  });
  it("join opposite faces only when told", () => {
    const slabs = cube(5, (z) => z === 0 || z === 4);
    expect([...components(slabs, open(6)).sizes]).toEqual([25, 25]);
    expect([...components(slabs, wrapped(6)).sizes]).toEqual([50]);
  });
});

describe("connected components of any set", () => {
  const sets = fc
    .tuple(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 1, max: 7 }))
    .chain(([ny, nx]) =>
      fc
        .array(fc.boolean(), { minLength: ny * nx, maxLength: ny * nx })
        .map((cells): Mask => ({ shape: [ny, nx], cells: Uint8Array.from(cells, Number) })),
    );
  it("are what flooding from each cell finds", () =>
    fc.assert(
      fc.property(sets, fc.constantFrom<Connectivity>(4, 8), fc.boolean(), (mask, connectivity, periodic) => {
        const { labels, sizes, count } = components(mask, { connectivity, periodic });
        const flooded = flood(mask, connectivity, periodic);
        expect([...labels]).toEqual(flooded);
        expect(count).toBe(Math.max(0, ...flooded));
        sizes.forEach((size, i) => expect(size).toBe(flooded.filter((label) => label === i + 1).length));
      }),
    ));
  it("refuse a connectivity of the other dimension", () => {
    expect(() => components(drawn("#"), open(6))).toThrow(/2 dimensions has connectivity 4 or 8, got 6/);
    expect(() => components({ shape: [1, 1, 1], cells: new Uint8Array(1) }, open(8))).toThrow(/3 dimensions has connectivity 6 or 26, got 8/);
  });
});

/** Labels by flooding: the plain method to compare with. */
function flood({ shape, cells }: Mask, connectivity: Connectivity, periodic: boolean): number[] {
  const [ny, nx] = shape as [number, number];
  const labels = Array.from(cells, () => 0);
  let label = 0;
  cells.forEach((one, start) => {
    if (!one || labels[start]) return;
    label++;
    const waiting = [start];
    while (waiting.length > 0) {
      const cell = waiting.pop()!;
      if (!cells[cell] || labels[cell]) continue;
      labels[cell] = label;
      for (const [dy, dx] of [-1, 0, 1].flatMap((a) => [-1, 0, 1].map((b) => [a, b] as const))) {
        if (connectivity === 4 && dy !== 0 && dx !== 0) continue;
        const [y, x] = [Math.floor(cell / nx) + dy, (cell % nx) + dx];
        if (periodic) waiting.push(((y + ny) % ny) * nx + ((x + nx) % nx));
        else if (y >= 0 && y < ny && x >= 0 && x < nx) waiting.push(y * nx + x);
      }
    }
  });
  return labels;
}
