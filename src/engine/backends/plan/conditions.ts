import type { SideCondition, SideConditions } from "../../../core/field/boundary";
import type { Grid } from "../../../core/field/grid";
import { call, number, type Expr } from "../../../core/equations/tree";
import type { Side } from "../../../core/spec/sides";
import type { Ghost } from "./plan";
import type { Ghosts } from "./workspace";

/** The cells outside that make conditions hold. Values stand one spacing outside; slopes and Robin conditions at the face. */
export function ghostsOf(conditions: SideConditions, { hx, hy, hz }: Grid): Ghosts {
  const spacing = { x: hx, y: hy, z: hz };
  return Object.fromEntries(
    Object.entries(conditions).map(([side, condition]) => [side, ghostOf(condition, spacing[side[0] as "x" | "y" | "z"])] as [Side, Ghost]),
  );
}

function ghostOf(condition: SideCondition, h: number): Ghost {
  switch (condition.kind) {
    case "periodic":
      return { kind: "wrap" };
    case "dirichlet":
      return { kind: "value", value: condition.value };
    case "neumann":
      return isZero(condition.slope) ? { kind: "copy" } : { kind: "affine", factor: number(1), offset: call("mul", [condition.slope, number(h)]) };
    case "robin": {
      // a·(ghost + edge)/2 + b·(ghost − edge)/h = c
      const half = call("div", [condition.a, number(2)]);
      const rise = call("div", [condition.b, number(h)]);
      const own = call("add", [rise, half]);
      return { kind: "affine", factor: call("div", [call("sub", [rise, half]), own]), offset: call("div", [condition.c, own]) };
    }
  }
}

const isZero = (expr: Expr): boolean => expr.kind === "number" && expr.value === 0;
