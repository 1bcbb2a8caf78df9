import { WorkbenchError } from "../../src/core/errors";
import type { Principal } from "../accounts/accounts";
import { whyToLeave } from "../accounts/reidentify";
import { TokenBucket, type Rate } from "../limits/rate-limiter";

/** Messages that a connection may send: so many at once, then so many a second. Whoever talks on and is not heard would fill the memory with answers. */
const messageRate: Rate = { capacity: 100, refill: 20 };
/** Who has not said who they are for so long is not kept waiting for, in milliseconds. */
export const signInMs = 15_000;
/** Wrong keys of one connection. */
const mostFailures = 3;
/** RFC 6455, section 7.4: what came goes against the rules here. */
const policyViolation = 1008;

export interface CallerOptions {
  /** Who the connection's own headers say it is; null when it has yet to say. */
  principal: Principal | null;
  /** Asks these headers once more. @throws WorkbenchError `server/unauthorised` when they no longer open anything. */
  ask(): Promise<Principal | null>;
  /** Whose key it is. @throws WorkbenchError. */
  identifyKey(key: string): Promise<Principal>;
  /** Milliseconds on any steady clock. */
  now(): number;
  /** Ends the connection with a code of RFC 6455 and a reason. */
  hangUp(code: number, reason: string): void;
  signInMs?: number;
}

/** Who is at the other end of a WebSocket, how much they may say, and when they have to leave. It knows no socket. */
export class Caller {
  private who: Principal | null;
  private ask: () => Promise<Principal | null>;
  private readonly messages = new TokenBucket();
  private readonly deadline: NodeJS.Timeout | null;
  private failures = 0;
  private asking = false;
  private acting = false;
  private left = false;

  constructor(private readonly options: CallerOptions) {
    const wait = options.signInMs ?? signInMs;
    this.who = options.principal;
    this.ask = options.ask;
    const late = () => this.dismiss(`nobody signed in within ${wait / 1000} s; send an auth message with an API key first`);
    this.deadline = this.who === null ? setTimeout(late, wait).unref() : null;
  }

  /** Nothing is to be answered or opened any more. To be looked at after whatever was waited for. */
  get gone(): boolean {
    return this.left;
  }

  get known(): boolean {
    return this.who !== null;
  }

  /** Counts a message. False for one too many, which ends the connection. */
  speaks(): boolean {
    if (this.left) return false;
    if (this.messages.take(messageRate, this.options.now()).allowed) return true;
    this.dismiss(`too many messages: ${messageRate.refill} a second are answered here, ${messageRate.capacity} at once`);
    return false;
  }

  /** @throws WorkbenchError for a key that does not fit; tell it, then call `failed`. */
  async signIn(key: string): Promise<void> {
    const found = await this.options.identifyKey(key);
    if (this.acting && found.userId !== this.who?.userId)
      throw new WorkbenchError("server/refused", [], "this connection is somebody else's already; open another for this key");
    this.who = found;
    this.ask = () => this.options.identifyKey(key);
    if (this.deadline) clearTimeout(this.deadline);
  }

  /** Ends a connection that brought too many keys that do not fit. */
  failed(): void {
    if (++this.failures >= mostFailures) this.dismiss(`${mostFailures} keys were refused; connect again with one that fits`);
  }

  /** Whoever opens something here. @throws WorkbenchError for those who may not. */
  mayCompute(): Principal {
    if (this.who === null) throw new WorkbenchError("server/unauthorised", [], "send an auth message with an API key first");
    if (!this.who.scopes.includes("run")) throw new WorkbenchError("server/refused", [], `${this.who.name} may not compute here`);
    this.acting = true;
    return this.who;
  }

  /** To be called every `reidentifyMs`: ends the connection of those who may no longer have it. */
  async askAgain(): Promise<void> {
    const before = this.who;
    if (before === null || this.asking || this.left) return;
    this.asking = true;
    const why = await whyToLeave(before, this.ask);
    this.asking = false;
    // Whoever signed in anew in the meantime is not judged by the key before.
    if (why !== null && this.who === before) this.dismiss(why);
  }

  dismiss(reason: string, code = policyViolation): void {
    if (this.left) return;
    this.end();
    this.options.hangUp(code, reason);
  }

  /** The connection is gone. */
  end(): void {
    this.left = true;
    if (this.deadline) clearTimeout(this.deadline);
  }
}
