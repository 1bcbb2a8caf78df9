import { nearest, WorkbenchError, type ErrorCode } from "../errors";
import { functions, type FunctionName, type Span } from "./tree";

/** Functions that are written as signs (`a + b`) and therefore cannot be called by name. */
const signs = new Set<string>(["add", "sub", "mul", "div", "pow", "neg", "lt", "le", "gt", "ge", "eq", "ne"] satisfies FunctionName[]);

/** Functions that are called by name, as in `exp(a)`: what an editor offers for completion. */
export const callableNames: readonly string[] = Object.keys(functions).filter((id) => !signs.has(id));

/** Whether the table of functions has this entry, signs included. Inherited keys such as `toString` are none. */
export function isFunctionName(id: string): id is FunctionName {
  return Object.hasOwn(functions, id);
}

/** Whether `id(…)` may be written. */
export function isCallable(id: string): id is FunctionName {
  return isFunctionName(id) && !signs.has(id);
}

/** ` did you mean "…"?` with what stands before it, or what to choose from when nothing is near. */
export function suggestion(id: string, known: readonly string[]): string {
  const guess = nearest(id, known);
  if (guess !== undefined) return `; did you mean "${guess}"?`;
  return known.length > 0 ? `; known are ${known.join(", ")}` : "";
}

/** An error that points at characters of the equation: the first one by its 1-based number in words, all by `detail.span`. */
export function errorAt(code: ErrorCode, at: Span, sentence: string, known?: readonly string[]): WorkbenchError {
  return new WorkbenchError(code, [], `character ${at.start + 1}: ${sentence}`, known ? { span: at, known } : { span: at });
}
