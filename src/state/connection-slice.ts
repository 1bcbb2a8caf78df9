import { toRecord, type ErrorRecord } from "../core/errors";
import type { EngineApi } from "../engine/protocol";
import type { Credential, ServerConnection } from "../engine/server-http";
import type { MovableEngine } from "./movable-engine";
import type { SliceCreator } from "./store";

/** Where the Lab's runs are computed. */
interface ConnectionFacts {
  /** `connecting` while a server is being asked; runs stay where they were until it has answered. */
  status: "browser" | "connecting" | "server";
  /** Address of the server in use or being asked; "" in the browser. */
  url: string;
  /** Why the last attempt came to nothing. */
  problem: ErrorRecord | null;
}

export interface ConnectionSlice {
  connection: ConnectionFacts;
  /**
   * Moves the present experiment to a server and opens runs there from now on. The key goes no further than the engine
   * that is made here: the store and the browser's storage never hold it. Resolves to whether the Lab is there now.
   */
  connect(url: string, credential: Credential): Promise<boolean>;
  /** Back to this browser, with the present experiment. */
  useLocal(): Promise<void>;
}

export interface ConnectionServices {
  engine: MovableEngine;
  connectRemote(server: ServerConnection): Promise<EngineApi>;
}

const atHome: ConnectionFacts = { status: "browser", url: "", problem: null };

export const createConnectionSlice =
  ({ engine, connectRemote }: ConnectionServices): SliceCreator<ConnectionSlice> =>
  (set, get) => {
    /** Counts attempts: the answer to an older one is dropped. */
    let attempt = 0;

    /** Opens the present experiment where the engine stands now; throws what refused it. */
    async function takeAlong(): Promise<void> {
      const { spec, preset, open } = get();
      if (spec === null) return;
      const opened = await open(spec, { preset });
      const { specProblem } = get();
      if (!opened && specProblem) throw specProblem;
    }

    return {
      connection: atHome,
      async connect(url, credential) {
        const mine = ++attempt;
        const before = get().connection;
        set({ connection: { ...before, status: "connecting", url, problem: null } });
        try {
          const remote = await connectRemote({ url, credential });
          await remote.describe();
          if (mine !== attempt) return false;
          engine.moveTo(remote);
          await takeAlong();
          if (mine === attempt) set({ connection: { status: "server", url, problem: null }, backends: null });
          return mine === attempt;
        } catch (error) {
          if (mine !== attempt) return false;
          engine.moveTo(null);
          set({ specProblem: null, connection: { ...atHome, problem: isRecord(error) ? error : toRecord(error) } });
          return false;
        }
      },
      async useLocal() {
        const mine = ++attempt;
        engine.moveTo(null);
        await takeAlong().catch(() => undefined); // the spec's own problem is shown where the spec is edited
        if (mine === attempt) set({ connection: atHome, backends: null });
      },
    };
  };

const isRecord = (error: unknown): error is ErrorRecord =>
  typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error;
