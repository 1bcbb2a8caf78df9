import fc from "fast-check";
import { WorkbenchError } from "../../../src/core/errors";
import { call, functions, name, number, type Expr, type FunctionName } from "../../../src/core/equations/tree";

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
