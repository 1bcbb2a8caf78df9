import { Runtime, RuntimeError, type Variable } from "@observablehq/runtime";
import { nearest } from "../core/errors";
import { createCellApi } from "./api/index";
import type { CellServices } from "./api/family";
import type { CellDefinition, CellNews, RunRequest } from "./cell-host";
import type { CellOutput } from "./cell-output";
import { createCellScope, type CellScope } from "./cell-scope";
import { describeValue, inspect } from "./describe-value";
import { languageNames, languageOf } from "./language";
import { lendable, mutationInWords, type Lent } from "./lend-value";

export interface CellModule {
  default(
    scope: Record<string, unknown>,
    show: (value: unknown) => void,
    named: (name: string, make: (...args: unknown[]) => unknown) => (...args: unknown[]) => unknown,
  ): Promise<Record<string, unknown>>;
}

export interface CellRuntimeOptions {
  services: CellServices;
  /** Loads the text of an ES module: from a Blob in a worker, from a data address in Node. */
  load(code: string): Promise<CellModule>;
  tell(news: CellNews): void;
}

export interface CellRuntime {
  /** Resolves when all that was asked to run is done or has failed, or was asked for anew. */
  run(request: RunRequest): Promise<void>;
}

/** A loop that prints would otherwise bury the page. */
const mostOutputs = 200;
/** Milliseconds from one word on the progress to the next. */
const progressMs = 50;

type Values = Readonly<Record<string, Lent>>;

/** What a cell is to the reactive runtime. */
interface Place {
  variable: Variable;
  title: string;
  /** Called when the run in progress has ended, or another has taken its place. */
  settle(): void;
  serial: number;
  /** Grows with every definition: an older one that still waits for its turn is dropped. */
  version: number;
  /** What it gave last; null before, and after a failure. */
  gave: Values | null;
  /** Of its newest evaluation. */
  scope: CellScope | null;
  /** That evaluation is in progress. */
  evaluating: boolean;
}

/**
 * Holds the values of a notebook's cells, in the thread in which the cells run. Order and waiting are those of Observable's reactive runtime: a
 * cell is a variable there, of which the cells it needs are inputs. A cell that is computed anew without having been asked for gives what it
 * gave before, so that the page decides what runs.
 */
export function createCellRuntime({ services, load, tell }: CellRuntimeOptions): CellRuntime {
  const module = new Runtime({}, () => undefined).module();
  const places = new Map<string, Place>();
  const language = languageOf(globalThis);
  /** How cells are called, by the names of their variables. */
  const titles = new Map<string, string>();
  /** All names that cells declare. */
  let declared: readonly string[] = [];

  /** Runs one cell; rejects when it fails, after telling why. */
  async function evaluate(cell: CellDefinition, place: Place, serial: number, made: ReadonlyMap<string, Values>): Promise<Values> {
    const { id, inputs, makers, controls, code, key } = cell;
    place.scope?.end();
    const scope = (place.scope = createCellScope(services, globalThis as never));
    place.evaluating = true;
    const began = performance.now();
    tell({ kind: "began", cell: id, serial });
    const outlet = outletOf((index, output) => tell({ kind: "output", cell: id, serial, index, output }));
    let failed = true;
    try {
      const show = (value: unknown) => void outlet.put(describeValue(value));
      let told = -Infinity;
      const progress = (share: number) => {
        scope.check();
        const now = performance.now();
        if (now - told < progressMs && share < 1) return;
        told = now;
        tell({ kind: "progress", cell: id, serial, share: Math.min(1, Math.max(0, Number(share) || 0)) });
      };
      let name: string | null = null;
      const api = createCellApi({ services: scope.services, put: outlet.put, progress, controls, takeName: () => [name, (name = null)][0] ?? null });
      const surroundings: Record<string, unknown> = { ...language(key), ...scope.timers, ...api, show, progress, console: consoleInto(outlet.put) };
      const names = Object.fromEntries(inputs.map((input) => [input.name, lookUp(input, makers, made, surroundings, declared)]));
      const named = (variable: string, make: (...args: unknown[]) => unknown) => {
        return (...args: unknown[]) => {
          name = variable;
          return make(...args);
        };
      };
      const { default: body } = await load(code);
      const given = await Promise.race([body(names, show, named), scope.ended]);
      // What is on its way to other cells goes on; all else that the cell began ends with it.
      if (!Object.values(given).some(holdsPromise)) scope.settle();
      failed = false;
      return Object.fromEntries(Object.entries(given).map(([key, value]) => [key, lendable(value)]));
    } catch (error) {
      scope.settle();
      outlet.fail(errorOutput(error));
      throw error;
    } finally {
      place.evaluating = false;
      outlet.close();
      tell({ kind: "ended", cell: id, serial, failed, milliseconds: performance.now() - began });
    }
  }

  let turn: Promise<unknown> = Promise.resolve();
  /** One cell at a time: what is said to be running is, and its time is its own. */
  function inTurn<T>(work: () => Promise<T>): Promise<T> {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  }

  function placeOf({ id, title }: CellDefinition): Place {
    const known = places.get(id);
    if (known) return Object.assign(known, { title });
    const place: Place = {
      variable: module.variable({
        fulfilled: () => place.settle(),
        rejected: (error) => {
          // What it needs is not there: it was never begun, and nobody has told of it.
          const { serial } = place;
          if (error instanceof RuntimeError && serial > 0) tellMissing(id, serial, error);
          place.settle();
        },
      }),
      title,
      settle: () => undefined,
      serial: 0,
      version: 0,
      gave: null,
      scope: null,
      evaluating: false,
    };
    places.set(id, place);
    return place;
  }

  function tellMissing(cell: string, serial: number, { input }: RuntimeError): void {
    const place = places.get(cell)!;
    place.gave = null;
    place.serial = 0;
    const missing = input === undefined ? undefined : titles.get(input);
    tell({ kind: "began", cell, serial });
    const message = `needs ${missing ?? "a cell"}, which did not give its values`;
    tell({ kind: "output", cell, serial, index: 0, output: { kind: "error", message, line: null } });
    tell({ kind: "ended", cell, serial, failed: true, milliseconds: 0 });
  }

  function define(cell: CellDefinition, serial: number): Promise<void> {
    const place = placeOf(cell);
    place.settle();
    if (place.evaluating) place.scope?.end();
    place.serial = serial;
    const version = ++place.version;
    const needs = [...new Set(Object.values(cell.makers))].filter((maker) => maker !== cell.id);
    let due = true;
    const ended = new Promise<void>((resolve) => (place.settle = resolve));
    place.variable.define(variableOf(cell.id), needs.map(variableOf), async (...given: Values[]) => {
      if (!due) {
        if (place.gave) return place.gave;
        throw new Error("it has not run");
      }
      due = false;
      place.serial = 0;
      place.gave = null;
      const made = new Map(needs.map((maker, i) => [maker, given[i]!]));
      return inTurn(async () => {
        if (place.version !== version) throw new Error("it was asked for anew");
        return (place.gave = await evaluate(cell, place, serial, made));
      });
    });
    return ended;
  }

  return {
    async run({ serial, cells, run }) {
      declared = cells.flatMap(({ outputs }) => outputs);
      const wanted = new Set(run);
      const present = new Set(cells.map(({ id }) => id));
      for (const [id, place] of places) {
        if (present.has(id)) continue;
        place.variable.delete();
        place.settle();
        place.scope?.end();
        places.delete(id);
      }
      for (const { id, title, makers } of cells) {
        titles.set(variableOf(id), title);
        for (const maker of Object.values(makers)) if (!present.has(maker)) titles.set(variableOf(maker), titles.get(variableOf(maker)) ?? "a cell");
      }
      await Promise.all(cells.filter(({ id }) => wanted.has(id)).map((cell) => define(cell, serial)));
    },
  };
}

