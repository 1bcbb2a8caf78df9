import { describe, expect, it } from "vitest";
import { regimeOf } from "../../../src/core/sweep/regime";

const n = 64;
const field = (value: (x: number, y: number) => number) => Float64Array.from({ length: n * n }, (_, i) => value(i % n, Math.floor(i / n)));
const options = { shape: [n, n], periodic: true, mask: null, scale: 1 };
const still = (frame: Float64Array<ArrayBuffer>) => [frame, frame, frame];
const label = (frames: Float64Array<ArrayBuffer>[], more = {}) => regimeOf(frames, { ...options, ...more }).regime;
const k = (2 * Math.PI * 4) / n;
const spots = field((x, y) => Math.exp(4 * (Math.cos(k * x) + Math.cos(k * y) - 2)));

describe("a regime", () => {
  it("of a constant field at rest is homogeneous", () => expect(label(still(field(() => 0.3)))).toBe("homogeneous"));
  it("of a constant field that goes up and down is oscillating", () =>
    expect(label([0, 1, 2, 3].map((t) => field(() => Math.sin(t))))).toBe("oscillating"));
  it("of separate bumps is spots, of the same turned over holes", () => {
    expect(label(still(spots))).toBe("spots");
    expect(label(still(spots.map((value) => -value)))).toBe("holes");
  });
  it("of one disc is spots, with the quotient of a disc", () => {
    const disc = field((x, y) => (Math.hypot(x - 32, y - 32) < 12 ? 1 : 0));
    const { regime, roundness } = regimeOf(still(disc), options);
    expect(regime).toBe("spots");
    expect(roundness.value).toBeGreaterThan(0.9);
    expect(roundness.value).toBeLessThan(1.1);
  });
  it("of parallel bands is stripes, on a torus and in a box", () => {
    const stripes = still(field((x) => Math.sin(k * x)));
    expect(label(stripes)).toBe("stripes");
    expect(label(stripes, { periodic: false })).toBe("stripes");
  });
  it("of a travelling wave is changing: nearly all of its variance is in time", () => {
    const { regime, temporal } = regimeOf(
      Array.from({ length: 8 }, (_, t) => field((x) => Math.sin(k * x - (2 * Math.PI * t) / 8))),
      options,
    );
    expect(regime).toBe("changing");
    expect(temporal.value).toBeCloseTo(1, 12);
  });
  it("looks at the domain alone", () => {
    const mask = Uint8Array.from(spots, (_, i) => (i % n < 32 ? 1 : 0));
    const half = field((x) => (x < 32 ? 0.5 : x));
    expect(label(still(half), { mask })).toBe("homogeneous");
  });
  it("of balls in space is spots, of slabs stripes", () => {
    const m = 24;
    const shape = [m, m, m];
    const volume = (value: (x: number, y: number, z: number) => number) =>
      Float64Array.from({ length: m ** 3 }, (_, i) => value(i % m, Math.floor(i / m) % m, Math.floor(i / m / m)));
    expect(label(still(volume((x, y, z) => (Math.hypot(x - 12, y - 12, z - 12) < 6 ? 1 : 0))), { shape })).toBe("spots");
    expect(label(still(volume((x) => Math.sin((2 * Math.PI * x) / 8))), { shape })).toBe("stripes");
  });
});
