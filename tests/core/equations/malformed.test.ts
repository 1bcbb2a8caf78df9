import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { WorkbenchError } from "../../../src/core/errors";
import { readAlgebraic, readEquation, readExpression } from "../../../src/core/equations/equation";
import { callableNames } from "../../../src/core/equations/names";
import { builtinNames, name, type Scope } from "../../../src/core/equations/tree";
import { models } from "../../../src/core/models/index";

const scope: Scope = { species: ["u", "v"], params: ["F", "k", "D_u", "D_v"], auxiliary: ["mu"], dimensions: 2, equationOf: "u" };

/** Where the right-hand sides of models in the library are of use as they stand. */
const written = [...models].flatMap((model) => (model.kind === "equations" ? Object.values(model.equations) : []));
const valid = [
  ...written,
  "div(D_u*grad(u) - F*u*(1 - u)*grad(v))",
  "select(u > 0.5, u, -u)*heaviside(x - Lx/2) + noise(0.1*u) + events(F, k)",
  "memory(u^2, 10)",
  "dot(vec(1, 2), grad(u)) + biharmonic(mu) - mean(u)*integral(v)/(Lx*Ly)",
];

const words = [
  ...[
    "+",
    "-",
    "*",
    "/",
    "^",
    "<",
    "<=",
    ">",
    ">=",
    "==",
    "!=",
    "(",
    ")",
    ",",
    "=",
    "&&",
    "||",
    "!",
    "[",
    "]",
    ";",
    "?",
    ":",
    "**",
    "²",
    "∇",
    "∂",
    "√",
    "π",
  ],
  ...[
    "u",
    "v",
    "F",
    "k",
    "mu",
    "w",
    "toString",
    "__proto__",
    "constructor",
    "add",
    "div",
    "ln",
    "if",
    ...Object.keys(builtinNames),
    ...callableNames,
  ],
  ...["0", "1", "2.5", ".5", "1e3", "1e999", "1e", "3u", "0x10", "007"],
];

const mutated = fc.constantFrom(...valid).chain((text) =>
  fc
    .array(fc.tuple(fc.nat(text.length), fc.nat(3), fc.oneof(fc.constantFrom(...words), fc.string({ unit: "binary", maxLength: 2 }))), {
      minLength: 1,
      maxLength: 4,
    })
    .map((cuts) => cuts.reduce((whole, [at, length, word]) => whole.slice(0, at) + word + whole.slice(at + length), text)),
);

const deep = fc
  .tuple(fc.constantFrom("(", "-", "exp(", "u^", "u+", "grad(", "laplacian(u*", "abs(-"), fc.integer({ min: 1, max: 6000 }))
  .map(([piece, times]) => `${piece.repeat(times)}u`);

/** Most of them are malformed. */
const texts = fc.oneof(
  { arbitrary: fc.string({ maxLength: 60 }), weight: 2 },
  { arbitrary: fc.string({ unit: "binary", maxLength: 40 }), weight: 2 },
  { arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 24 }).map((tokens) => tokens.join(" ")), weight: 4 },
  { arbitrary: fc.array(fc.constantFrom(...words), { maxLength: 24 }).map((tokens) => tokens.join("")), weight: 3 },
  { arbitrary: mutated, weight: 6 },
  { arbitrary: deep, weight: 1 },
);

/** Reads a text. Anything but success or an error with a place in the text fails. */
function readSafely(text: string, read: () => unknown): void {
  try {
    read();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    expect(error.code).toMatch(/^equation\/(syntax|name|arity|form)$/);
    expect(error.message).toMatch(/^character \d+: ./);
    const { start, end } = error.detail.span!;
    expect([start, end].every(Number.isInteger)).toBe(true);
    expect(0 <= start && start <= end && end <= text.length).toBe(true);
    // An empty stretch only at the end, where something is missing.
    if (start === end) expect(start).toBe(text.length);
  }
}

function isMalformed(text: string): boolean {
  try {
    readEquation(text, scope);
    return false;
  } catch {
    return true;
  }
}

describe("a malformed equation", () => {
  it("is refused with the characters that are wrong, and never crashes: 500 of them", () =>
    fc.assert(
      fc.property(texts.filter(isMalformed), (text) => readSafely(text, () => readEquation(text, scope))),
      { numRuns: 500 },
    ));

  it("is refused so as an auxiliary field and at the start, too", () =>
    fc.assert(
      fc.property(texts, (text) => {
        readSafely(text, () => readAlgebraic(text, scope));
        readSafely(text, () => readExpression(text, { species: [], params: ["F"] }));
      }),
      { numRuns: 500 },
    ));

  it("is refused so in three dimensions with what varies in space, under a time scale", () =>
    fc.assert(
      fc.property(texts, (text) => readSafely(text, () => readEquation(text, { ...scope, dimensions: 3, varying: ["F", "mu"] }, [], name("k")))),
      { numRuns: 500 },
    ));
});
