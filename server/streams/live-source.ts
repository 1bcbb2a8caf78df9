import { toRecord, WorkbenchError, type ErrorRecord } from "../../src/core/errors";

/** One update of a source. */
export interface Update {
  /** Counts up from 1 without gaps. */
  sequence: number;
  /** Milliseconds since 1970. */
  timestamp: number;
  type: "feature_update" | "simulation_state" | "simulation_complete";
  payload: Record<string, unknown>;
}

export interface Listener {
  onUpdate(update: Update): void;
  /** The last call: there are no more updates, because of an error unless null. */
  onEnd(problem: ErrorRecord | null): void;
}

/** Where updates come from. */
export interface Producer {
  /** Computes the next update; null when there are no more. Asked again where it was refused because too many wait (429). */
  next(): Promise<Pick<Update, "type" | "payload"> | null>;
  close(): Promise<void>;
}

export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Milliseconds until a producer is asked again that was refused because too many wait. */
const busyMs = 1000;
/** Updates that are kept for those whose connection broke … */
const keptUpdates = 256;
/** … and bytes of them, about; the last one in any case. Their text is up to twice as long, and has to fit into a `SendQueue`. */
const keptBytes = 4 * 1024 * 1024;

/**
 * A stream that goes on from update to update while somebody listens, and waits while nobody does. Who comes back within the time
 * that its owner gives hears what was missed, as far as it is kept.
 */
export class LiveSource {
  private readonly listeners = new Set<Listener>();
  private readonly kept: { update: Update; bytes: number }[] = [];
  private keptNow = 0;
  private sequence = 0;
  private running = false;
  private ended: { problem: ErrorRecord | null } | null = null;
  private closed = false;
  /** When the last listener left, in milliseconds; null while there are any. */
  deserted: number | null = null;

  /** @param pauseMs between updates; 0 lets other work in between and no more. */
  constructor(
    private readonly producer: Producer,
    private readonly pauseMs: number,
    private readonly clock: Clock,
  ) {}

  get listening(): number {
    return this.listeners.size;
  }

  /** Whether it can give no more to anybody: it failed or was closed. One that came to its end still tells that to those who come back. */
  get spent(): boolean {
    return this.closed || (this.ended !== null && this.ended.problem !== null);
  }

  /** Waits for its listeners anew, as when the last of them left just now. */
  awaitListeners(): void {
    if (this.listeners.size === 0) this.deserted = this.clock.now();
  }

  /**
   * Hears updates from now on, those after `resumeAfter` first.
   * @returns how many of these are no longer kept, whether this source began anew since and counts from 1 again, and how to leave.
   */
  listen(listener: Listener, resumeAfter?: number): { missed: number; restarted: boolean; leave(): void } {
    this.listeners.add(listener);
    this.deserted = null;
    const restarted = resumeAfter !== undefined && resumeAfter > this.sequence;
    const after = restarted ? 0 : (resumeAfter ?? this.sequence);
    const wanted = this.kept.map(({ update }) => update).filter(({ sequence }) => sequence > after);
    const missed = this.sequence - after - wanted.length;
    // After whoever subscribes has been told so.
    queueMicrotask(() => {
      for (const update of wanted) if (this.listeners.has(listener)) listener.onUpdate(update);
      if (this.ended) this.dismiss(listener);
      else void this.run();
    });
    return { missed, restarted, leave: () => this.leave(listener) };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const listener of [...this.listeners]) this.dismiss(listener);
    // A run that is already closed needs no closing.
    if (!this.running) await this.producer.close().catch(() => undefined);
  }

  private leave(listener: Listener): void {
    if (this.listeners.delete(listener)) this.awaitListeners();
  }

  private dismiss(listener: Listener): void {
    this.leave(listener);
    listener.onEnd(this.ended?.problem ?? null);
  }

  private async run(): Promise<void> {
    if (this.running || this.ended || this.closed) return;
    this.running = true;
    try {
      while (this.listeners.size > 0 && !this.closed) {
        const next = await this.producer.next().catch(busyOr);
        if (next === "busy") {
          await this.clock.sleep(busyMs);
          continue;
        }
        if (next === null) {
          this.end(null);
          break;
        }
        this.publish({ sequence: ++this.sequence, timestamp: this.clock.now(), ...next });
        await this.clock.sleep(this.pauseMs);
      }
    } catch (error) {
      this.end(toRecord(error));
    } finally {
      this.running = false;
      if (this.closed || this.ended) await this.producer.close().catch(() => undefined);
    }
  }

  private publish(update: Update): void {
    const bytes = bytesOf(update.payload);
    this.kept.push({ update, bytes });
    this.keptNow += bytes;
    while (this.kept.length > 1 && (this.kept.length > keptUpdates || this.keptNow > keptBytes)) this.keptNow -= this.kept.shift()!.bytes;
    for (const listener of [...this.listeners]) listener.onUpdate(update);
  }

  private end(problem: ErrorRecord | null): void {
    this.ended = { problem };
    for (const listener of [...this.listeners]) this.dismiss(listener);
  }
}

/** A server that is busy for a while ends nobody's stream. */
function busyOr(error: unknown): "busy" {
  if (error instanceof WorkbenchError && "statusCode" in error && error.statusCode === 429) return "busy";
  throw error;
}

/** What a payload takes in memory, about. */
function bytesOf(value: unknown): number {
  if (typeof value === "string") return value.length;
  if (typeof value !== "object" || value === null) return 8;
  let bytes = 8;
  for (const each of Object.values(value)) bytes += bytesOf(each);
  return bytes;
}
