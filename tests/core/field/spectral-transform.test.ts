import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fftOfArray } from "../../support/fft";
import { cellCount } from "../../../src/core/field/grid";
import { complexArray, type ComplexArray } from "../../../src/core/field/spectral-fft";
import { SpectralTransform, type Band } from "../../../src/core/field/spectral-transform";

const shape = fc.oneof(
  fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 2, maxLength: 2 }),
  fc.array(fc.integer({ min: 1, max: 8 }), { minLength: 3, maxLength: 3 }),
);
const field = shape.chain((extents) =>
  fc.tuple(
    fc.constant(extents),
    fc
      .array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: cellCount(extents), maxLength: cellCount(extents) })
      .map((values) => Float64Array.from(values)),
  ),
);

function modesOf(values: Float64Array, extents: readonly number[], band: Band): { transform: SpectralTransform; modes: ComplexArray } {
  const transform = new SpectralTransform(extents, band);
  const modes = complexArray(transform.modes);
  transform.toModes(values, modes);
  return { transform, modes };
}

/** Signed indices of a mode, in C order. */
function* indices({ waves }: SpectralTransform): Iterable<{ x: number; y: number; z: number }> {
  for (const z of waves.z) for (const y of waves.y) for (const x of waves.x) yield { x, y, z };
}

const largest = (a: ArrayLike<number>, b: ArrayLike<number>) =>
  Array.from(a).reduce((most, value, i) => Math.max(most, Math.abs(value - b[i]!)), a.length === b.length ? 0 : Infinity);

describe("modes of a real field", () => {
  it.each(["all", "two-thirds"] as const)("are those of the complex transform of the whole array (%s)", (band) =>
    fc.assert(
      fc.property(field, ([extents, values]) => {
        const { transform, modes } = modesOf(values, extents, band);
        const [re, im] = [values.slice(), new Float64Array(values.length)];
        fftOfArray(re, im, extents);
        const [nx, ny, nz] = [extents.at(-1)!, extents.at(-2)!, extents.length === 3 ? extents[0]! : 1];
        let i = 0;
        for (const { x, y, z } of indices(transform)) {
          const cell = (((z + nz) % nz) * ny + ((y + ny) % ny)) * nx + x;
          expect(Math.hypot(modes.re[i]! - re[cell]!, modes.im[i]! - im[cell]!)).toBeLessThan(1e-12);
          i++;
        }
        expect(i).toBe(transform.modes);
      }),
    ),
  );

  it("give the field back", () =>
    fc.assert(
      fc.property(field, ([extents, values]) => {
        const { transform, modes } = modesOf(values, extents, "all");
        const back = new Float64Array(values.length).fill(NaN);
        transform.toValues(modes, back);
        expect(largest(back, values)).toBeLessThan(1e-14);
      }),
    ));

  it("outside two thirds are dropped, the others kept", () =>
    fc.assert(
      fc.property(field, ([extents, values]) => {
        const { transform, modes } = modesOf(values, extents, "two-thirds");
        const back = new Float64Array(values.length);
        transform.toValues(modes, back);
        const again = complexArray(transform.modes);
        transform.toModes(back, again);
        expect(largest(again.re, modes.re)).toBeLessThan(1e-12);
        expect(largest(again.im, modes.im)).toBeLessThan(1e-12);
      }),
    ));

  it("below a third of the cells are kept, no others", () => {
    expect([...new SpectralTransform([9, 10], "two-thirds").waves.x]).toEqual([0, 1, 2, 3]);
    expect([...new SpectralTransform([9, 10], "two-thirds").waves.y]).toEqual([0, 1, 2, -2, -1]);
    expect([...new SpectralTransform([4, 6], "all").waves.y]).toEqual([0, 1, 2, -1]);
    expect([...new SpectralTransform([4, 6], "all").waves.x]).toEqual([0, 1, 2, 3]);
  });
});

describe("modes made real", () => {
  const random = (length: number) => {
    const modes = complexArray(length);
    for (let i = 0; i < length; i++) [modes.re[i], modes.im[i]] = [Math.sin(i + 1), Math.cos(3 * i)];
    return modes;
  };

  it.each([[[6, 8]], [[5, 7]], [[4, 6, 6]], [[3, 4, 5]]])("stand for the same field as before, and only for it (%j)", (extents) => {
    const transform = new SpectralTransform(extents, "all");
    const modes = random(transform.modes);
    transform.makeReal(modes);
    const values = new Float64Array(cellCount(extents));
    transform.toValues(modes, values);
    const again = complexArray(transform.modes);
    transform.toModes(values, again);
    expect(largest(again.re, modes.re)).toBeLessThan(1e-12);
    expect(largest(again.im, modes.im)).toBeLessThan(1e-12);
  });

  it("of a real field stay as they are, to rounding", () =>
    fc.assert(
      fc.property(field, ([extents, values]) => {
        const { transform, modes } = modesOf(values, extents, "all");
        const before = { re: modes.re.slice(), im: modes.im.slice() };
        transform.makeReal(modes);
        expect(largest(modes.re, before.re)).toBeLessThan(1e-13);
        expect(largest(modes.im, before.im)).toBeLessThan(1e-13);
      }),
    ));
});
