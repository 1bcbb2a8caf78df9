import { cellGraph, withDependents, withNeeds, type CellGraph } from "./cell-graph";
import { CellSyntaxError, compileCell, type CompiledCell } from "./cell-module";
import type { CellOutput } from "./cell-output";
import type { CellRequest, CellResult } from "./cell-runtime";
import type { Cell } from "./parse";

/** The place where cells run: a worker, or this thread in tests. */
export interface CellHost {
  /** Rejects when the place breaks down. */
  evaluate(request: CellRequest): Promise<CellResult>;
  /** Ends it at once, whatever it is doing. */
  terminate(): void;
}

/**
 * `waiting`: its turn comes in the run in progress. `stale`: it shows what it gave before, but its values are gone; it is
 * run again when another cell needs it.
 */
export type CellStatus = "idle" | "waiting" | "running" | "done" | "failed" | "stopped" | "stale";

/** News of one cell. Outputs that are not mentioned stay. */
export interface CellReport {
  cell: string;
  status: CellStatus;
  outputs?: CellOutput[];
  /** The text that the outputs belong to, once it begins to run. */
  source?: string;
  milliseconds?: number;
}

export interface Kernel {
  /**
   * Runs the targets, before them what they need that has no value or has been edited, and after them what ran before and
   * rests on any of these. Resolves when all is done, failed or stopped. Calls wait for one another.
   */
  run(cells: readonly Cell[], targets: readonly string[]): Promise<void>;
  /** Ends the cell in progress, however busy it is. What other cells gave stays on show as stale. */
  stop(): void;
}

type Compiled = CompiledCell | CellSyntaxError;

class Stopped extends Error {}

export function createKernel(startHost: (print: (cell: string, output: CellOutput) => void) => CellHost, report: (news: CellReport) => void): Kernel {
  const compiled = new Map<string, Compiled>();
  /** The source with which each cell last gave values that are still held. */
  const held = new Map<string, string>();
  const everRan = new Set<string>();
  let host: CellHost | null = null;
  let running: { cell: string; outputs: CellOutput[]; interrupt: (reason: Error) => void } | null = null;
  let waiting: string[] = [];
  /** Grows with every stop: runs asked for before it are dropped. */
  let era = 0;
  let queue: Promise<void> = Promise.resolve();

  const compile = (source: string): Compiled => {
    const known = compiled.get(source);
    if (known) return known;
    const result = tryToCompile(source);
    compiled.set(source, result);
    return result;
  };

  function print(cell: string, output: CellOutput): void {
    if (running?.cell !== cell) return;
    running.outputs = [...running.outputs, output];
    report({ cell, status: "running", outputs: running.outputs });
  }

  function loseValues(): void {
    host?.terminate();
    host = null;
    for (const cell of held.keys()) report({ cell, status: "stale" });
    held.clear();
  }

  async function evaluate(request: CellRequest, source: string): Promise<void> {
    const { id: cell } = request;
    held.delete(cell);
    everRan.add(cell);
    const began = performance.now();
    const interruption = new Promise<never>((_, reject) => (running = { cell, outputs: [], interrupt: reject }));
    report({ cell, status: "running", outputs: [], source });
    try {
      host ??= startHost(print);
      const { outputs, failed } = await Promise.race([host.evaluate(request), interruption]);
      if (!failed) held.set(cell, source);
      report({ cell, status: failed ? "failed" : "done", outputs, milliseconds: performance.now() - began });
    } catch (error) {
      if (error instanceof Stopped) return report({ cell, status: "stopped", milliseconds: performance.now() - began });
      const message = `the cell's worker stopped: ${error instanceof Error ? error.message : String(error)}. Run the cell again to start another`;
      report({ cell, status: "failed", outputs: [{ kind: "error", message, line: null }], milliseconds: performance.now() - began });
      loseValues();
    } finally {
      running = null;
    }
  }

  async function runNow(cells: readonly Cell[], targets: readonly string[], asked: number): Promise<void> {
    const code = cells.filter(({ kind }) => kind === "code");
    const title = (id: string) => `cell ${code.findIndex((cell) => cell.id === id) + 1}`;
    const { graph, faults, compiledCells, makers } = analyse(code, compile, title);
    const sourceOf = new Map(code.map(({ id, source }) => [id, source]));
    const plan = planOf(graph, targets, (id) => held.get(id) === sourceOf.get(id), everRan);

    for (const [cell, fault] of faults) {
      if (!plan.has(cell)) continue;
      held.delete(cell);
      everRan.add(cell);
      report({ cell, status: "failed", outputs: [fault], source: sourceOf.get(cell)! });
    }
    waiting = graph.order.filter((id) => plan.has(id) && !faults.has(id));
    for (const cell of waiting) report({ cell, status: "waiting" });
    while (waiting.length > 0 && asked === era) {
      const id = waiting.shift()!;
      const missing = graph.needs.get(id)!.find((needed) => !held.has(needed));
      if (missing === undefined) {
        const { code: text, inputs } = compiledCells.get(id)!;
        const needed = inputs.flatMap(({ name }) => (makers.has(name) && makers.get(name) !== id ? [[name, makers.get(name)!]] : []));
        await evaluate({ id, code: text, inputs, makers: Object.fromEntries(needed) }, sourceOf.get(id)!);
      } else {
        held.delete(id);
        everRan.add(id);
        report({
          cell: id,
          status: "failed",
          source: sourceOf.get(id)!,
          outputs: [{ kind: "error", message: `needs ${title(missing)}, which did not give its values`, line: null }],
        });
      }
    }
  }

  return {
    run(cells, targets) {
      const asked = era;
      queue = queue.then(() => (asked === era ? runNow(cells, targets, asked) : undefined));
      return queue;
    },
    stop() {
      era++;
      for (const cell of waiting) if (!held.has(cell)) report({ cell, status: everRan.has(cell) ? "stale" : "idle" });
      waiting = [];
      running?.interrupt(new Stopped());
      loseValues();
    },
  };
}

