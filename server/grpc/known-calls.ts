import type { Metadata } from "@grpc/grpc-js";
import type { Context } from "@opentelemetry/api";
import type { Principal } from "../accounts/accounts";
import type { Logger } from "../observe/log";

/** What is known of a call under way. */
export interface KnownCall {
  /** The caller's `x-request-id` where it may stand in a log, else a new one. */
  id: string;
  /** The caller's address, without its port. */
  from: string;
  /** Names the call in each line. */
  log: Logger;
  /** In which the call's span is the one under way. */
  within: Context;
  /** Aborted when the call is over, whoever ended it: its answer, its caller, its deadline, or the server. */
  over: AbortController;
  /** Who calls, once that is known; null on what is open to all. */
  principal: Principal | null;
}

/** Interceptors and handlers of one call share nothing but its metadata. */
const calls = new WeakMap<Metadata, KnownCall>();

export function makeKnown(metadata: Metadata, call: KnownCall): void {
  calls.set(metadata, call);
}

export const known = (metadata: Metadata): KnownCall => calls.get(metadata)!;
