import type { FeatureParams } from "./messages";

export type Backpressure = FeatureParams["backpressure"];

interface Waiting {
  text: string;
  bytes: number;
  /** Null for messages of the protocol itself, which are never dropped. */
  policy: Backpressure | null;
}

export interface QueueLimits {
  /** Updates that may wait; the reference's 1000. */
  messages: number;
  /** Bytes of these; one update alone may have more. */
  bytes: number;
  /** Messages of the protocol that the network has not taken. Whoever asks on and on without reading the answers is given up. */
  replies: number;
  /** Bytes of these. */
  replyBytes: number;
  /** Bytes handed to the socket and not yet taken by the network; beyond it messages wait here, where they can be dropped. */
  inFlightBytes: number;
}

const mebibyte = 1024 * 1024;
const usual: QueueLimits = { messages: 1000, bytes: 8 * mebibyte, replies: 128, replyBytes: mebibyte, inFlightBytes: 256 * 1024 };

const isUpdate = ({ policy }: Waiting): boolean => policy !== null;

/** Why a queue came to its end: the network failed, or the other side does not read what it asked for. */
export type QueueEnd = "broken" | "unread";

/** Sends text to a client as fast as it reads, and keeps no more than so much for one that reads slowly. */
export class SendQueue {
  private waiting: Waiting[] = [];
  private inFlight = 0;
  private ended = false;
  private readonly limits: QueueLimits;
  /** Of updates that wait. */
  private readonly updates = { count: 0, bytes: 0 };
  /** Of the protocol's messages, those in flight among them. */
  private readonly replies = { count: 0, bytes: 0 };
  /** Updates that were left out. */
  dropped = 0;

  /**
   * @param transmit hands a message to the socket and calls back when the network has taken it, with an error where it could not.
   * @param gaveUp told once, when nothing more will be sent: the connection is of no more use.
   */
  constructor(
    private readonly transmit: (text: string, taken: (error?: Error) => void) => void,
    private readonly gaveUp: (why: QueueEnd) => void,
    limits: Partial<QueueLimits> = {},
  ) {
    this.limits = { ...usual, ...limits };
  }

  get length(): number {
    return this.waiting.length;
  }

  push(text: string, policy: Backpressure | null): void {
    if (this.ended) return;
    const message = { text, policy, bytes: Buffer.byteLength(text) };
    if (policy !== null && !this.makeRoom(policy, message.bytes)) return void this.dropped++;
    this.waiting.push(message);
    this.count(message, 1);
    const { count, bytes } = this.replies;
    if (count > this.limits.replies || bytes > this.limits.replyBytes) return this.giveUp("unread");
    this.flush();
  }

  /** Sends nothing more. */
  end(): void {
    this.ended = true;
    this.waiting = [];
  }

  private giveUp(why: QueueEnd): void {
    this.end();
    this.gaveUp(why);
  }

  private count({ bytes, policy }: Waiting, by: 1 | -1): void {
    const kind = policy === null ? this.replies : this.updates;
    kind.count += by;
    kind.bytes += by * bytes;
  }

  /** Whether an update of so many bytes may come in, once others have been left out for it. */
  private makeRoom(policy: Backpressure, bytes: number): boolean {
    const { updates, limits } = this;
    while (updates.count > 0 && (updates.count >= limits.messages || updates.bytes + bytes > limits.bytes)) {
      if (policy === "drop_newest") return false;
      if (policy === "compress") this.leaveOutEverySecond();
      else this.leaveOut(this.waiting.splice(this.waiting.findIndex(isUpdate), 1));
    }
    return true;
  }

  private leaveOutEverySecond(): void {
    let nth = 0;
    const out = new Set(this.waiting.filter((message) => isUpdate(message) && nth++ % 2 === 0));
    this.waiting = this.waiting.filter((message) => !out.has(message));
    this.leaveOut([...out]);
  }

  private leaveOut(out: readonly Waiting[]): void {
    for (const message of out) this.count(message, -1);
    this.dropped += out.length;
  }

  private flush(): void {
    while (!this.ended && this.inFlight < this.limits.inFlightBytes) {
      const next = this.waiting.shift();
      if (!next) return;
      if (isUpdate(next)) this.count(next, -1);
      this.inFlight += next.bytes;
      this.transmit(next.text, (error) => {
        this.inFlight -= next.bytes;
        if (!isUpdate(next)) this.count(next, -1);
        if (this.ended) return;
        if (!error) return this.flush();
        this.giveUp("broken");
      });
    }
  }
}
