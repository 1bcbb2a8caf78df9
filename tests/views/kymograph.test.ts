import { describe, expect, it } from "vitest";
import { createKymograph, pointsOf, valuesAlong } from "../../src/views/kymograph";
import type { Picture, PictureSource } from "../../src/views/picture";

const ramp = (nx: number, ny: number, of: (x: number, y: number) => number): Picture => ({
  key: "k",
  nx,
  ny,
  values: Float64Array.from({ length: nx * ny }, (_, i) => of((i % nx) + 0.5, Math.floor(i / nx) + 0.5)),
});

/** A source whose pictures are handed to it. */
function byHand(): PictureSource & { show(picture: Picture): void } {
  let picture: Picture | null = null;
  const listeners = new Set<() => void>();
  return {
    latest: () => picture,
    subscribe(changed) {
      listeners.add(changed);
      return () => void listeners.delete(changed);
    },
    show(next) {
      picture = next;
      for (const listener of listeners) listener();
    },
  };
}

describe("valuesAlong", () => {
  it("is exact along any line through a linear field", () => {
    const field = ramp(12, 8, (x, y) => 3 * x - 2 * y + 1);
    const [from, to] = [
      [1.25, 0.75],
      [10.5, 6.5],
    ] as const;
    valuesAlong(field, [from, to], 9).forEach((value, i) => {
      const [x, y] = [from[0] + (i / 8) * (to[0] - from[0]), from[1] + (i / 8) * (to[1] - from[1])];
      expect(value).toBeCloseTo(3 * x - 2 * y + 1, 10);
    });
  });
  it("is the outermost cell beyond the middle of it", () => {
    const field = ramp(4, 1, (x) => x);
    expect([
      ...valuesAlong(
        field,
        [
          [-3, 0.5],
          [9, 0.5],
        ],
        2,
      ),
    ]).toEqual([0.5, 3.5]);
  });
  it("is NaN outside the domain", () => {
    const field = { ...ramp(3, 1, (x) => x), inside: Uint8Array.of(1, 0, 1) };
    expect([
      ...valuesAlong(
        field,
        [
          [0.5, 0.5],
          [2.5, 0.5],
        ],
        3,
      ),
    ]).toEqual([0.5, NaN, 2.5]);
  });
  it("reads a line at one point a cell, at most 256", () => {
    expect(
      pointsOf([
        [0, 0],
        [3, 4],
      ]),
    ).toBe(6);
    expect(
      pointsOf([
        [0, 0],
        [9000, 0],
      ]),
    ).toBe(256);
    expect(
      pointsOf([
        [5, 5],
        [5, 5],
      ]),
    ).toBe(2);
  });
});

describe("createKymograph", () => {
  it("puts each frame under the one before, and begins anew when the run does", () => {
    const source = byHand();
    const kymograph = createKymograph(
      source,
      [
        [0.5, 0.5],
        [2.5, 0.5],
      ],
      3,
    );
    const stop = kymograph.start();
    const rows = () => {
      const picture = kymograph.source.latest()!;
      return Array.from({ length: picture.rows! }, (_, row) => picture.values[row * picture.nx]);
    };
    for (const step of [0, 10, 20, 30]) source.show({ ...ramp(3, 1, (x) => x + step), key: `${step}`, step, time: step });
    expect(rows()).toEqual([10.5, 20.5, 30.5]);
    expect(kymograph.moments.map(({ time }) => time)).toEqual([10, 20, 30]);
    source.show({ ...ramp(3, 1, (x) => x), key: "again", step: 0, time: 0 });
    expect(rows()).toEqual([0.5]);
    stop();
    source.show({ ...ramp(3, 1, (x) => x), key: "unheard", step: 40, time: 40 });
    expect(rows()).toEqual([0.5]);
  });
});
