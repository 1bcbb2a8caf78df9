import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import type { RunSpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { encodePacket, packetType } from "../../src/engine/frame-codec";
import type {
  DetectRequest,
  EngineApi,
  FeedRequest,
  OpenWish,
  ImageMetricRequest,
  ImageRequest,
  MeasureRequest,
  RunId,
  SavedState,
  WindowedRequest,
  SeriesFrameRequest,
} from "../../src/engine/protocol";
import { apiRoot, routes, type AdvanceBody, type EditBody, type GoToBody, type PlaneBody, type TwinsBody } from "../../src/engine/protocol-http";
import type { ServerParts } from "../parts";
import { answers, bodies, wish } from "../schemas";
import { takePackets } from "../packets";
import { leftToCore } from "../validation";
import { goneSignal, problems, refuseGone } from "./route";

/** Bytes of a body: a state of 2²⁴ cells, two fields of single precision, with room to spare. */
const maxPacketBytes = 160 * 2 ** 20;

/** A call, as far as it does not stand in its body. */
interface Asked {
  /** Aborted when whoever asked has gone. */
  gone: AbortSignal;
  /** User id of whoever asks. */
  owner: string;
}

interface Handler {
  answer: z.core.$ZodType;
  body?: z.core.$ZodType;
  query?: z.core.$ZodType;
  validator?: FastifySchemaCompiler<FastifySchema>;
  call(run: RunId, body: unknown, query: unknown, asked: Asked): Promise<unknown>;
}

/** Every call of EngineApi as a route of the table in `src/engine/protocol-http.ts`. */
export async function engineRoutes(app: FastifyInstance, parts: ServerParts): Promise<void> {
  await app.register(async (scope) => {
    takePackets(scope);
    addRoutes(scope, parts);
  });
}

function addRoutes(app: FastifyInstance, { engine, config }: ServerParts): void {
  const handlers: Record<keyof EngineApi, Handler> = {
    describe: { answer: answers.description, call: () => engine.describe() },
    open: {
      answer: answers.opened,
      body: bodies.spec,
      query: wish,
      validator: leftToCore,
      call: (_, body, query, { owner }) => engine.open(body as RunSpecInput, query as OpenWish, owner),
    },
    advance: {
      answer: answers.advanced,
      body: bodies.advance,
      call: (run, body, _, { gone }) => advance(engine, run, body as AdvanceBody, gone, config.callSeconds),
    },
    step: { answer: answers.frame, call: (run) => engine.step(run) },
    frame: { answer: answers.frame, call: (run) => engine.frame(run) },
    pause: { answer: answers.nothing, call: (run) => engine.pause(run) },
    cancel: { answer: answers.nothing, call: (run) => engine.cancel(run) },
    progress: { answer: answers.progress, call: (run) => engine.progress(run) },
    setParameters: {
      answer: answers.parameters,
      body: bodies.parameters,
      call: (run, body) => engine.setParameters(run, body as RunSpec["parameters"]),
    },
    edit: {
      answer: answers.edited,
      body: bodies.edit,
      call: (run, body) => {
        const { field, mark } = body as EditBody;
        return engine.edit(run, field, mark);
      },
    },
    history: { answer: answers.object, call: (run) => engine.history(run) },
    goTo: { answer: answers.frame, body: bodies.goTo, call: (run, body) => engine.goTo(run, (body as GoToBody).step) },
    save: { answer: answers.object, call: (run) => engine.save(run) },
    restore: { answer: answers.frame, body: bodies.state, call: (run, body) => engine.restore(run, body as SavedState) },
    reset: { answer: answers.frame, call: (run) => engine.reset(run) },
    close: { answer: answers.nothing, call: (run) => engine.close(run) },
    analyse: {
      answer: answers.object,
      body: bodies.spec,
      validator: leftToCore,
      call: (_, body, __, { gone }) => engine.analyse(body as RunSpecInput, gone),
    },
    analysePlane: {
      answer: answers.object,
      body: bodies.plane,
      call: (_, body, __, { gone }) => {
        const { spec, x, y } = body as PlaneBody;
        return engine.analysePlane(spec, x, y, gone);
      },
    },
    measure: { answer: answers.object, body: bodies.measure, call: (_, body, __, { gone }) => engine.measure(body as MeasureRequest, gone) },
    measureImage: {
      answer: answers.object,
      body: bodies.measureImage,
      call: (_, body, __, { gone }) => engine.measureImage(body as ImageRequest, gone),
    },
    measureMetric: {
      answer: answers.object,
      body: bodies.measureMetric,
      call: (_, body, __, { gone }) => engine.measureMetric(body as ImageMetricRequest, gone),
    },
    openTwins: {
      answer: answers.id,
      body: bodies.twins,
      call: (_, body, __, { owner }) => {
        const { spec, request } = body as TwinsBody;
        return engine.openTwins(spec, request, owner);
      },
    },
    advanceTwins: {
      answer: answers.object,
      body: bodies.advanceTwins,
      call: (id, body, _, { gone }) => engine.advanceTwins(id, (body as { stop: boolean }).stop, gone),
    },
    detect: { answer: answers.object, body: bodies.detect, call: (_, body, __, { gone }) => engine.detect(body as DetectRequest, gone) },
    feed: { answer: answers.list, body: bodies.feed, call: (_, body, __, { gone }) => engine.feed(body as FeedRequest, gone) },
    measureWindows: {
      answer: answers.object,
      body: bodies.measureWindows,
      call: (_, body, __, { gone }) => engine.measureWindows(body as WindowedRequest, gone),
    },
    seriesFrame: {
      answer: answers.object,
      body: bodies.seriesFrame,
      call: (_, body, __, { gone }) => engine.seriesFrame(body as SeriesFrameRequest, gone),
    },
  };
  for (const [name, { answer, body, query, validator, call }] of Object.entries(handlers) as [keyof EngineApi, Handler][]) {
    const { method, path, title } = routes[name];
    app.route({
      method,
      url: apiRoot + path,
      ...(body && { bodyLimit: maxPacketBytes }),
      schema: {
        operationId: name,
        summary: title,
        tags: ["engine"],
        ...(body && { body }),
        ...(query && { querystring: query }),
        ...(path.includes(":run") && { params: runParams }),
        response: { 200: answer, ...problems },
      },
      ...(validator && { validatorCompiler: validator }),
      handler: async (request, reply) => {
        const { run } = request.params as { run?: string };
        const owner = request.principal?.userId ?? "";
        if (run !== undefined) engine.checkOwner(run, owner);
        const gone = goneSignal(reply);
        refuseGone(gone);
        const value = await call(run ?? "", ownNames(request.body, owner), request.query, { gone, owner });
        return send(request, reply, theirNames(value, request.body));
      },
    });
  }
}

const runParams = z.object({ run: z.string().max(100) });

/** Names under which the engine remembers what a caller sent before. */
const remembered = ["stream", "pixels", "key"] as const;

/** A body whose names are its user's own: two users may take the same ones. */
function ownNames(body: unknown, owner: string): unknown {
  if (typeof body !== "object" || body === null || !remembered.some((name) => name in body)) return body;
  const named = body as Partial<Record<(typeof remembered)[number], unknown>>;
  const own = remembered.flatMap((name) => (typeof named[name] === "string" ? [[name, `${owner}/${named[name]}`] as const] : []));
  return { ...body, ...Object.fromEntries(own) };
}

/** An answer with the name that the caller gave. */
function theirNames(value: unknown, body: unknown): unknown {
  if (typeof value !== "object" || value === null || !("stream" in value)) return value;
  return { ...value, stream: (body as { stream?: unknown }).stream };
}

/**
 * Advances; after `within` seconds answers with the state reached so far, which is not a pause. Stops where nobody waits for the answer any more.
 * @param most seconds for whoever has not said how long they would wait.
 * @throws WorkbenchError `server/refused` where that was too short; the run stands where it came to.
 */
async function advance(engine: ServerParts["engine"], run: RunId, { steps, within, watched }: AdvanceBody, gone: AbortSignal, most: number) {
  const { step: start } = await engine.progress(run);
  refuseGone(gone);
  let outOfTime = false;
  const stop = () => {
    outOfTime = true;
    // A run that ended in the meantime needs no stopping.
    engine.pause(run).catch(() => undefined);
  };
  const timer = setTimeout(stop, (within ?? most) * 1000);
  gone.addEventListener("abort", stop, { once: true });
  try {
    const frame = await engine.advance(run, steps, watched);
    if (within === undefined && outOfTime && !gone.aborted && frame.step - start < steps) throw notDoneInTime(most, steps, frame.step - start);
    return { frame: { ...frame, paused: frame.paused && !outOfTime }, done: frame.step - start };
  } finally {
    clearTimeout(timer);
  }
}

const notDoneInTime = (seconds: number, steps: number, done: number) =>
  Object.assign(
    new WorkbenchError(
      "server/refused",
      ["body", "steps"],
      `after ${seconds} s (MFN_CALL_SECONDS) ${done} of the ${steps} steps are done, and the run stands there; ask for the others, or give "within"`,
      { limit: steps, actual: done },
    ),
    { statusCode: 503 },
  );

/** A packet to those who ask for one, JSON with arrays as lists to everybody else; what only the engine reads is a packet there too, in base64. */
function send(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  if (request.headers.accept?.includes(packetType)) return reply.type(packetType).send(Buffer.from(encodePacket(value ?? null).buffer));
  return reply.type("application/json").send(
    JSON.stringify(value ?? null, (name, item: unknown) => {
      if (name === "extra" && item !== undefined) return Buffer.from(encodePacket(item)).toString("base64");
      return ArrayBuffer.isView(item) ? Array.from(item as Float64Array) : item;
    }),
  );
}
