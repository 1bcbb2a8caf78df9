import type { Values } from "./values";

/**
 * x/(eˣ − 1) as operations on a cell: those of core/field/bernoulli.ts in their order, hence its bits in f64. In f32 the logarithm undoes the
 * rounding of eˣ in the same way.
 * @param slot a number that is the same in every cell.
 */
export function bernoulli(values: Values, slot: (value: number) => number, x: number): number {
  const one = slot(1);
  const u = values.apply("exp", x);
  const near = values.apply("lt", values.apply("abs", x), one);
  const quotient = values.apply("div", values.apply("select", near, values.apply("log", u), x), values.apply("sub", u, one));
  const atZero = values.apply("sub", one, values.apply("mul", x, slot(0.5)));
  return values.apply("select", values.apply("eq", u, one), atZero, quotient);
}
