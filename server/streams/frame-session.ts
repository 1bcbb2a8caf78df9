import type { Principal } from "../accounts/accounts";
import type { Caller } from "./caller";
import { readFrameRequest, type FrameStream } from "./frame-stream";
import type { SendQueue } from "./send-queue";
import { toldOf } from "./told";

/** Messages that may wait until it is known who asks: those for all the frames that may be asked for, and some. */
const mostWaiting = 100;

export interface FrameSessionOptions {
  caller: Caller;
  /** What is told in the place of frames. It holds nothing back, so that all comes in the order of asking. */
  queue: SendQueue;
  /** The frames of the run, for one of its users. */
  open(who: Principal, fail: (error: unknown) => void): FrameStream;
  /** Asks the other side whether it is there; the answer is told to `alive`. */
  ping(): void;
  /** Ends a connection that is dead. */
  drop(): void;
}

/** One connection that pulls the frames of a run. It knows no socket. */
export class FrameSession {
  private stream: FrameStream | null = null;
  private answered = true;
  private waiting = 0;
  /** One message after the other: what is asked for waits until it is known who asks. */
  private turn = Promise.resolve();

  constructor(private readonly options: FrameSessionOptions) {}

  receive(text: string): Promise<void> {
    const { caller } = this.options;
    this.answered = true;
    if (++this.waiting > mostWaiting) caller.dismiss("too many messages wait for an answer; wait for the frames that were asked for");
    this.turn = this.turn.then(() => this.answer(text)).catch((error: unknown) => this.fail(error));
    return this.turn.finally(() => void this.waiting--);
  }

  alive(): void {
    this.answered = true;
  }

  /** To be called every `heartbeatMs`. */
  beat(): void {
    if (!this.answered) return this.options.drop();
    this.answered = false;
    this.options.ping();
  }

  /** The connection is gone. */
  end(): void {
    this.stream?.end();
    this.options.queue.end();
  }

  private async answer(text: string): Promise<void> {
    const { caller, open } = this.options;
    if (caller.gone) return;
    const asked = readFrameRequest(text);
    if (asked.type === "pull") {
      this.stream ??= open(caller.mayCompute(), (error) => this.fail(error));
      // A frame costs the server more than its message: those who wait for them ask no faster than they come.
      return this.stream.pull(asked);
    }
    if (!caller.speaks()) return;
    if (asked.type === "stop") return this.stream?.stop();
    await this.signIn(asked.api_key);
  }

  private async signIn(key: string): Promise<void> {
    const { caller } = this.options;
    try {
      await caller.signIn(key);
    } catch (error) {
      this.fail(error);
      return caller.failed();
    }
    // Also so for a key that may not compute: it is told before anything is asked for.
    if (!caller.gone) caller.mayCompute();
  }

  private fail(error: unknown): void {
    if (this.options.caller.speaks()) this.options.queue.push(JSON.stringify({ error: toldOf(error) }), null);
  }
}
