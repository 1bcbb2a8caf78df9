import { completeValues, type Params } from "../core/define/params";
import { toRecord, type ErrorRecord } from "../core/errors";
import { parse } from "../core/equations/parse";
import { toLatex, type Symbols } from "../core/equations/typeset";
import { readFormula, type FormulaScope } from "../core/spec/formula";
import type { Quantity, RunSpec } from "../core/spec/run-spec";
import { parseNumber, sentence } from "../ui/format";

/** What is wrong with a number or formula while it is typed, in a sentence; null when nothing is. */
export function formulaProblem(text: string, scope: FormulaScope): string | null {
  if (parseNumber(text) !== null) return null;
  try {
    readFormula(text, scope, []);
    return null;
  } catch (error) {
    return sentence(toRecord(error).message);
  }
}

/** The same for a parameter, whose numbers have a range. */
export function parameterProblem(name: string, text: string, params: Params, spec: Pick<RunSpec, "parameters">): string | null {
  const value = parseNumber(text);
  if (value === null) return formulaProblem(text, { params: Object.keys(params), varying: [...varyingIn(spec), name] });
  try {
    completeValues({ [name]: params[name]! }, { [name]: value }, []);
    return null;
  } catch (error) {
    return withoutPlace(toRecord(error).message);
  }
}

/** A number where the text is one, else the text. */
export const quantityOf = (text: string): Quantity => parseNumber(text) ?? text;

/** A formula as LaTeX; null for one that cannot be read. */
export function formulaLatex(text: string, symbols: Symbols = {}): string | null {
  try {
    return toLatex(parse(text), symbols);
  } catch {
    return null;
  }
}

/** Names of the parameters that are no plain numbers: other formulas may not build on them. */
export const varyingIn = ({ parameters }: Pick<RunSpec, "parameters">): string[] =>
  Object.keys(parameters).filter((name) => typeof parameters[name] !== "number");

/** The sentence of an error without the place in front of it, for where the place is seen. */
export const withoutPlace = (message: string): string => sentence(message.replace(/^At \S+: /, ""));

/** Carries out a change. Resolves to why it was refused, in a sentence fit to stand beside what was typed, or null. */
export async function refusalOf(change: (refused: (problem: ErrorRecord) => void) => Promise<void>): Promise<string | null> {
  let why: string | null = null;
  await change(({ message }) => (why = withoutPlace(message)));
  return why;
}
