import { nearest, WorkbenchError, type ErrorPath } from "../errors";

/** A real number with a range: a slider and a number field on screen, `minimum`/`maximum` in the API. */
export interface NumberParam {
  kind: "number";
  default: number;
  title: string;
  unit: string;
  min: number;
  max: number;
  integer: boolean;
  /** LaTeX of the symbol when it is not the parameter's own name, such as `"D_u"`. */
  symbol?: string;
  help: string;
  /** Values outside [min, max] run with a warning instead of being refused (reference mode needs that). */
  soft: boolean;
}

export interface FlagParam {
  kind: "flag";
  default: boolean;
  title: string;
  help: string;
}

export interface ChoiceParam<T extends string = string> {
  kind: "choice";
  default: T;
  options: readonly T[];
  /** How an option is called on screen, where its id would not be read as words. */
  optionTitles?: Readonly<Partial<Record<T, string>>>;
  title: string;
  help: string;
}

export type Param = NumberParam | FlagParam | ChoiceParam;
export type Params = Record<string, Param>;
/** A value in each cell, from an image or array on the grid: grey 0…1 is mapped to low…high; without them, values as they are. */
export interface ArrayValue {
  file: string;
  low?: number;
  high?: number;
}
export type PlainValue = number | boolean | string;
/** What a spec gives: where a model is its equations, a text is a formula and an object an array; see `core/spec/parameters`. */
export type ParamValue = PlainValue | ArrayValue;
type ValueOf<T> = T extends NumberParam ? number : T extends FlagParam ? boolean : T extends ChoiceParam<infer Option> ? Option : never;
/** The values a declaration takes, inferred from it. */
export type ValuesOf<P extends Params> = { [K in keyof P]: ValueOf<P[K]> };

type NumberOptions = Partial<Omit<NumberParam, "kind" | "default" | "title">> & { title: string; min: number; max: number };

/** Declares a number. `unit` "1" means dimensionless. */
export function num(value: number, options: NumberOptions): NumberParam {
  return { kind: "number", default: value, unit: "1", integer: false, help: options.title, soft: false, ...options };
}

export function flag(value: boolean, options: { title: string; help?: string }): FlagParam {
  return { kind: "flag", default: value, help: options.title, ...options };
}

export function choice<const T extends string>(
  value: NoInfer<T>,
  options: Omit<ChoiceParam<T>, "kind" | "default" | "help"> & { help?: string },
): ChoiceParam<T> {
  return { kind: "choice", default: value, help: options.title, ...options };
}

/** What an option is called: its title, else its id with words apart. */
export const optionTitle = ({ optionTitles }: ChoiceParam, option: string): string => optionTitles?.[option] ?? option.replaceAll("-", " ");

/**
 * Checks given values against their declaration and fills in the defaults.
 * @param warn called for a value outside a `soft` range, which is kept.
 * @throws WorkbenchError `parameter/unknown` or `parameter/out-of-range`, with the path of the value.
 */
export function completeValues(
  params: Params,
  given: Record<string, unknown>,
  path: ErrorPath,
  warn: (message: string) => void = () => {},
): Record<string, PlainValue> {
  for (const name of Object.keys(given)) {
    if (Object.hasOwn(params, name)) continue;
    const guess = nearest(name, Object.keys(params));
    const known = Object.keys(params);
    const hint = guess ? `did you mean "${guess}"?` : known.length > 0 ? `known are ${known.join(", ")}` : "none are declared";
    throw new WorkbenchError("parameter/unknown", [...path, name], `there is no parameter "${name}"; ${hint}`, { known });
  }
  return Object.fromEntries(Object.entries(params).map(([name, param]) => [name, completeValue(param, given[name], [...path, name], warn)]));
}

function completeValue(param: Param, value: unknown, path: ErrorPath, warn: (message: string) => void): PlainValue {
  if (value === undefined) return param.default;
  const refuse = (expected: string) => new WorkbenchError("parameter/out-of-range", path, `expected ${expected}, got ${JSON.stringify(value)}`);
  switch (param.kind) {
    case "flag":
      if (typeof value !== "boolean") throw refuse("true or false");
      return value;
    case "choice":
      if (typeof value !== "string" || !param.options.includes(value)) throw refuse(`one of ${param.options.join(", ")}`);
      return value;
    case "number": {
      const kind = param.integer ? "an integer" : "a number";
      const range = `${kind} in [${param.min}, ${param.max}]`;
      if (typeof value !== "number" || !Number.isFinite(value) || (param.integer && !Number.isInteger(value))) throw refuse(range);
      if (value >= param.min && value <= param.max) return value;
      if (!param.soft) throw refuse(range);
      warn(`${path.join(".")} = ${value} lies outside the stable range [${param.min}, ${param.max}]`);
      return value;
    }
  }
}
