import { describe, expect, it } from "vitest";
import { phaseAngles, phaseSource } from "../../src/views/phase-angle";
import type { Picture } from "../../src/views/picture";

const picture = (values: number[], key = "k"): Picture => ({ key, nx: values.length, ny: 1, values: Float64Array.from(values) });
const angles = Array.from({ length: 16 }, (_, i) => -Math.PI + ((i + 0.5) * Math.PI) / 8);

describe("phase of two fields", () => {
  it("is the angle of a point on a circle, wherever its middle lies and however large it is", () => {
    const u = picture(angles.map((a) => 7 + 3 * Math.cos(a)));
    const v = picture(angles.map((a) => -2 + 3 * Math.sin(a)));
    phaseAngles(u, v).forEach((angle, i) => expect(angle).toBeCloseTo(angles[i]!, 5));
  });
  it("is NaN where a field is not finite, which moves no mean", () => {
    const found = phaseAngles(picture([1, NaN, -1, Infinity]), picture([0, 5, 0, 5]));
    expect(found[1]).toBeNaN();
    expect(found[3]).toBeNaN();
    expect(found[0]).toBeLessThan(0);
  });
  it("waits for both fields, and is worked out once a frame", () => {
    let v: Picture | null = null;
    const u = picture([1, 2]);
    const source = phaseSource({ latest: () => u, subscribe: () => () => undefined }, { latest: () => v, subscribe: () => () => undefined });
    expect(source.latest()).toBeNull();
    v = picture([3, 4], "v");
    expect(source.latest()).toBe(source.latest());
  });
});
