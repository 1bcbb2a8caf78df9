import { expect, it } from "vitest";
import { misfit, wavesThatFit } from "../../src/panels/waves-that-fit";

const grid = { shape: [64, 128] as [number, number], spacing: 0.5, stencil: "standard" as const };

it("the grid holds waves from one period of its longest side to two cells, and half a period between walls", () => {
  expect(wavesThatFit({ grid, boundary: "periodic" })).toEqual([(2 * Math.PI) / 64, Math.PI / 0.5]);
  expect(wavesThatFit({ grid, boundary: "neumann" })[0]).toBe(Math.PI / 64);
  expect(wavesThatFit({ grid: { ...grid, spacing: [2, 0.5] }, boundary: "periodic" })).toEqual([(2 * Math.PI) / 128, Math.PI / 0.5]);
});

it("says why growing waves will not be seen", () => {
  expect(misfit([0.2, 0.8], 0.5, [0.05, 3])).toBeNull();
  expect(misfit([0.01, 0.04], 0.02, [0.05, 3])).toMatch(/longer than the domain/);
  expect(misfit([4, 8], 5, [0.05, 3])).toMatch(/refine the grid/);
  expect(misfit([0.01, 0.2], 0.04, [0.05, 3])).toMatch(/a shorter one will win/);
  expect(misfit([1, 8], 5, [0.05, 3])).toMatch(/fastest wave is shorter/);
});
