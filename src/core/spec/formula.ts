import { readExpression } from "../equations/equation";
import { functions, type CallExpr, type Expr, type NameExpr, type Span } from "../equations/tree";
import { namesIn } from "../equations/walk";
import { WorkbenchError, type ErrorPath } from "../errors";

/** What a formula outside the equations may name, beside x, y, z, t, Lx, Ly, Lz and pi. */
export interface FormulaScope {
  params: readonly string[];
  /** Those of the parameters that are no plain numbers: a formula may not build on them. */
  varying?: readonly string[];
  /** Refuses t: what the formula describes stays as it is. */
  still?: boolean;
}

/**
 * Reads a formula that gives the value at one place and time: of a parameter, a mask, a boundary. Checked and simplified.
 * @throws WorkbenchError `equation/…` with `detail.span` in the text.
 */
export function readFormula(text: string, { params, varying = [], still = false }: FormulaScope, path: ErrorPath): Expr {
  const expr = readExpression(text, { species: [], params }, path);
  refuseActions(expr, path);
  for (const { name, at } of placesOfNames(expr)) {
    if (varying.includes(name)) throw fault(path, at, `"${name}" is no plain number itself; a formula here may name parameters that are`);
    if (still && name === "t") throw fault(path, at, "this stays as it is at all times; leave t out");
  }
  return expr;
}

/**
 * Refuses what a single cell cannot compute by itself: differences, vectors, integrals, random terms.
 * @param allowRandom noise passes, as in an initial state.
 */
export function refuseActions(expr: Expr, path: ErrorPath, allowRandom = false): void {
  if (expr.kind !== "call") return;
  const kind = functions[expr.fn].class;
  if (kind !== "cell" && !(allowRandom && kind === "random")) {
    const why = kind === "random" ? "draws anew at every step" : "acts on fields";
    throw fault(
      path,
      expr.at,
      `${written(expr)} ${why}, and this formula is a value at one place; build it from places, parameters and functions such as exp`,
    );
  }
  for (const arg of expr.args) refuseActions(arg, path, allowRandom);
}

/** Whether any of the names stands in the tree. */
export const dependsOn = (expr: Expr, names: readonly string[]): boolean => names.some((name) => namesIn(expr).has(name));

/** Every place at which the tree names something. */
function* placesOfNames(expr: Expr): Iterable<NameExpr> {
  if (expr.kind === "name") yield expr;
  if (expr.kind === "call") for (const arg of expr.args) yield* placesOfNames(arg);
}

function written({ fn }: CallExpr): string {
  const info: { written?: string } = functions[fn];
  return info.written ?? fn;
}

function fault(path: ErrorPath, at: Span, sentence: string): WorkbenchError {
  return new WorkbenchError("equation/form", path, `character ${at.start + 1}: ${sentence}`, { span: at });
}
