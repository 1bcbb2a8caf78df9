import type { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import { parseStrangersJson } from "../strangers-json";
import type { Caller } from "./caller";
import type { LiveSource, Update } from "./live-source";
import type { LiveSources } from "./live-sources";
import { clientMessage, streamParams, type ClientMessage, type FeatureParams, type ServerMessage, type SimulationParams } from "./messages";
import type { Backpressure, SendQueue } from "./send-queue";
import { toldOf } from "./told";

/** The connection is asked whether it lives so often, and dropped when it has not answered for twice as long; in milliseconds. */
export const heartbeatMs = 30_000;
const silentMs = 2 * heartbeatMs;
/** How far the clock of an `auth` message may be off, in milliseconds. */
const clockToleranceMs = 5 * 60_000;
const mostSubscriptions = 16;

export interface SessionOptions {
  queue: SendQueue;
  sources: LiveSources;
  caller: Caller;
  now(): number;
}

/** Each is an object of its own: an id can be left and taken again while what it stood for is still being opened. */
interface Subscription {
  leave(): void;
}

/** One connection that speaks the reference's protocol: init, auth, subscribe, heartbeat. It knows no socket. */
export class StreamSession {
  private greeted = false;
  private lastHeard: number;
  /** One key after the other, so that none is tried after too many were wrong. */
  private signingIn: Promise<void> | null = null;
  private readonly subscriptions = new Map<string, Subscription>();

  constructor(private readonly options: SessionOptions) {
    this.lastHeard = options.now();
  }

  /** Answers one message. Never throws: what is wrong is told to the client. */
  async receive(text: string): Promise<void> {
    if (!this.options.caller.speaks()) return;
    this.lastHeard = this.options.now();
    const parsed = clientMessage.safeParse(jsonOf(text));
    if (!parsed.success) {
      const { path, message } = parsed.error.issues[0]!;
      return this.problem(new WorkbenchError("usage", path as (string | number)[], `this message cannot be used: ${message}`));
    }
    try {
      await this.answer(parsed.data);
    } catch (error) {
      this.problem(error, parsed.data.stream_id);
    }
  }

  /** To be called every `heartbeatMs`. */
  beat(): void {
    if (this.options.now() - this.lastHeard > silentMs) return this.options.caller.dismiss("no answer to the heartbeat", 1001);
    this.tell({ type: "heartbeat" });
  }

  /** The connection is gone. */
  end(): void {
    for (const { leave } of this.subscriptions.values()) leave();
    this.subscriptions.clear();
    this.options.queue.end();
  }

  private async answer(message: ClientMessage): Promise<void> {
    switch (message.type) {
      case "init":
        this.greeted = true;
        return this.tell({ type: "init", payload: { protocol_version: "1.0", authenticated: this.options.caller.known } });
      case "auth": {
        const signing = (this.signingIn ?? Promise.resolve()).then(() => this.authenticate(message.payload));
        this.signingIn = signing;
        await signing;
        if (this.signingIn === signing) this.signingIn = null;
        return;
      }
      case "subscribe":
        // Said without waiting for what became of the key.
        if (this.signingIn !== null) await this.signingIn;
        return this.subscribe(message.payload);
      case "unsubscribe": {
        if (this.signingIn !== null) await this.signingIn;
        const { stream_id } = message.payload;
        this.subscriptions.get(stream_id)?.leave();
        this.subscriptions.delete(stream_id);
        return this.tell({ type: "unsubscribe", stream_id });
      }
      case "heartbeat":
        return this.tell({ type: "pong" });
      case "pong":
        return;
      case "close":
        this.tell({ type: "close" });
        return this.options.caller.dismiss("closed by the client", 1000);
    }
  }

  private async authenticate({ api_key, timestamp }: { api_key: string; timestamp: number }): Promise<void> {
    const { caller, now } = this.options;
    if (caller.gone) return;
    try {
      if (Math.abs(now() - timestamp) > clockToleranceMs)
        throw new WorkbenchError("server/unauthorised", ["payload", "timestamp"], "it is more than 5 minutes off; set the clock right");
      await caller.signIn(api_key);
      this.tell({ type: "auth_success" });
    } catch (error) {
      this.tell({ type: "auth_failed", payload: toldOf(error) });
      caller.failed();
    }
  }

  private async subscribe({ stream_type, stream_id, params }: Extract<ClientMessage, { type: "subscribe" }>["payload"]): Promise<void> {
    const subscription: Subscription = { leave: () => undefined };
    let held = false;
    try {
      if (!this.greeted) throw new WorkbenchError("usage", [], 'say {"type": "init", "payload": {"protocol_version": "1.0"}} first');
      const { userId } = this.options.caller.mayCompute();
      if (this.subscriptions.has(stream_id)) throw new WorkbenchError("usage", ["payload", "stream_id"], `"${stream_id}" is subscribed to already`);
      if (this.subscriptions.size >= mostSubscriptions)
        throw new WorkbenchError("server/refused", [], `a connection has ${mostSubscriptions} subscriptions at most; end one first`);
      // Held before anything is awaited, so that a second message with this id is refused.
      this.subscriptions.set(stream_id, subscription);
      held = true;
      if (stream_type === "stream_features") await this.hearFeatures(stream_id, subscription, paramsOf(streamParams.stream_features, params));
      else await this.hearSimulation(stream_id, subscription, userId, paramsOf(streamParams.simulation_live, params));
    } catch (error) {
      // Whoever has left since, and may have come again, is not told how that ended.
      if (held && !this.holds(stream_id, subscription)) return;
      if (held) this.subscriptions.delete(stream_id);
      this.tell({ type: "subscribe_failed", stream_id, payload: toldOf(error) });
    }
  }

  private async hearFeatures(stream_id: string, subscription: Subscription, params: FeatureParams): Promise<void> {
    const { features, backpressure, resume_after } = params;
    const source = await this.options.sources.features(params);
    const pick = ({ payload }: Update) =>
      features === undefined ? payload : Object.fromEntries(["step", ...features].map((name) => [name, payload[name]]));
    this.hear(stream_id, subscription, source, backpressure, resume_after, pick);
  }

  private async hearSimulation(stream_id: string, subscription: Subscription, owner: string, params: SimulationParams): Promise<void> {
    const source = await this.options.sources.simulation(owner, stream_id, params);
    this.hear(stream_id, subscription, source, params.backpressure, params.resume_after, ({ payload }) => payload);
  }

  private hear(
    stream_id: string,
    subscription: Subscription,
    source: LiveSource,
    policy: Backpressure,
    resumeAfter: number | undefined,
    payloadOf: (update: Update) => Record<string, unknown>,
  ): void {
    // Whoever left while the simulation was being opened hears nothing.
    if (!this.holds(stream_id, subscription)) return;
    const { queue } = this.options;
    const { missed, restarted, leave } = source.listen(
      {
        onUpdate: (update) => {
          const payload = { sequence: update.sequence, ...payloadOf(update), ...(queue.dropped > 0 && { dropped: queue.dropped }) };
          // What a simulation came to is not to be dropped.
          const droppable = update.type === "simulation_complete" ? null : policy;
          this.tell({ type: update.type, stream_id, timestamp: update.timestamp, payload }, droppable);
        },
        onEnd: (problem) => {
          if (this.holds(stream_id, subscription)) this.subscriptions.delete(stream_id);
          if (problem) this.problem(WorkbenchError.fromJSON(problem), stream_id);
        },
      },
      resumeAfter,
    );
    subscription.leave = leave;
    this.tell({ type: "subscribe_success", stream_id, payload: { missed, ...(restarted && { restarted }) } });
  }

  private holds(stream_id: string, subscription: Subscription): boolean {
    return this.subscriptions.get(stream_id) === subscription;
  }

  private problem(error: unknown, stream_id?: string): void {
    this.tell({ type: "error", ...(stream_id !== undefined && { stream_id }), payload: toldOf(error) });
  }

  private tell(message: ServerMessage, policy: Backpressure | null = null): void {
    this.options.queue.push(JSON.stringify({ timestamp: this.options.now(), ...message }), policy);
  }
}

function jsonOf(text: string): unknown {
  try {
    return parseStrangersJson(text, []);
  } catch {
    return null;
  }
}

/** @throws WorkbenchError `usage` that names the parameter. */
function paramsOf<T extends z.ZodType>(schema: T, given: unknown): z.output<T> {
  const parsed = schema.safeParse(given ?? {});
  if (parsed.success) return parsed.data;
  const { path, message } = parsed.error.issues[0]!;
  throw new WorkbenchError("usage", ["payload", "params", ...(path as (string | number)[])], message.charAt(0).toLowerCase() + message.slice(1));
}
