import { WorkbenchError } from "../core/errors";
import { decodePacket, encodePacket, packetType } from "./frame-codec";
import type { EngineApi, FieldFrame, RunId } from "./protocol";
import { remoteFrames, type RemoteFrames } from "./remote-frames";
import { answerOf, request, serverAddress, stranger, type ServerConnection } from "./server-http";
import { routes, type AdvanceBody, type EditBody, type GoToBody, type Health, type PlaneBody, type TwinsBody } from "./protocol-http";

/** Seconds of stepping asked for in one request. */
const sliceSeconds = 10;

/**
 * An engine behind HTTP: the same calls, the same bits, elsewhere. Errors arrive as they were thrown there.
 * @throws WorkbenchError `usage` for an address that is none. Calls reject with `server/unreachable` or `server/unauthorised`.
 */
export function connectRemoteEngine(options: ServerConnection): EngineApi {
  const base = serverAddress(options.url);
  /** Of the runs that are watched; null where the server or the platform has no such connection. */
  const streams = new Map<RunId, RemoteFrames | null>();
  const Socket = options.WebSocket ?? globalThis.WebSocket;
  /** Runs told to stop while no request of theirs was under way. */
  const told = new Map<RunId, "pause" | "cancel">();

  async function call<Answer>(
    name: keyof EngineApi,
    run: RunId | null,
    body?: unknown,
    query: Readonly<Record<string, unknown>> = {},
  ): Promise<Answer> {
    const { method, path } = routes[name];
    const asked = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [`${key}=${encodeURIComponent(String(value))}`]));
    const place = run === null ? path : path.replace(":run", encodeURIComponent(run));
    const response = await answerOf(options, `${place}${asked.length > 0 ? `?${asked.join("&")}` : ""}`, {
      method,
      headers: { accept: packetType, ...(body !== undefined && { "content-type": packetType }) },
      ...(body !== undefined && { body: encodePacket(body) }),
    });
    return (await readPacket(response, base)) as Answer;
  }

  async function advance(run: RunId, steps: number, watched?: readonly string[]): Promise<FieldFrame> {
    told.delete(run);
    const streamed = await framesOf(run)?.pull(steps, watched);
    if (streamed && streamed !== "dismissed") return streamed;
    streams.set(run, null);
    // Of what was asked for there some may be done.
    let left = streamed === "dismissed" ? 0 : steps;
    for (;;) {
      const body: AdvanceBody = { steps: left, within: sliceSeconds, watched };
      const { frame, done } = await call<{ frame: FieldFrame; done: number }>("advance", run, body);
      left -= done;
      const order = told.get(run);
      if (order === "cancel") throw new WorkbenchError("run/cancelled", [], `the run was cancelled at step ${frame.step}`);
      if (left <= 0 || frame.paused) return frame;
      if (order === "pause") return { ...frame, paused: true };
    }
  }

  function framesOf(run: RunId): RemoteFrames | null {
    const known = streams.get(run);
    if (known !== undefined) return known;
    const stream = (Socket as typeof WebSocket | undefined) === undefined ? null : remoteFrames(options, run, Socket);
    streams.set(run, stream);
    return stream;
  }

  return {
    describe: async () => ({ ...(await call<Awaited<ReturnType<EngineApi["describe"]>>>("describe", null)), place: base }),
    open: (spec, wish) => call("open", null, spec, { ...wish }),
    advance,
    step: (run) => call("step", run),
    frame: (run) => call("frame", run),
    async pause(run) {
      told.set(run, "pause");
      await call("pause", run);
    },
    async cancel(run) {
      told.set(run, "cancel");
      await call("cancel", run);
    },
    progress: (run) => call("progress", run),
    setParameters: (run, parameters) => call("setParameters", run, parameters),
    edit: (run, field, mark) => {
      const body: EditBody = { field, mark };
      return call("edit", run, body);
    },
    history: (run) => call("history", run),
    goTo: (run, step) => {
      told.delete(run);
      const body: GoToBody = { step };
      return call("goTo", run, body);
    },
    save: (run) => call("save", run),
    restore: (run, state) => call("restore", run, state),
    reset: (run) => call("reset", run),
    async close(run) {
      told.delete(run);
      streams.get(run)?.close();
      streams.delete(run);
      await call("close", run);
    },
    analyse: (spec) => call("analyse", null, spec),
    analysePlane: (spec, x, y) => {
      const body: PlaneBody = { spec, x, y };
      return call("analysePlane", null, body);
    },
    measure: (body) => call("measure", null, body),
    measureImage: (body) => call("measureImage", null, body),
    measureMetric: (body) => call("measureMetric", null, body),
    openTwins: (spec, twins) => {
      const body: TwinsBody = { spec, request: twins };
      return call("openTwins", null, body);
    },
    advanceTwins: (id, stop = false) => call("advanceTwins", id, { stop }),
    detect: (body) => call("detect", null, body),
    feed: (body) => call("feed", null, body),
    measureWindows: (body) => call("measureWindows", null, body),
    seriesFrame: (body) => call("seriesFrame", null, body),
  };
}

/**
 * Asks a server whether it is there and one of ours.
 * @throws WorkbenchError `usage`, or `server/unreachable` with what to look at.
 */
export async function readHealth(url: string, options: Pick<ServerConnection, "fetch"> = {}): Promise<Health> {
  const base = serverAddress(url);
  const response = await request(options, `${base}/health`, { headers: { accept: "application/json" } });
  const health = response.ok ? await response.json().catch(() => null) : null;
  if (isHealth(health)) return health;
  throw stranger(base);
}

async function readPacket(response: Response, base: string): Promise<unknown> {
  if (response.status === 204) return undefined;
  if (!response.headers.get("content-type")?.startsWith(packetType)) throw stranger(base);
  try {
    return decodePacket(new Uint8Array(await response.arrayBuffer()));
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw new WorkbenchError("server/unreachable", [], `the connection to ${base} broke while it was answering; try again`);
  }
}

function isHealth(value: unknown): value is Health {
  return typeof value === "object" && value !== null && "service" in value && value.service === "mfn-workbench";
}