/** A promise, or a list or an object of them. */
const holdsPromise = (value: unknown): boolean =>
  typeof value === "object" &&
  value !== null &&
  !ArrayBuffer.isView(value) &&
  (value instanceof Promise || Object.values(value).some((item) => item instanceof Promise));

const variableOf = (cell: string): string => `cell ${cell}`;

class UnknownName extends Error {
  readonly line: number;

  constructor(message: string, line: number) {
    super(message);
    this.line = line;
  }
}

function lookUp(
  { name, line }: CellDefinition["inputs"][number],
  makers: CellDefinition["makers"],
  made: ReadonlyMap<string, Values>,
  surroundings: Record<string, unknown>,
  declared: readonly string[],
): unknown {
  const maker = Object.hasOwn(makers, name) ? makers[name] : undefined;
  const values = maker === undefined ? undefined : made.get(maker);
  if (values && Object.hasOwn(values, name)) return values[name]!.lend();
  if (Object.hasOwn(surroundings, name)) return surroundings[name];
  const guess = nearest(name, [...Object.keys(surroundings), ...languageNames, ...declared]);
  throw new UnknownName(`there is no "${name}" here${guess ? `; did you mean "${guess}"?` : "; declare it in this cell or in another"}`, line);
}

/** Takes outputs in order, so many and no more, until the cell has ended. */
function outletOf(print: (index: number, output: CellOutput) => void) {
  let count = 0;
  let open = true;
  const put = (output: CellOutput | null): ((newer: CellOutput) => void) => {
    if (output === null || !open || count > mostOutputs) return () => undefined;
    const index = count++;
    print(index, index < mostOutputs ? output : { kind: "text", text: `more than ${mostOutputs} outputs; the rest is left out`, tone: "warn" });
    return (newer) => open && index < mostOutputs && print(index, newer);
  };
  return {
    put,
    fail: (output: CellOutput) => open && print(count++, output),
    close: () => void (open = false),
  };
}

function consoleInto(put: (output: CellOutput) => unknown): Record<string, (...items: unknown[]) => void> {
  const say =
    (tone: "log" | "warn") =>
    (...items: unknown[]) =>
      void put({ kind: "text", text: items.map((item) => inspect(item)).join(" "), tone });
  return { log: say("log"), info: say("log"), debug: say("log"), warn: say("warn"), error: say("warn") };
}

function errorOutput(error: unknown): CellOutput {
  if (error instanceof UnknownName) return { kind: "error", message: error.message, line: error.line };
  if (!(error instanceof Error)) return { kind: "error", message: `the cell threw ${inspect(error)}`, line: null };
  const changed = mutationInWords(error);
  if (changed) return { kind: "error", message: changed, line: lineOf(error) };
  // Errors of the workbench are sentences; those of the language need their kind in front.
  const message = ["Error", "WorkbenchError"].includes(error.name) ? error.message : `${error.name}: ${error.message}`;
  return { kind: "error", message, line: lineOf(error) };
}

/** The line of the cell in which an error arose: every browser writes `address:line:column` into the stack. */
function lineOf(error: Error): number | null {
  const place = /(?:blob|data):\S*?:(\d+):\d+/.exec(error.stack ?? "");
  return place ? Number(place[1]) : null;
}
