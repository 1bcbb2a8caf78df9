import { toRecord, type ErrorCode, type ErrorRecord } from "../core/errors";
import type { RunSpecInput } from "../core/spec/run-spec";
import type { Availability, BackendId, EngineApi, OpenedRun, OpenWish } from "../engine/protocol";
import { wholeSpec } from "./exported-spec";
import type { SliceCreator } from "./store";

export interface BackendSlice {
  /** The ways of computing at the present place; null until it was asked. */
  backends: readonly Availability[] | null;
  /** Why the run is not computed with what was chosen. */
  backendProblem: ErrorRecord | null;
  /** Asks the present place what it has. */
  askBackends(): Promise<void>;
  /** Chooses what runs in this browser are computed with, and opens the present one anew with it. `threads` 0: as many as there are. */
  chooseBackend(change: { backend?: BackendId | "auto"; threads?: number }): Promise<void>;
}

export const createBackendSlice =
  ({ engine }: { engine: EngineApi }): SliceCreator<BackendSlice> =>
  (set, get) => ({
    backends: null,
    backendProblem: null,
    async askBackends() {
      const place = get().connection.url;
      const answer = await engine.describe().catch(() => null);
      if (answer && get().connection.url === place) set({ backends: answer.backends });
    },
    async chooseBackend(change) {
      get().setWorkspace(change);
      const { preset, connection } = get();
      const spec = wholeSpec(get());
      if (spec && connection.status === "browser") await get().open({ ...spec, steps: 0 }, { preset });
    },
  });

/** Errors that another back end may not meet; all others belong to the spec. */
const ofBackend: readonly ErrorCode[] = ["backend/unavailable", "spec/unsupported", "internal"];

/**
 * Opens a run with what is wished for; where that cannot be, with the fastest, and at last with the one that needs nothing.
 * @returns with `problem`, why it is not the one wished for.
 */
export async function openWith(engine: EngineApi, spec: RunSpecInput, wish: OpenWish): Promise<{ opened: OpenedRun; problem: ErrorRecord | null }> {
  const attempts = [...new Set([wish.backend ?? "auto", "auto", "plain"] as const)];
  let problem: ErrorRecord | null = null;
  for (const [i, backend] of attempts.entries()) {
    try {
      return { opened: await engine.open(spec, { ...wish, backend }), problem };
    } catch (error) {
      const record = toRecord(error);
      if (i === attempts.length - 1 || !ofBackend.includes(record.code)) throw error;
      problem ??= record;
    }
  }
  throw new Error("no attempt was made");
}
