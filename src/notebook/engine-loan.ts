import { WorkbenchError } from "../core/errors";
import type { EngineApi, OpenedRun } from "../engine/protocol";
import type { CellEngine } from "./api/family";

/** An engine lent to cells: what they leave open is closed when the loan ends. */
export interface EngineLoan {
  engine: CellEngine;
  /** Closes every run that is open, and any that is still opening. */
  end(): void;
}

/** Runs that cells may have open at one time, and bytes of their states: the engine's thread lives in the page's memory. */
const [mostRuns, mostBytes] = [8, 2 ** 30];

const bytesOf = ({ frame }: OpenedRun): number => Object.values(frame.fields).reduce((sum, { byteLength }) => sum + byteLength, 0);

export function lendEngine(engine: EngineApi): EngineLoan {
  /** With the bytes of their states. */
  const open = new Map<string, number>();
  let ended = false;
  let opening: Promise<unknown> = Promise.resolve();
  // A run that is gone already, or an engine that is, leaves nothing to close.
  const close = (run: string) => engine.close(run).catch(() => undefined);
  const mine = (run: string): string => {
    if (open.has(run)) return run;
    throw new WorkbenchError("run/unknown", [], `there is no run "${run}" of this notebook`);
  };
  async function openNext(spec: Parameters<CellEngine["open"]>[0]): Promise<OpenedRun> {
    if (ended) throw new WorkbenchError("run/cancelled", [], "the notebook's cells were stopped");
    if (open.size >= mostRuns) throw new WorkbenchError("usage", [], `more than ${mostRuns} runs are open; a cell may not keep more`);
    const opened = await engine.open(spec);
    const held = [...open.values()].reduce((sum, bytes) => sum + bytes, 0);
    const tooMuch = open.size > 0 && held + bytesOf(opened) > mostBytes;
    if (ended || tooMuch) await close(opened.run);
    else open.set(opened.run, bytesOf(opened));
    if (tooMuch) throw new WorkbenchError("usage", [], "the runs that are open hold more than 1 GiB together; let one end before the next begins");
    return opened;
  }
  return {
    engine: {
      // One after the other: what many hold together is known only once each is open.
      open(spec) {
        const opened = opening.then(() => openNext(spec));
        opening = opened.catch(() => undefined);
        return opened;
      },
      advance: async (run, steps, watched) => engine.advance(mine(run), steps, watched),
      analyse: (spec) => engine.analyse(spec),
      async close(run) {
        open.delete(mine(run));
        await engine.close(run);
      },
    },
    end() {
      ended = true;
      for (const run of open.keys()) void close(run);
      open.clear();
    },
  };
}
