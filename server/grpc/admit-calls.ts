import { ServerInterceptingCall, type Metadata, type ServerInterceptor } from "@grpc/grpc-js";
import { WorkbenchError } from "../../src/core/errors";
import type { Principal } from "../accounts/accounts";
import { refused, tooMany, unauthorised } from "../refusals";
import { reidentifyMs, whyToLeave } from "../accounts/reidentify";
import { clientOf } from "../limits/policies";
import type { ServerParts } from "../parts";
import { logFault } from "./calls";
import { known } from "./known-calls";
import { statusFor } from "./statuses";
import { unknownMethod } from "./unknown-calls";

/** Open to all, as `/health` and `/docs` are over HTTP: they tell nothing that this repository does not. */
const open = /^\/grpc\.(health|reflection)\./;

/** In milliseconds: how often it is asked anew who calls, and in which time a call's message is to arrive, which of others than strangers may be a field. */
export const usualTimes = { reidentify: reidentifyMs, openMessage: 15_000, signedMessage: 300_000 };

interface Door {
  interceptor: ServerInterceptor;
  /** Ends every call and lets no more in: UNAVAILABLE, which callers take for "elsewhere, or later". */
  close(): void;
}

/**
 * Lets calls in: so many a minute from one client, and with a key unless the service is open. That is before their message is read: a stranger's megabytes
 * are not worth the memory. Whoever's key is revoked does not stay.
 */
export function admitCalls({ accounts, limiter, config }: Pick<ServerParts, "accounts" | "limiter" | "config">, times = usualTimes): Door {
  const underWay = new Set<(error: unknown) => void>();
  let closed = false;

  /** Before it is asked whose key it is: guessing keys is slow. */
  async function limit(bucket: string): Promise<void> {
    if (!config.rateLimitEnabled) return;
    const perMinute = config.requestsPerMinute;
    const { allowed, retryAfter } = await limiter.take(bucket, { capacity: perMinute, refill: perMinute / 60 });
    if (!allowed) throw tooMany(Math.floor(retryAfter) + 1, `too many calls: ${perMinute} a minute are allowed here`);
  }

  async function identify(metadata: Metadata, from: string): Promise<Principal> {
    const [key] = metadata.get("x-api-key");
    if (key === undefined) throw unauthorised("this needs an API key in the metadata x-api-key");
    return accounts.identifyKey(key.toString(), from);
  }

  /** `end` ends the call later, when it may not stay. */
  async function admit(path: string, metadata: Metadata, end: (error: unknown) => void): Promise<void> {
    const call = known(metadata);
    if (closed) throw closing();
    if (open.test(path)) return limit(`grpc-open ${clientOf(call.from)}`);
    await limit(`grpc ${clientOf(call.from)}`);
    if (path === unknownMethod) throw noSuchMethod();
    const principal = await identify(metadata, call.from);
    if (!principal.scopes.includes("run")) throw refused(`this needs the scope "run", which ${principal.name} does not have`);
    call.principal = principal;
    const askAgain = async () => {
      const why = await whyToLeave(principal, () => identify(metadata, call.from));
      if (why !== null) end(unauthorised(why));
    };
    const asking = setInterval(() => void askAgain(), times.reidentify).unref();
    whenOver(call.over.signal, () => clearInterval(asking));
  }

  const interceptor: ServerInterceptor = ({ path }, call) => {
    let late: NodeJS.Timeout | undefined;
    let over: AbortSignal | null = null;
    return new ServerInterceptingCall(call, {
      start: (next) =>
        next({
          onReceiveMetadata(metadata, proceed) {
            const { id, over: ending } = known(metadata);
            over = ending.signal;
            const end = (error: unknown) => {
              if (ending.signal.aborted) return;
              call.sendStatus(statusFor(error, id));
              ending.abort();
            };
            underWay.add(end);
            whenOver(over, () => {
              clearTimeout(late);
              underWay.delete(end);
            });
            admit(path, metadata, end)
              .then(() => {
                if (ending.signal.aborted) return;
                late = setTimeout(() => end(tooSlow()), open.test(path) ? times.openMessage : times.signedMessage).unref();
                proceed(metadata);
              })
              .catch((error: unknown) => {
                logFault(known(metadata), error);
                end(error);
              });
          },
          onReceiveMessage(message, proceed) {
            clearTimeout(late);
            proceed(message);
          },
        }),
      // What a handler says after the end would break the connection before the end is told.
      sendMessage: (message, next) => (over?.aborted ? undefined : next(message)),
    });
  };
  return {
    interceptor,
    close() {
      closed = true;
      for (const end of [...underWay]) end(closing());
    },
  };
}

/** Also when it is over already. */
function whenOver(over: AbortSignal, act: () => void): void {
  if (over.aborted) act();
  else over.addEventListener("abort", act, { once: true });
}

const closing = () => new WorkbenchError("server/unreachable", [], "this server is closing; call again later, or another one");
const noSuchMethod = () =>
  Object.assign(new WorkbenchError("server/refused", [], "there is no such method; reflection lists those that there are"), { statusCode: 501 });
const tooSlow = () => Object.assign(new WorkbenchError("server/refused", [], "the message took too long to arrive"), { statusCode: 408 });
