import type { CellDefinition, CellHost, CellNews, StartHost } from "./cell-host";
import type { CellOutput } from "./cell-output";
import { analyseCells, type AnalysedCells } from "./analyse-cells";
import type { Cell } from "./parse";
import type { RunMode } from "./run-mode";
import { currentCells, planOf, type Attempt, type Standing } from "./stale";

/**
 * `waiting`: its turn comes in the run in progress. `stale`: what it shows is not what the code now says, or its values are gone; it runs again
 * when it is asked for or needed.
 */
export type CellStatus = "idle" | "waiting" | "running" | "done" | "failed" | "stopped" | "stale";

/** News of one cell. What is not mentioned stays. */
export interface CellReport {
  cell: string;
  status?: CellStatus;
  outputs?: CellOutput[];
  /** The text that ran and gives these outputs. */
  ran?: string;
  /** Share that is done, where the cell tells it; null when it does not run. */
  progress?: number | null;
  /** How long its last run took. */
  milliseconds?: number;
}

export interface Kernel {
  /** Takes the notebook as it now stands: cells of which what is on show is not what the code says become stale. Nothing runs. */
  update(cells: readonly Cell[]): void;
  /**
   * Runs the targets, before them what they need and does not hold any more. In auto mode what is on show and rests on them follows; in once
   * mode a fresh worker does it. Resolves when all is done, failed or stopped.
   */
  run(cells: readonly Cell[], targets: readonly string[], mode: RunMode): Promise<void>;
  /** Ends what is running, however busy it is, and forgets all values. What cells gave stays on show as stale. */
  stop(): void;
  /** Ends the worker and says no more. */
  close(): void;
}

/** A cell that was asked to run and has not ended. */
interface Asked {
  serial: number;
  key: string;
  source: string;
  outputs: CellOutput[];
  /** Null until it begins. */
  began: number | null;
  saw: ReadonlyMap<string, number>;
}

/** So many outputs a cell may have, whatever its worker says. */
const mostOutputs = 210;

