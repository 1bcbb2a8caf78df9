import { nearest, WorkbenchError, type ErrorCode } from "../errors";
import { functions, type FunctionName, type Span } from "./tree";

/** Functions that are written as signs (`a + b`) and therefore cannot be called by name. */
const signs = new Set<string>(["add", "sub", "mul", "div", "pow", "neg", "lt", "le", "gt", "ge", "eq", "ne"] satisfies FunctionName[]);

/** What a function is called in a text: `div` for `divergence`. */
export function spelling(fn: FunctionName): string {
  return functions[fn].written ?? fn;
}

const called: ReadonlyMap<string, FunctionName> = new Map(
  (Object.keys(functions) as FunctionName[]).filter((fn) => !signs.has(fn)).map((fn) => [spelling(fn), fn]),
);

/** Functions that are called by name, as in `exp(a)`: what an editor offers for completion. */
export const callableNames: readonly string[] = [...called.keys()];

/** The function that `id(…)` calls; null when there is none. */
export function functionCalled(id: string): FunctionName | null {
  return called.get(id) ?? null;
}

/** Whether the table of functions has this entry, signs included. Inherited keys such as `toString` are none. */
export function isFunctionName(id: string): id is FunctionName {
  return Object.hasOwn(functions, id);
}

/** Whether the language uses this word for a function, in texts or in trees. */
export const isReserved = (id: string): boolean => isFunctionName(id) || called.has(id);

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
