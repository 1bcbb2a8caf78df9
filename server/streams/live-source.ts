import { toRecord, type ErrorRecord } from "../../src/core/errors";

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
  /** Computes the next update; null when there are no more. */
  next(): Promise<Pick<Update, "type" | "payload"> | null>;
  close(): Promise<void>;
}

export interface Clock {
  now(): number;
  sleep(ms: number): Promise<void>;
}

/** Updates that are kept for those whose connection broke. */
const keptUpdates = 256;

/**
 * A stream that goes on from update to update while somebody listens, and waits while nobody does. Who comes back within the time
 * that its owner gives hears what was missed, as far as it is kept.
 */
export class LiveSource {
  private readonly listeners = new Set<Listener>();
  private readonly kept: Update[] = [];
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

  /**
   * Hears updates from now on, those after `resumeAfter` first.
   * @returns how many of these are no longer kept, and how to leave.
   */
  listen(listener: Listener, resumeAfter?: number): { missed: number; leave(): void } {
    this.listeners.add(listener);
    this.deserted = null;
    const wanted = resumeAfter === undefined ? [] : this.kept.filter(({ sequence }) => sequence > resumeAfter);
    const missed = resumeAfter === undefined ? 0 : Math.max(0, this.sequence - resumeAfter - wanted.length);
    // After whoever subscribes has been told so.
    queueMicrotask(() => {
      for (const update of wanted) if (this.listeners.has(listener)) listener.onUpdate(update);
      if (this.ended) this.dismiss(listener);
      else void this.run();
    });
    return { missed, leave: () => this.leave(listener) };
  }

  async close(): Promise<void> {
    if (this.closed) return;
    this.closed = true;
    for (const listener of [...this.listeners]) this.dismiss(listener);
    // A run that is already closed needs no closing.
    if (!this.running) await this.producer.close().catch(() => undefined);
  }

  private leave(listener: Listener): void {
    if (this.listeners.delete(listener) && this.listeners.size === 0) this.deserted = this.clock.now();
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
        const next = await this.producer.next();
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
    this.kept.push(update);
    if (this.kept.length > keptUpdates) this.kept.shift();
    for (const listener of [...this.listeners]) listener.onUpdate(update);
  }

  private end(problem: ErrorRecord | null): void {
    this.ended = { problem };
    for (const listener of [...this.listeners]) this.dismiss(listener);
  }
}
