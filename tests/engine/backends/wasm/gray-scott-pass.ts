import type { Pass, Plan, Value } from "../../../../src/engine/backends/plan/plan";
import { planOfPasses } from "./memory";

type Eight = [number, number, number, number, number, number, number, number];

/** Step of Gray–Scott by Euler, 5-point stencil: from planes 0 and 1 into 2 and 3. Slots: 4, scale, D_u, F, 1, D_v, F + k, dt. */
export function grayScottPass(precision: "f32" | "f64", slots: readonly number[]): Plan {
  const values: Value[] = [];
  const push = (value: Value): number => values.push(value) - 1;
  const apply = (op: "add" | "sub" | "mul" | "flush", ...args: number[]): number => push({ op, args });
  const slot = slots.map((_, index) => push({ op: "slot", slot: index }));
  const [four, scale, uSpread, feed, one, vSpread, removal, dt] = slot as Eight;
  const load = (plane: number, dx = 0, dy = 0): number => push({ op: "load", plane, dx, dy, dz: 0 });
  const laplacian = (plane: number, centre: number): number => {
    const pairs = apply("add", apply("add", load(plane, -1), load(plane, 1)), apply("add", load(plane, 0, -1), load(plane, 0, 1)));
    return apply("mul", apply("sub", pairs, apply("mul", four, centre)), scale);
  };
  const [u, v] = [load(0), load(1)];
  const reaction = apply("mul", u, apply("mul", v, v));
  const uRate = apply("add", apply("sub", apply("mul", uSpread, laplacian(0, u)), reaction), apply("mul", feed, apply("sub", one, u)));
  const vRate = apply("sub", apply("add", apply("mul", vSpread, laplacian(1, v)), reaction), apply("mul", removal, v));
  const next = (value: number, rate: number): number => apply("flush", apply("add", value, apply("mul", dt, rate)));
  const pass: Pick<Pass, "values" | "stores"> = {
    values,
    stores: [
      { plane: 2, value: next(u, uRate) },
      { plane: 3, value: next(v, vRate) },
    ],
  };
  const ghosts = { "x-": { kind: "wrap" }, "x+": { kind: "wrap" } } as const;
  return planOfPasses({ precision, shape: [4, 20], planes: [0, 1, 2, 3].map(() => ({ ghosts, rowMap: 0 })), slots, passes: [pass] });
}