/** Keeps a notebook and the place where its cells run in step. The graph of values lives there; here is what holds and what does not. */
export function createKernel(startHost: StartHost, tellPage: (news: CellReport) => void): Kernel {
  const analyse = analyseCells();
  const attempts = new Map<string, Attempt>();
  const runs = new Map<string, number>();
  const everRan = new Set<string>();
  const asked = new Map<string, Asked>();
  let host: CellHost | null = null;
  let known: AnalysedCells = analyse([]);
  let sources: ReadonlyMap<string, string> = new Map();
  let serial = 0;
  let closed = false;

  const report = (news: CellReport) => !closed && tellPage(news);
  const standing = (): Standing => ({ graph: known.graph, keys: known.keys, attempts, runs, onShow: new Set([...everRan, ...asked.keys()]) });

  /** Tells of every cell at rest whether what it shows holds. */
  function tellStanding(): void {
    const current = currentCells(standing());
    for (const id of everRan) {
      if (asked.has(id) || !known.keys.has(id)) continue;
      const attempt = attempts.get(id);
      report({ cell: id, status: attempt && current.has(id) ? (attempt.failed ? "failed" : "done") : "stale", progress: null });
    }
  }

  function take(cells: readonly Cell[]): void {
    known = analyse(cells);
    sources = new Map(cells.map(({ id, source }) => [id, source]));
    for (const id of [...everRan]) {
      if (known.keys.has(id)) continue;
      for (const map of [attempts, runs, asked]) map.delete(id);
      everRan.delete(id);
    }
  }

  function hear(news: CellNews): void {
    const { cell } = news;
    const waiting = asked.get(cell);
    if (!waiting || news.serial !== waiting.serial) return;
    switch (news.kind) {
      case "began":
        waiting.began = performance.now();
        waiting.saw = new Map((known.graph.needs.get(cell) ?? []).map((need) => [need, runs.get(need) ?? 0]));
        return void report({ cell, status: "running", outputs: [], ran: waiting.source, progress: null });
      case "output":
        if (news.index > waiting.outputs.length || news.index >= mostOutputs) return;
        waiting.outputs = waiting.outputs.toSpliced(news.index, 1, news.output);
        return void report({ cell, outputs: waiting.outputs });
      case "progress":
        return void report({ cell, progress: news.share });
      case "ended":
        return ended(cell, waiting, news.failed, news.milliseconds);
    }
  }

  function ended(cell: string, { key, saw, outputs }: Asked, failed: boolean, milliseconds: number): void {
    asked.delete(cell);
    everRan.add(cell);
    runs.set(cell, (runs.get(cell) ?? 0) + 1);
    attempts.set(cell, { key, saw, failed });
    report({ cell, status: failed ? "failed" : "done", outputs, progress: null, milliseconds });
    tellStanding();
  }

  /** A cell that cannot run, and why. */
  function refuse(cell: string, message: string, line: number | null): void {
    asked.delete(cell);
    everRan.add(cell);
    runs.set(cell, (runs.get(cell) ?? 0) + 1);
    const saw = new Map((known.graph.needs.get(cell) ?? []).map((need) => [need, runs.get(need) ?? 0]));
    attempts.set(cell, { key: known.keys.get(cell)!, saw, failed: true });
    report({ cell, status: "failed", outputs: [{ kind: "error", message, line }], ran: sources.get(cell)!, progress: null });
  }

  function loseValues(): void {
    host?.terminate();
    host = null;
    attempts.clear();
    asked.clear();
    tellStanding();
  }

  async function runPlan(plan: ReadonlySet<string>): Promise<void> {
    for (const [cell, { message, line }] of known.faults) if (plan.has(cell)) refuse(cell, message, line);
    const run = [...plan].filter((id) => known.keys.has(id) && !known.faults.has(id));
    if (run.length === 0) return tellStanding();
    const mine = ++serial;
    for (const id of run) {
      asked.set(id, { serial: mine, key: known.keys.get(id)!, source: sources.get(id)!, outputs: [], began: null, saw: new Map() });
      report({ cell: id, status: "waiting", progress: null });
    }
    tellStanding();
    const here = (host ??= startHost(hear));
    try {
      await here.run({ serial: mine, cells: known.definitions satisfies CellDefinition[], run });
    } catch (error) {
      if (here !== host) return;
      const why = error instanceof Error ? error.message : String(error);
      const broken = [...asked].filter(([, { began }]) => began !== null);
      const [waited] = asked.keys();
      const hit = broken.length > 0 ? broken.map(([cell]) => cell) : waited === undefined ? [] : [waited];
      for (const cell of hit) everRan.add(cell);
      const outputs = new Map(hit.map((cell) => [cell, asked.get(cell)!.outputs]));
      const left = [...asked.keys()].filter((cell) => !outputs.has(cell));
      loseValues();
      for (const cell of left) if (!everRan.has(cell)) report({ cell, status: "idle" });
      for (const [cell, shown] of outputs) {
        const message = `the cell's worker stopped: ${why}. Run the cell again to start another`;
        report({ cell, status: "failed", outputs: [...shown, { kind: "error", message, line: null }], progress: null });
      }
    }
  }

  return {
    update(cells) {
      take(cells);
      tellStanding();
    },
    run(cells, targets, mode) {
      take(cells);
      if (mode === "once") {
        stopAll();
        loseValues();
      }
      return runPlan(planOf(standing(), targets, mode));
    },
    stop: stopAll,
    close() {
      closed = true;
      host?.terminate();
      host = null;
      asked.clear();
    },
  };

  function stopAll(): void {
    const [stopped, waited] = [new Map<string, Asked>(), new Set<string>()];
    for (const [cell, one] of asked)
      if (one.began === null) waited.add(cell);
      else stopped.set(cell, one);
    for (const cell of stopped.keys()) everRan.add(cell);
    loseValues();
    for (const cell of waited) if (!everRan.has(cell)) report({ cell, status: "idle", progress: null });
    for (const [cell, { began }] of stopped) report({ cell, status: "stopped", progress: null, milliseconds: performance.now() - began! });
  }
}
