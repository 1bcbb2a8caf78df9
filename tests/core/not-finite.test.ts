import { describe, expect, it } from "vitest";
import { remedyOf } from "../../src/core/not-finite";
import { simulate } from "../../src/core/simulate";
import { complete } from "../../src/core/spec/complete";
import { plain } from "../../src/engine/backends/plain/run";

const remedy = (document: object) => remedyOf(complete({ version: 1, grid: { shape: [8, 8] }, ...document }).spec);
const custom = (equation: string, more: object = {}) =>
  remedy({ model: "custom", species: { u: {} }, params: { D: 1 }, equations: { u: equation }, integrator: { method: "euler", dt: 0.1 }, ...more });

describe("what to do about a run that left the finite range", () => {
  it("is the largest stable step where that was overstepped: h²/(4D) for heat (trap 1)", async () => {
    expect(custom("D*laplacian(u)", { integrator: { method: "euler", dt: 1 } })).toBe(
      "dt = 1 is above the largest stable step of euler here, which is 0.25: use 0.225",
    );
    const heat = { version: 1, model: "custom", species: { u: {} }, equations: { u: "laplacian(u)" }, grid: { shape: [8, 8] } };
    const far = { ...heat, initial: { kind: "expression", u: "noise(1)" }, integrator: { dt: 3 }, steps: 5000 };
    await expect(simulate(far, plain)).rejects.toThrow(/u left the finite range .* dt = 3 is above .* which is 0\.25: use 0\.225$/);
  });

  it("names what else may leave it", () => {
    const stable = { integrator: { method: "euler", dt: 0.1 } };
    expect(custom("u^2", stable)).toBe("Use a smaller dt or gentler parameters");
    expect(custom("events(u, 1) - u", stable)).toMatch(
      /^Look first at the events of u, whose mean has to stay within 0 … 16 a step and cell; if that/,
    );
    expect(custom("-u", { ...stable, boundary: { dirichlet: "1/(2 - t)" } })).toMatch(/^Look first at the formulas in boundary, .* as t goes on/);
    expect(custom("-D*u", { ...stable, parameters: { D: "1/(2 - t)" } })).toMatch(/^Look first at the formula of D, .* as t goes on/);
    expect(custom("u^2", { integrator: { method: "dormand-prince" } })).toBe("Use smaller tolerances or gentler parameters");
    expect(remedy({ model: "mfn-reference" })).toBe("Use gentler parameters");
  });
});
