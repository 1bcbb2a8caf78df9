import type { Server } from "@grpc/grpc-js";

/** What all methods that are none are counted as, or each of them would be counted apart: the word of HTTP too. */
export const unknownMethod = "/other";

const noBytes = () => Buffer.alloc(0);

/**
 * Lets calls of methods that are none come to the interceptors, which limit, count and log them, and answer UNIMPLEMENTED. grpc-js answers them itself before
 * any interceptor, and has no public way to hear of them (as of 1.14), so its table of handlers is made to know them; tests tell when that no longer holds.
 */
export function hearUnknownCalls(server: Server): void {
  // Never called, as no call of it is let in. "bidi", so that no message is waited for.
  server.register(unknownMethod, () => undefined, noBytes, noBytes, "bidi");
  const { handlers } = server as unknown as { handlers: Map<string, unknown> };
  const handlerOf = handlers.get.bind(handlers);
  handlers.get = (path) => handlerOf(path) ?? handlerOf(unknownMethod);
}