function tryToCompile(source: string): Compiled {
  try {
    return compileCell(source);
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
    throw error;
  }
}

/** Order and faults of a notebook: cells that cannot be read, and those that the graph refuses. */
function analyse(code: readonly Cell[], compile: (source: string) => Compiled, title: (id: string) => string) {
  const faults = new Map<string, CellOutput>();
  const compiledCells = new Map<string, CompiledCell>();
  for (const { id, source } of code) {
    const result = compile(source);
    if (result instanceof CellSyntaxError)
      faults.set(id, { kind: "error", message: `column ${result.column}: ${result.message}`, line: result.line });
    compiledCells.set(id, result instanceof CellSyntaxError ? { code: "", inputs: [], outputs: [] } : result);
  }
  const names = [...compiledCells].map(([id, { inputs, outputs }]) => ({ id, inputs: inputs.map(({ name }) => name), outputs }));
  const graph = cellGraph(names, title);
  for (const [id, message] of graph.problems) faults.set(id, { kind: "error", message, line: null });
  const makers = new Map(names.flatMap(({ id, outputs }) => outputs.map((name) => [name, id] as const)));
  return { graph, faults, compiledCells, makers };
}

/** Everything that has to run so that the targets, and what was on show before, are up to date. */
function planOf(graph: CellGraph, targets: readonly string[], isFresh: (id: string) => boolean, everRan: ReadonlySet<string>): Set<string> {
  const plan = new Set(targets);
  for (let size = 0; size !== plan.size;) {
    size = plan.size;
    for (const id of withNeeds(graph, plan)) if (!isFresh(id)) plan.add(id);
    for (const id of withDependents(graph, plan)) if (everRan.has(id)) plan.add(id);
  }
  return plan;
}
