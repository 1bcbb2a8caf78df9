import { createHash } from "node:crypto";
import { WorkbenchError } from "../../src/core/errors";
import { carryOut } from "../../src/core/sweep/carry-out";
import type { ArtefactStore } from "../artefacts/artefact-store";
import { folderHash } from "../artefacts/folder-hash";
import type { Computing } from "./computing";
import { artefactRoot, workRoot } from "./job-names";
import type { Checkpoint, ClaimedJob, JobStore } from "./job-store";
import type { Artefact } from "./jobs";
import { patiently } from "./patiently";

/** Files of one folder that are written beside one another. */
const filesAtOnce = 8;

/** One try at a job by one worker, as the job's kind sees it. Writes count while the job is still this worker's; after that they throw. */
export class Attempt {
  /** How much is done, 0 … 1, and in words. */
  progress = 0;
  words = "begins";
  /** Whether something was kept since anybody last looked. */
  moved = false;
  readonly artefacts: Artefact[] = [];
  private readonly ending = new AbortController();

  constructor(
    readonly job: ClaimedJob,
    readonly computing: Computing,
    /** Seconds of work that may be lost. */
    readonly checkpointSeconds: number,
    private readonly store: JobStore,
    private readonly files: ArtefactStore,
  ) {}

  /** Aborted when the job is cancelled or passes to another worker, or this one ends. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  get document(): unknown {
    return this.job.document;
  }

  report(progress: number, words: string): void {
    Object.assign(this, { progress, words });
  }

  abort(): void {
    this.ending.abort(new WorkbenchError("run/cancelled", [], "the job was ended"));
  }

  rows = (): Promise<unknown[]> => patiently(() => this.store.rows(this.job.id), this.signal);

  /** Keeps a piece of the result, once and for all attempts. */
  addRow = (place: number, row: unknown): Promise<void> => this.written(() => this.store.addRow(this.job, place, row));

  /** Where an earlier attempt got to; null when none said. */
  checkpoint = (): Promise<unknown> => patiently(() => this.store.checkpoint(this.job.id), this.signal);

  keepCheckpoint = (checkpoint: Checkpoint): Promise<void> => this.written(() => this.store.keepCheckpoint(this.job, checkpoint));

  /** Puts away bytes for later attempts, and returns the name that brings them back. */
  async putAway(name: string, bytes: Uint8Array): Promise<string> {
    const full = `${workRoot(this.job.id)}${this.job.attempt}-${name}`;
    await this.files.put(full, bytes);
    return full;
  }

  /** @throws WorkbenchError `data/unreadable` when they are gone. */
  async takeBack(name: string): Promise<Uint8Array> {
    const bytes = await this.files.get(name);
    if (bytes === null) throw new WorkbenchError("data/unreadable", [], `what an earlier attempt kept as ${name} is not in the store of artefacts`);
    return bytes;
  }

  discard = (name: string): Promise<void> => this.files.removeAll(name);

  /** Leaves a file as part of the result. Files of one attempt are seen when it succeeds, and never otherwise. */
  async leave(name: string, mediaType: string, bytes: Uint8Array): Promise<void> {
    this.signal.throwIfAborted();
    await this.needRoom(bytes.length);
    await this.files.put(`${artefactRoot(this.job)}${name}`, bytes);
    this.artefacts.push({ name, mediaType, bytes: bytes.length, sha256: sha256Of(bytes) });
  }

  /** Leaves files under one name, as a Zarr store. */
  async leaveFolder(name: string, mediaType: string, files: Readonly<Record<string, Uint8Array>>): Promise<void> {
    const size = Object.values(files).reduce((sum, bytes) => sum + bytes.length, 0);
    await this.needRoom(size);
    const faults: unknown[] = [];
    await carryOut({
      runs: Object.entries(files),
      atOnce: filesAtOnce,
      // Those beside one that failed are waited for: written later, they would be there for ever.
      work: ([path, bytes]) => this.files.put(`${artefactRoot(this.job)}${name}/${path}`, bytes).catch((error: unknown) => faults.push(error)),
      ended: () => undefined,
      mayBegin: async () => faults.length === 0 && !this.signal.aborted,
    });
    this.signal.throwIfAborted();
    if (faults.length > 0) throw faults[0];
    const hashed = Object.entries(files).map(([path, bytes]) => ({ path, sha256: sha256Of(bytes) }));
    this.artefacts.push({ name, mediaType, bytes: size, sha256: folderHash(hashed) });
  }

  /** To be asked before anything is written. @throws WorkbenchError `storage/full` where it would pass what the job's owner may leave. */
  async needRoom(bytes: number): Promise<void> {
    const here = this.artefacts.reduce((sum, artefact) => sum + artefact.bytes, 0);
    await patiently(() => this.store.refuseFull(this.job.owner, here + bytes, this.job.id), this.signal);
  }

  private async written(write: () => Promise<boolean>): Promise<void> {
    const held = await patiently(write, this.signal);
    if (!held) this.abort();
    this.signal.throwIfAborted();
    this.moved = true;
  }
}

const sha256Of = (bytes: Uint8Array): string => createHash("sha256").update(bytes).digest("hex");
