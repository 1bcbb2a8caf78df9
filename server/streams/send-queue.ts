import type { FeatureParams } from "./messages";

export type Backpressure = FeatureParams["backpressure"];

interface Waiting {
  text: string;
  /** Null for messages of the protocol itself, which are never dropped. */
  policy: Backpressure | null;
}

export interface QueueLimits {
  /** Updates that may wait; the reference's 1000. */
  messages: number;
  /** Bytes handed to the socket and not yet taken by the network; beyond it messages wait here, where they can be dropped. */
  inFlightBytes: number;
}

/** Sends text to a client as fast as it reads, and keeps no more than so many updates for one that reads slowly. */
export class SendQueue {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private ended = false;
  /** Updates that were left out. */
  dropped = 0;

  /**
   * @param transmit hands a message to the socket and calls back when the network has taken it, with an error where it could not.
   * @param broken told once when a message could not be sent: the connection is of no more use.
   */
  constructor(
    private readonly transmit: (text: string, taken: (error?: Error) => void) => void,
    private readonly broken: () => void,
    private readonly limits: QueueLimits = { messages: 1000, inFlightBytes: 256 * 1024 },
  ) {}

  get length(): number {
    return this.waiting.length;
  }

  push(text: string, policy: Backpressure | null): void {
    if (this.ended) return;
    if (this.waiting.length >= this.limits.messages && policy !== null && !this.makeRoom(policy)) return;
    this.waiting.push({ text, policy });
    this.flush();
  }

  /** Sends nothing more. */
  end(): void {
    this.ended = true;
    this.waiting = [];
  }

  /** Whether the newest may still come in. */
  private makeRoom(policy: Backpressure): boolean {
    const before = this.waiting.length;
    if (policy === "compress") {
      let updates = 0;
      this.waiting = this.waiting.filter(({ policy: each }) => each === null || updates++ % 2 === 1);
    } else if (policy === "drop_oldest") {
      const oldest = this.waiting.findIndex(({ policy: each }) => each !== null);
      if (oldest >= 0) this.waiting.splice(oldest, 1);
    }
    const left = before - this.waiting.length;
    this.dropped += left;
    if (left > 0) return true;
    this.dropped++;
    return false;
  }

  private flush(): void {
    while (!this.ended && this.inFlight < this.limits.inFlightBytes) {
      const next = this.waiting.shift();
      if (!next) return;
      const bytes = Buffer.byteLength(next.text);
      this.inFlight += bytes;
      this.transmit(next.text, (error) => {
        this.inFlight -= bytes;
        if (this.ended) return;
        if (!error) return this.flush();
        this.end();
        this.broken();
      });
    }
  }
}
