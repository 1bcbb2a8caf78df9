import type { ExperimentApi } from "../core/define/experiment";
import type { MembraneApi } from "../core/membrane/simulation-thread";
import type { PointsApi } from "../core/sweep/point";
import type { ConnectLive } from "../connectors/web-socket";
import type { Frames } from "../engine/frames";
import type { EngineApi } from "../engine/protocol";
import type { ServerAccess } from "../engine/protocol-server";
import type { ServerConnection } from "../engine/server-http";
import type { Imported, OnProgress, Reading, ReadingChoice } from "../connectors/connector";
import type { Library } from "../library/library";
import type { CellReport, Kernel } from "../notebook/kernel";
import type { NotebookStore } from "../notebook/notebook-store";
import type { RunGuard } from "../notebook/run-guard";
import type { Shelf } from "../notebook/shelf";

/** Where small things are kept between visits. `localStorage` has this shape; it may throw (private window, full disk). */
export interface KeyValueStorage {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
}

/** What the store works with. All of it is passed in, so tests pass fakes and need no browser. */
export interface Services {
  /** Runs simulations: here, or on a server once `connect` has moved it there. */
  engine: EngineApi;
  /** Measures and analyses beside them, on a thread of its own, so that a measurement never holds up a run. */
  analyst: EngineApi;
  /** Starts a thread for what may take minutes, such as searches in series or metrics of volumes; ending it ends the search. */
  startSeriesAnalyst(): EngineApi & { dispose(): void };
  /** Starts a thread that carries out single runs of sweeps and searches; ending it ends its run. */
  startPoints(): PointsApi & { dispose(): void };
  /** Starts a thread for the experiments of the learning room. */
  startLearning(): ExperimentApi & { dispose(): void };
  /** Starts a thread that runs membranes in time. @param onProgress told the share of a run that is done. */
  startMembrane(onProgress: (share: number) => void): MembraneApi & { dispose(): void };
  /** Cores of this machine: as many single runs go on at once. */
  cores: number;
  /** An engine behind HTTP. Rejects with a WorkbenchError for an address that is none. */
  connectRemote(server: ServerConnection): Promise<EngineApi>;
  /** Accounts and queues of servers; what this takes is loaded with the first call. */
  loadServerAccess(): Promise<ServerAccess>;
  /** Listens to a source that sends samples as they come. */
  connectLive: ConnectLive;
  frames: Frames;
  /**
   * Reads a dropped file as what is wanted of it. Rejects with a WorkbenchError that says what is wrong with it, `run/cancelled` when
   * `signal` ended the reading.
   * @param file its bytes, or the file itself, which is then read where it is taken apart, piece by piece.
   * @param how what was decided about the reading; `onProgress` is told the share that is read, now and then, where there is a `signal`.
   */
  importFile(
    name: string,
    file: Uint8Array | Blob,
    wanted: "array" | "table",
    signal?: AbortSignal,
    how?: Reading & { onProgress?: OnProgress },
  ): Promise<Imported>;
  /** What may be decided about the reading of a file, also of one that could not be read; null when there is nothing. */
  lookIntoFile(name: string, file: Uint8Array | Blob, reading: Reading): Promise<ReadingChoice | null>;
  /** The notebooks that ship with the app, loaded with the other rooms. */
  loadNotebooks(): Promise<Shelf>;
  /** The reader's own, and those of others that were opened. */
  ownNotebooks: NotebookStore;
  /**
   * Makes ready to run cells; what this takes is loaded with the first call.
   * @param mayLoad asks whether cells may load from a host.
   */
  startKernel(report: (news: CellReport) => void, mayLoad: (host: string) => Promise<boolean>): Promise<Kernel>;
  runGuard: RunGuard;
  /** Address of the page without its fragment, for links. */
  pageAddress: string;
  storage: KeyValueStorage;
  /** Runs, sweeps and searches that are kept. */
  library: Library;
  /** Resolves when the screen is ready for another frame. */
  nextFrame(): Promise<void>;
  /** A seed nobody chose. */
  newSeed(): number;
}

/** What the slices of the other rooms have beside. */
export interface RoomServices extends Services {
  notebooks: Shelf;
}
