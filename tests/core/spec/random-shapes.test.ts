import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../../src/core/errors";
import { complete } from "../../../src/core/spec/complete";

/** Words that mean something in a spec: nested in each other they come near what is meant. */
const words = [
  "u v w x- x+ y- z- other periodic neumann dirichlet robin a b c D kind around amplitude noise expression file path model-default",
  "fixed-point method dt rtol atol auto euler rk4 etdrk4 semi-implicit dormand-prince shape spacing stencil mask standard isotropic",
  "low high default min max __proto__ constructor toString",
].flatMap((line) => line.split(" "));
const texts = ["", "1", "-x", "2*t", "noise(1)", "events(1, 1)", "dx(x)", "1 +", "u", "D", "vec(x, y)", "0*x + 1e999", "memory(x, 0)"];
const key = fc.constantFrom(...words);
const leaf = fc.oneof(
  key,
  fc.constantFrom(...texts),
  fc.constantFrom<unknown>(0, 1, -1, 0.5, 8, 1e300, 1e999, null, true, [], {}, [8, 8], [0, 8], [4, 4, 4], [1, 1]),
  fc.jsonValue({ maxDepth: 1 }),
);
const { shape } = fc.letrec<{ shape: unknown }>((tie) => ({
  shape: fc.oneof(
    { maxDepth: 4, depthSize: "small" },
    leaf,
    fc.dictionary(key, tie("shape"), { maxKeys: 4 }),
    fc.array(tie("shape"), { maxLength: 3 }),
  ),
}));
const known = (...keys: string[]) => fc.record(Object.fromEntries(keys.map((each) => [each, shape])), { requiredKeys: [] });
const boundary = fc.oneof(shape, fc.dictionary(fc.constantFrom("x-", "x+", "u", "v", "w", "other", "robin", "dirichlet"), shape, { maxKeys: 3 }));
const grid = fc.oneof(
  shape,
  known("shape", "spacing", "stencil", "mask").map((given) => ({ shape: [6, 5], ...given })),
);
const initial = fc.oneof(
  shape,
  fc
    .tuple(fc.constantFrom("noise", "expression", "file", "model-default"), known("u", "v", "around", "amplitude", "path"))
    .map(([kind, more]) => ({ kind, ...more })),
);
const integrator = fc.oneof(shape, known("method", "dt", "rtol", "atol"));
const parameters = fc.oneof(shape, fc.dictionary(fc.constantFrom("D", "E", "F"), shape, { maxKeys: 2 }));

const base = {
  version: 1,
  model: "custom",
  species: { u: {}, v: {} },
  params: { D: 1, E: { default: 0.5, min: 0, max: 4 } },
  equations: { u: "D*laplacian(u) - u + E*w", v: "-v + events(D, 1)" },
  auxiliary: { w: "u*v" },
  grid: { shape: [6, 5] },
};

/** What comes of a document: the completed spec, or what is said against it. */
function outcomeOf(document: unknown): object | string {
  try {
    return complete(document);
  } catch (error) {
    if (error instanceof WorkbenchError) return error.message;
    throw error;
  }
}

describe("a spec of any shape", () => {
  it.each<[string, fc.Arbitrary<unknown>]>([
    ["boundary", boundary],
    ["grid", grid],
    ["initial", initial],
    ["integrator", integrator],
    ["parameters", parameters],
  ])("is completed or refused in words: %s", (part, values) => {
    fc.assert(
      fc.property(values, (value) => {
        // Through JSON, as a file is.
        const text = JSON.stringify({ ...base, [part]: value });
        const outcome = outcomeOf(JSON.parse(text));
        if (typeof outcome === "string") expect(outcome).not.toMatch(/NaN|undefined|\[object/);
      }),
      { numRuns: 500, seed: 7 },
    );
  });
});
