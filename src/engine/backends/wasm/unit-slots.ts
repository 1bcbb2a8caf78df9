import { constantValue } from "../../../core/equations/evaluate";
import { substitute } from "../../../core/equations/substitute";
import { number, type Expr } from "../../../core/equations/tree";
import type { Plan } from "../plan/plan";

/** Which slots hold 1 in every run of the plan: multiplying by them and dividing by them leaves every number as it is. */
export function unitSlots({ slots, precision, control }: Plan, dt: number): ReadonlySet<number> {
  const round = precision === "f32" ? Math.fround : (value: number): number => value;
  // An adaptive method changes dt as it goes.
  const known: Record<string, Expr> = control ? {} : { dt: number(dt) };
  const values = slots.map((slot) => constantValue(substitute(slot, known)));
  return new Set(values.flatMap((value, slot) => (value !== null && round(value) === 1 ? [slot] : [])));
}
