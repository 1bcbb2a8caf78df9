import { describe, expect, it } from "vitest";
import { escapeFrom } from "../../../src/core/analysis/escape";
import { linearise } from "../../../src/core/analysis/linearisation";
import { stabilityReport } from "../../../src/core/analysis/report";
import { models } from "../../../src/core/models/index";
import { complete } from "../../../src/core/spec/complete";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { modelOf } from "../../support/runs";

const foresight = (input: Omit<RunSpecInput, "version">): string[] => {
  const { model, spec } = complete({ version: 1, grid: { shape: [32, 32] }, ...input });
  if (model.kind !== "equations") throw new Error("expected equations");
  return stabilityReport(model, spec).foresight;
};
const own = (equation: string, more: Partial<RunSpecInput> = {}): string[] =>
  foresight({ model: "custom", species: { u: {} }, equations: { u: equation }, ...more });
const from = (state: string): Partial<RunSpecInput> => ({ initial: { kind: "expression", u: state } });

describe("an escape to infinity in finite time", () => {
  const timeOf = (equation: string, start: number): number | undefined => {
    const model = modelOf({ u: equation });
    return escapeFrom(linearise(model, {}), [[-10, 10]], Float64Array.of(start))?.time;
  };
  it.each([
    ["u^2", 1, 1],
    ["u^2", -1, undefined],
    ["u^2", 0.001, 1000],
    ["u^2 + 1", 0, Math.PI / 2],
    ["u^3", -2, 1 / 8],
    ["u^3 - u", 2, Math.log(4 / 3) / 2],
    ["u^3 - u", 0.99, undefined],
    ["exp(u)", 0, 1],
    ["exp(u)", -3, Math.exp(3)],
    ["u^1.5", 4, 1],
    ["1/(1 - u)", 0, undefined],
    ["u", 1, undefined],
    ["5*u", 1, undefined],
    ["u*log(1 + u^2)", 1, undefined],
    ["u*(1 - u)", 0.1, undefined],
    ["u - u^3", 9, undefined],
    ["cos(u)", 1, undefined],
    ["-sqrt(abs(u))", 1, undefined],
  ] as const)("of u' = %s from %d ends at %s", (equation, start, time) => {
    if (time === undefined) expect(timeOf(equation, start)).toBeUndefined();
    else expect(timeOf(equation, start)! / time).toBeCloseTo(1, 3);
  });

  it("is not seen in growth that a second species ends", () => {
    const model = modelOf({ u: "u^2 - u*v", v: "u^2 - v" });
    expect(
      escapeFrom(
        linearise(model, {}),
        [
          [0, 10],
          [0, 10],
        ],
        Float64Array.of(5, 0),
      ),
    ).toBeNull();
  });

  it("is seen in two species that drive each other: u' = v², v' = u², from (1, 1) at t = 1", () => {
    const model = modelOf({ u: "v^2", v: "u^2" });
    expect(
      escapeFrom(
        linearise(model, {}),
        [
          [0, 10],
          [0, 10],
        ],
        Float64Array.of(1, 1),
      )!.time,
    ).toBeCloseTo(1, 3);
  });
});

describe("foresight", () => {
  it("tells of kinetics that reach infinity from where the run starts", () => {
    expect(own("laplacian(u) + u^3 - u", from("2"))).toEqual([expect.stringMatching(/^u grows without bound in finite time: .*t = 0\.144$/)]);
    expect(own("laplacian(u) + u^2", from("1"))).toEqual([expect.stringMatching(/t = 1$/)]);
    expect(own("laplacian(u) + u^2")).toEqual([expect.stringMatching(/^u grows without bound in finite time: pushed off/)]);
    expect(own("laplacian(u) + exp(u)")).toEqual([expect.stringMatching(/from every state within the ranges/)]);
  });

  it("tells of backward diffusion", () => {
    expect(own("-laplacian(u)")).toEqual([expect.stringMatching(/ill-posed/)]);
    expect(own("u*(1 - u) - 0.1*laplacian(u)")).toEqual([expect.stringMatching(/ill-posed/)]);
  });

  it.each([
    ["a cubic that falls back", "laplacian(u) + u^3 - u", from("0.5")],
    ["logistic growth", "laplacian(u) + u*(1 - u)", from("0.1 + 0.1*x/Lx")],
    ["exponential growth, which takes for ever", "laplacian(u) + u", from("1")],
    ["diffusion alone", "laplacian(u)", {}],
    ["diffusion backward, held by the fourth order", "-laplacian(u) - biharmonic(u) - 0.5*dot(grad(u), grad(u))", {}],
    ["sides that may hold the field", "laplacian(u) + u^2", { ...from("1"), boundary: "dirichlet" }],
  ] as [string, string, Partial<RunSpecInput>][])("says nothing of %s", (_, equation, more) => expect(own(equation, more)).toEqual([]));

  const settings = [...models].flatMap((model) =>
    model.kind === "equations"
      ? [[model.id, "as it is", {}] as const, ...model.presets.map(({ id, title: _, note: __, ...preset }) => [model.id, id, preset] as const)]
      : [],
  );
  it.each(settings)("says nothing of %s, %s, in the library", (model, _, preset) => {
    const { model: found, spec } = complete({ version: 1, model, ...preset } as RunSpecInput);
    if (found.kind === "equations") expect(stabilityReport(found, spec).foresight).toEqual([]);
  });
});
