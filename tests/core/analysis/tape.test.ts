import fc from "fast-check";
import { expect, it } from "vitest";
import { Tape } from "../../../src/core/analysis/tape";
import { evaluate } from "../../../src/core/equations/evaluate";
import { call, name, number, type Expr } from "../../../src/core/equations/tree";
import { finite, trees } from "../equations/trees";

const tapeOf = (exprs: readonly Expr[], F: number) => {
  const tape = new Tape(["u", "v"], () => number(F));
  const registers = exprs.map((expr) => tape.add(expr));
  return (u: number, v: number) => {
    tape.run([u, v]);
    return registers.map((register) => tape.value(register));
  };
};

it("gives the bits of evaluate for random trees, several on one tape", () =>
  fc.assert(
    fc.property(
      fc.array(trees(finite), { minLength: 1, maxLength: 3 }),
      fc.array(fc.tuple(finite, finite), { minLength: 1, maxLength: 3 }),
      finite,
      (exprs, states, F) => {
        const run = tapeOf(exprs, F);
        for (const [u, v] of states) {
          const values: Record<string, number> = { u, v, F };
          expect(run(u, v)).toEqual(exprs.map((expr) => evaluate(expr, (id) => values[id]!)));
        }
      },
    ),
    { numRuns: 500 },
  ));

it("takes powers by the one rule, whole exponents of either sign and roots among them", () => {
  const exponents = [-16, -3, -1, 0, 1, 2, 3, 5, 16, 17, 0.5, 1.5, -0.5];
  const exprs = exponents.map((exponent) => call("pow", [name("u"), number(exponent)]));
  for (const u of [0.3, 1.7, 12.1]) expect(tapeOf(exprs, 0)(u, 0)).toEqual(exprs.map((expr) => evaluate(expr, () => u)));
});

it("puts expressions in place of names, and knows π", () => {
  const tape = new Tape(["u"], () => call("mul", [name("u"), name("pi")]));
  const register = tape.add(call("add", [name("twice"), name("twice")]));
  tape.run([2]);
  expect(tape.value(register)).toBe(2 * Math.PI + 2 * Math.PI);
});
