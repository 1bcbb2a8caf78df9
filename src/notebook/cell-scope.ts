import { WorkbenchError } from "../core/errors";
import type { CellServices } from "./api/family";

type Callback = (...args: unknown[]) => void;

interface Timers {
  setTimeout(callback: Callback, milliseconds?: number, ...args: unknown[]): unknown;
  clearTimeout(timer: unknown): void;
}

/** What one evaluation of a cell holds of its surroundings, so that it ends with it. */
export interface CellScope {
  services: CellServices;
  timers: Timers;
  /** Rejects when the scope ends; never otherwise. */
  ended: Promise<never>;
  /** The cell has given its values: timers, runs and sweeps that it left behind end. Functions that it gave may begin others. */
  settle(): void;
  /** Its values are no longer wanted: what is under way ends, and nothing more begins. */
  end(): void;
  /** @throws WorkbenchError `run/cancelled` once it has ended: for loops that ask nothing of the services. */
  check(): void;
}

/**
 * Calls that end with the scope are never answered: whoever waits for the cell waits for `ended` too, and a rejection nobody waits for would be one
 * more fault.
 * @param own the surroundings' timers.
 */
export function createCellScope(services: CellServices, own: Timers): CellScope {
  const timers = new Set<unknown>();
  const runs = new Set<string>();
  let [era, points] = [0, 0];
  let over = false;
  let fail: (why: Error) => void = () => undefined;
  const ended = new Promise<never>((_, reject) => (fail = reject));
  ended.catch(() => undefined); // it may come while nobody waits
  const gone = () => new WorkbenchError("run/cancelled", [], "the cell was stopped or run anew");

  async function held<T>(call: () => Promise<T>): Promise<T> {
    if (over) throw gone();
    const mine = era;
    try {
      return await call();
    } finally {
      if (mine !== era) await new Promise<never>(() => undefined);
    }
  }

  function settle(): void {
    era++;
    for (const timer of timers) own.clearTimeout(timer);
    timers.clear();
    // A run that is gone already leaves nothing to close.
    for (const run of runs) void services.close(run).catch(() => undefined);
    runs.clear();
    if (points > 0) void services.endPoints();
    points = 0;
  }

  return {
    services: {
      open: (spec, wish) =>
        held(async () => {
          const mine = era;
          const opened = await services.open(spec, wish);
          if (mine === era) runs.add(opened.run);
          else await services.close(opened.run);
          return opened;
        }),
      advance: (run, steps, watched) => held(() => services.advance(run, steps, watched)),
      async close(run) {
        if (runs.delete(run)) await services.close(run);
      },
      analyse: (spec) => held(() => services.analyse(spec)),
      samplePoint: (request) =>
        held(async () => {
          const mine = era;
          points++;
          try {
            return await services.samplePoint(request);
          } finally {
            if (mine === era) points--;
          }
        }),
      endPoints: () => services.endPoints(),
      load: (address) => held(() => services.load(address)),
    },
    timers: {
      setTimeout(callback, milliseconds, ...args) {
        if (over) throw gone();
        const timer = own.setTimeout(() => {
          timers.delete(timer);
          callback(...args);
        }, milliseconds);
        timers.add(timer);
        return timer;
      },
      clearTimeout(timer) {
        timers.delete(timer);
        own.clearTimeout(timer);
      },
    },
    ended,
    settle,
    end() {
      over = true;
      settle();
      fail(gone());
    },
    check() {
      if (over) throw gone();
    },
  };
}
