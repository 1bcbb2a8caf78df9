import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { boxCounting } from "../../../src/core/metrics/box-counting";
import { randomMask } from "../../../src/core/metrics/null-mask";
import { withoutSpecks } from "../../../src/core/metrics/specks";
import { blackSet, goldenImages, mengerSponge } from "../../support/fractal-images";
import { carpet, volume } from "../../support/fractal-sets";
import { rotated, speckled, turned } from "../../support/fractal-variants";

const differing = (a: Mask, b: Mask, only: number) => a.cells.reduce((count, cell, i) => count + (cell === only && b.cells[i] !== cell ? 1 : 0), 0);

describe("withoutSpecks", () => {
  it.each(goldenImages.map(({ file }) => file))("leaves a picture without noise as it is: %s", (file) => {
    const mask = blackSet(file);
    expect(withoutSpecks(mask)).toEqual({ mask, removed: 0, density: 0 });
    if (mask.shape[0]! < 700) expect(withoutSpecks(rotated(mask, 23)).removed).toBe(0);
  });

  it.each([
    [3, 4],
    [4, 5],
    [5, 6],
    [3, 7],
  ])("leaves random dust as it is, which strews cells too, but gathers: %i, %i", (base, kept) => {
    for (let seed = 0; seed < 3; seed++) expect(withoutSpecks(carpet(base, kept, 300, seed)).removed).toBe(0);
  });

  it.each([0.001, 0.01, 0.1, 0.5])("leaves noise of density %d as it is: there is no set within it", (density) => {
    for (let seed = 0; seed < 3; seed++) expect(withoutSpecks(randomMask([300, 300], density * 90000, seed)).removed).toBe(0);
  });

  it.each([0.002, 0.005, 0.01])("finds the density of salt, takes nearly all of it and nearly nothing else: %d", (share) => {
    for (const file of ["vicsek.png", "line.png", "cantor-dust.png", "dla.png"]) {
      const clean = blackSet(file);
      const noisy = speckled(clean, share, 5);
      const { mask, density } = withoutSpecks(noisy);
      const strewn = differing(noisy, clean, 1);
      expect(Math.abs(density / share - 1), file).toBeLessThan(0.25);
      expect(differing(mask, clean, 1), file).toBeLessThan(0.08 * strewn);
      const kept = { shape: clean.shape, cells: clean.cells.map((cell, i) => cell & noisy.cells[i]!) };
      expect(differing(kept, mask, 1), file).toBeLessThanOrEqual(0.02 * clean.cells.reduce((a, b) => a + b, 0));
    }
  });

  it("does the same to the picture turned by 90°, up to where the tiles lie", () => {
    const noisy = speckled(blackSet("vicsek.png"), 0.005, 8);
    const [a, b] = [withoutSpecks(noisy), withoutSpecks(turned(noisy))];
    expect(Math.abs(a.removed - b.removed)).toBeLessThan(0.01 * a.removed);
  });

  it("works in three dimensions", () => {
    const line = volume(64, (z, y, x) => z === 20 && y === x);
    const { mask, density } = withoutSpecks(speckled(line, 0.002, 3));
    expect(Math.abs(density / 0.002 - 1)).toBeLessThan(0.25);
    expect(differing(mask, line, 1)).toBeLessThan(10);
    const sponge = mengerSponge();
    expect(withoutSpecks(sponge).removed).toBe(0);
  });

  it("tells of it in a warning, and not when the specks are to be kept", () => {
    const noisy = speckled(blackSet("vicsek.png"), 0.005, 8);
    const told = [expect.stringContaining("cells strewn over the background")] as unknown;
    expect(boxCounting.measure(noisy)).toMatchObject({ warnings: told });
    const kept = boxCounting.measure(noisy, { specks: "keep" });
    expect(Math.abs(kept.value! - Math.log(5) / Math.log(3))).toBeGreaterThan(0.2);
    expect(kept.detail!.specks).toBe(0);
  });
});
