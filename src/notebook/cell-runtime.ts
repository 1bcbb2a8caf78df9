import { nearest } from "../core/errors";
import { createCellApi, type CellEngine } from "./cell-api";
import type { CellOutput } from "./cell-output";
import { describeValue, inspect } from "./describe-value";
import type { Reference } from "./free-names";

/** A compiled cell and where its inputs come from. */
export interface CellRequest {
  id: string;
  /** Text of the module that `compileCell` made. */
  code: string;
  inputs: readonly Reference[];
  /** Which cell declares each input; inputs that no cell declares are left out. */
  makers: Readonly<Record<string, string>>;
}

export interface CellResult {
  outputs: CellOutput[];
  failed: boolean;
}

export interface CellModule {
  default(scope: Record<string, unknown>, show: (value: unknown) => void): Promise<Record<string, unknown>>;
}

export interface CellRuntimeOptions {
  engine: CellEngine;
  /** Loads the text of an ES module: from a Blob in a worker, from a data address in Node. */
  load(code: string): Promise<CellModule>;
  /** Called with each output as it is made, before the cell has ended. */
  print?(cell: string, output: CellOutput): void;
}

export interface CellRuntime {
  /** Runs a cell and keeps what it declares for the cells after it. Never rejects: what went wrong is the last output. */
  evaluate(request: CellRequest): Promise<CellResult>;
}

/** A loop that prints would otherwise bury the page. */
const mostOutputs = 200;

/** What cells may use of the language and its surroundings. No network, no page: a notebook can be run again anywhere. */
const languageNames = (
  "AggregateError Array ArrayBuffer BigInt BigInt64Array BigUint64Array Boolean DataView Date Error Float32Array Float64Array Infinity " +
  "Int16Array Int32Array Int8Array Intl JSON Map Math NaN Number Object Promise Proxy RangeError Reflect RegExp Set String Symbol TypeError " +
  "Uint16Array Uint32Array Uint8Array Uint8ClampedArray WeakMap WeakSet clearTimeout decodeURIComponent encodeURIComponent isFinite isNaN " +
  "parseFloat parseInt performance setTimeout structuredClone"
).split(" ");

/** Holds the values of a notebook's cells, in the thread in which the cells run. */
export function createCellRuntime({ engine, load, print = () => {} }: CellRuntimeOptions): CellRuntime {
  const values = new Map<string, Record<string, unknown>>();
  const library: Record<string, unknown> = { ...languageOf(globalThis), ...createCellApi(engine) };

  return {
    async evaluate({ id, code, inputs, makers }) {
      values.delete(id);
      const outputs: CellOutput[] = [];
      const put = (output: CellOutput | null) => {
        if (output === null || outputs.length > mostOutputs) return;
        const kept: CellOutput =
          outputs.length < mostOutputs ? output : { kind: "text", text: `more than ${mostOutputs} outputs; the rest is left out`, tone: "warn" };
        outputs.push(kept);
        print(id, kept);
      };
      const show = (value: unknown) => put(describeValue(value));
      const surroundings: Record<string, unknown> = { ...library, show, console: consoleInto(put) };
      try {
        const scope = Object.fromEntries(inputs.map((input) => [input.name, lookUp(input, makers, values, surroundings)]));
        const module = await load(code);
        values.set(id, await module.default(scope, show));
        return { outputs, failed: false };
      } catch (error) {
        outputs.push(errorOutput(error));
        return { outputs, failed: true };
      }
    },
  };
}

class UnknownName extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

function lookUp(
  { name, line }: Reference,
  makers: CellRequest["makers"],
  values: ReadonlyMap<string, Record<string, unknown>>,
  surroundings: Record<string, unknown>,
): unknown {
  const maker = makers[name];
  if (maker !== undefined) {
    const made = values.get(maker);
    if (made && Object.hasOwn(made, name)) return made[name];
    throw new UnknownName(`"${name}" has no value: the cell that declares it has not run`, line);
  }
  if (Object.hasOwn(surroundings, name)) return surroundings[name];
  const guess = nearest(name, [...Object.keys(surroundings), ...[...values.values()].flatMap(Object.keys)]);
  throw new UnknownName(`there is no "${name}" here${guess ? `; did you mean "${guess}"?` : "; declare it in this cell or in another"}`, line);
}

const languageOf = (scope: object): Record<string, unknown> =>
  Object.fromEntries(languageNames.filter((name) => name in scope).map((name) => [name, callable(scope, name)]));

/** Timers insist on being called as functions of the global object. */
function callable(scope: object, name: string): unknown {
  const value: unknown = Reflect.get(scope, name);
  return typeof value === "function" && /^[a-z]/.test(name) ? value.bind(scope) : value;
}

function consoleInto(put: (output: CellOutput) => void): Record<string, (...items: unknown[]) => void> {
  const say =
    (tone: "log" | "warn") =>
    (...items: unknown[]) =>
      put({ kind: "text", text: items.map((item) => inspect(item)).join(" "), tone });
  return { log: say("log"), info: say("log"), debug: say("log"), warn: say("warn"), error: say("warn") };
}

function errorOutput(error: unknown): CellOutput {
  if (error instanceof UnknownName) return { kind: "error", message: error.message, line: error.line };
  if (!(error instanceof Error)) return { kind: "error", message: `the cell threw ${inspect(error)}`, line: null };
  // Errors of the workbench are sentences; those of the language need their kind in front.
  const message = ["Error", "WorkbenchError"].includes(error.name) ? error.message : `${error.name}: ${error.message}`;
  return { kind: "error", message, line: lineOf(error) };
}

/** The line of the cell in which an error arose: every browser writes `address:line:column` into the stack. */
function lineOf(error: Error): number | null {
  const place = /(?:blob|data):\S*?:(\d+):\d+/.exec(error.stack ?? "");
  return place ? Number(place[1]) : null;
}
