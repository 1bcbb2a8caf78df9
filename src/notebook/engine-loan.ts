import { WorkbenchError } from "../core/errors";
import type { EngineApi } from "../engine/protocol";
import type { CellEngine } from "./api/family";

/** An engine lent to cells: what they leave open is closed when the loan ends. */
export interface EngineLoan {
  engine: CellEngine;
  /** Closes every run that is open, and any that is still opening. */
  end(): void;
}

/** Runs that cells may have open at one time: each holds its whole state in memory. */
const mostRuns = 8;

export function lendEngine(engine: EngineApi): EngineLoan {
  const open = new Set<string>();
  let ended = false;
  // A run that is gone already, or an engine that is, leaves nothing to close.
  const close = (run: string) => engine.close(run).catch(() => undefined);
  const mine = (run: string): string => {
    if (open.has(run)) return run;
    throw new WorkbenchError("run/unknown", [], `there is no run "${run}" of this notebook`);
  };
  return {
    engine: {
      async open(spec) {
        if (open.size >= mostRuns) throw new WorkbenchError("usage", [], `more than ${mostRuns} runs are open; a cell may not keep more`);
        const opened = await engine.open(spec);
        if (ended) await close(opened.run);
        else open.add(opened.run);
        return opened;
      },
      advance: async (run, steps) => engine.advance(mine(run), steps),
      analyse: (spec) => engine.analyse(spec),
      async close(run) {
        open.delete(mine(run));
        await engine.close(run);
      },
    },
    end() {
      ended = true;
      for (const run of open) void close(run);
      open.clear();
    },
  };
}
