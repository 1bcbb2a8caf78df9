import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nearer, orbitAfter, turned, usualOrbit } from "../../src/views/orbit";

describe("orbit", () => {
  it("turns by keys, and goes back with 0", () => {
    const right = orbitAfter(usualOrbit, "ArrowRight", false)!;
    expect(right.azimuth - usualOrbit.azimuth).toBeCloseTo(Math.PI / 36, 12);
    expect(orbitAfter(right, "ArrowLeft", false)!.azimuth).toBeCloseTo(usualOrbit.azimuth, 12);
    expect(orbitAfter(right, "0", false)).toEqual(usualOrbit);
    expect(orbitAfter(usualOrbit, "x", false)).toBeNull();
  });
  it("stays above the ground, this side of the zenith, and in sight", () =>
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.double({ min: -9, max: 9, noNaN: true }), fc.double({ min: 0.1, max: 9, noNaN: true }))), (moves) => {
        let orbit = usualOrbit;
        for (const [by, factor] of moves) orbit = nearer(turned(orbit, by, by), factor);
        expect(orbit.elevation).toBeGreaterThan(0);
        expect(orbit.elevation).toBeLessThan(Math.PI / 2);
        expect(orbit.distance).toBeGreaterThanOrEqual(0.6);
        expect(orbit.distance).toBeLessThanOrEqual(6);
      }),
    ));
});
