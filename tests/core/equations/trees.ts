import fc from "fast-check";
import { WorkbenchError } from "../../../src/core/errors";
import { call, functions, name, number, type Expr, type FunctionName, type Scope } from "../../../src/core/equations/tree";

const cellFunctions = (Object.keys(functions) as FunctionName[]).filter((fn) => functions[fn].class === "cell");

/** Random trees of functions of class `cell` (or of those given) over the names u, v and F and finite numbers. */
export function trees(numbers: fc.Arbitrary<number>, fns: readonly FunctionName[] = cellFunctions): fc.Arbitrary<Expr> {
  const leaf: fc.Arbitrary<Expr> = fc.oneof(
    numbers.map((value) => number(value)),
    fc.constantFrom("u", "v", "F").map((id) => name(id)),
  );
  return fc.letrec<{ tree: Expr }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "medium", withCrossShrink: true },
      leaf,
      fc
        .constantFrom(...fns)
        .chain((fn) => fc.tuple(...Array.from({ length: functions[fn].arity }, () => tie("tree"))).map((args) => call(fn, args))),
    ),
  })).tree;
}

/** What the names in `spatialTrees` mean: w and the parameter c differ from cell to cell, F and total do not. */
export const spatialScope: Scope = { species: ["u", "v"], params: ["F", "c"], auxiliary: ["w", "total"], varying: ["c", "w"] };

const operators = (Object.keys(functions) as FunctionName[]).filter((fn) => functions[fn].class === "stencil");

/** Random scalar trees of sums, products and all operators on neighbours, vectors and domain that are of the right kinds. */
export function spatialTrees(numbers: fc.Arbitrary<number>, fns: readonly FunctionName[] = operators): fc.Arbitrary<Expr> {
  const leaf: fc.Arbitrary<Expr> = fc.oneof(
    numbers.map((value) => number(value)),
    fc.constantFrom("u", "v", "w", "c", "F", "total", "x", "y", "z").map((id) => name(id)),
  );
  const node = (fn: FunctionName, ...args: fc.Arbitrary<Expr>[]) => fc.tuple(...args).map((made) => call(fn, made));
  return fc.letrec<{ scalar: Expr; vector: Expr }>((tie) => {
    const [scalar, vector] = [tie("scalar"), tie("vector")];
    return {
      scalar: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        { arbitrary: leaf, weight: 3 },
        ...(["add", "sub", "mul"] as const).map((fn) => node(fn, scalar, scalar)),
        node("neg", scalar),
        node("div", scalar, fc.constant(name("F"))),
        node("dot", vector, vector),
        { arbitrary: node("divergence", vector), weight: 3 },
        fc.constantFrom("mean" as const, "integral" as const).chain((fn) => node(fn, scalar)),
        {
          arbitrary: fc.constantFrom(...fns).chain((fn) => node(fn, ...Array.from({ length: functions[fn].arity }, () => scalar))),
          weight: 3,
        },
      ),
      vector: fc.oneof(
        { depthSize: "small", withCrossShrink: true },
        { arbitrary: node("grad", scalar), weight: 3 },
        node("vec", scalar, scalar),
        node("vec", scalar, scalar, scalar),
        node("add", vector, vector),
        node("sub", vector, vector),
        node("neg", vector),
        node("mul", scalar, vector),
        node("mul", vector, scalar),
        node("div", vector, fc.constant(name("F"))),
      ),
    };
  }).scalar;
}

/** Any finite number, −0 and subnormals among them. */
export const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

/** The tree without the places in the text, as nested lists. */
export function shape(expr: Expr): unknown {
  return expr.kind === "number" ? expr.value : expr.kind === "name" ? expr.name : [expr.fn, ...expr.args.map(shape)];
}

/** The error that a call throws, with the 1-based number of the character that it points at. */
export function errorOf(action: () => unknown): {
  code: string;
  message: string;
  character: number | undefined;
  underlined: [number, number] | undefined;
} {
  try {
    action();
  } catch (error) {
    if (!(error instanceof WorkbenchError)) throw error;
    const { span } = error.detail;
    return { code: error.code, message: error.message, character: span && span.start + 1, underlined: span && [span.start, span.end] };
  }
  throw new Error("expected an error");
}
