import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler } from "fastify";
import { z } from "zod";
import type { RunSpec, RunSpecInput } from "../../src/core/spec/run-spec";
import { encodePacket, packetType } from "../../src/engine/frame-codec";
import type {
  DetectRequest,
  EngineApi,
  FeedRequest,
  OpenedRun,
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
import { leftToCore } from "../validation";
import { goneSignal, problems } from "./route";

interface Handler {
  answer: z.core.$ZodType;
  body?: z.core.$ZodType;
  query?: z.core.$ZodType;
  validator?: FastifySchemaCompiler<FastifySchema>;
  call(run: RunId, body: unknown, query: unknown, gone: AbortSignal): Promise<unknown>;
}

/** Every call of EngineApi as a route of the table in `src/engine/protocol-http.ts`. */
export function engineRoutes(app: FastifyInstance, { engine }: ServerParts): void {
  const handlers: Record<keyof EngineApi, Handler> = {
    describe: { answer: answers.description, call: () => engine.describe() },
    open: {
      answer: answers.opened,
      body: bodies.spec,
      query: wish,
      validator: leftToCore,
      call: (_, body, query) => engine.open(body as RunSpecInput, query as OpenWish),
    },
    advance: { answer: answers.advanced, body: bodies.advance, call: (run, body, _, gone) => advance(engine, run, body as AdvanceBody, gone) },
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
    analyse: { answer: answers.object, body: bodies.spec, validator: leftToCore, call: (_, body) => engine.analyse(body as RunSpecInput) },
    analysePlane: {
      answer: answers.object,
      body: bodies.plane,
      call: (_, body) => {
        const { spec, x, y } = body as PlaneBody;
        return engine.analysePlane(spec, x, y);
      },
    },
    measure: { answer: answers.object, body: bodies.measure, call: (_, body) => engine.measure(body as MeasureRequest) },
    measureImage: { answer: answers.object, body: bodies.measureImage, call: (_, body) => engine.measureImage(body as ImageRequest) },
    measureMetric: { answer: answers.object, body: bodies.measureMetric, call: (_, body) => engine.measureMetric(body as ImageMetricRequest) },
    openTwins: {
      answer: answers.id,
      body: bodies.twins,
      call: (_, body) => {
        const { spec, request } = body as TwinsBody;
        return engine.openTwins(spec, request);
      },
    },
    advanceTwins: {
      answer: answers.object,
      body: bodies.advanceTwins,
      call: (id, body) => engine.advanceTwins(id, (body as { stop: boolean }).stop),
    },
    detect: { answer: answers.object, body: bodies.detect, call: (_, body) => engine.detect(body as DetectRequest) },
    feed: { answer: answers.list, body: bodies.feed, call: (_, body) => engine.feed(body as FeedRequest) },
    measureWindows: { answer: answers.object, body: bodies.measureWindows, call: (_, body) => engine.measureWindows(body as WindowedRequest) },
    seriesFrame: { answer: answers.object, body: bodies.seriesFrame, call: (_, body) => engine.seriesFrame(body as SeriesFrameRequest) },
  };
  for (const [name, { answer, body, query, validator, call }] of Object.entries(handlers) as [keyof EngineApi, Handler][]) {
    const { method, path, title } = routes[name];
    app.route({
      method,
      url: apiRoot + path,
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
        const value = await call(run ?? "", ownNames(request.body, owner), request.query, goneSignal(reply));
        claimOpened(engine, name, value, owner);
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

/** Says whose a run is that was just opened. */
function claimOpened(engine: ServerParts["engine"], name: keyof EngineApi, value: unknown, owner: string): void {
  if (name === "open") engine.claim((value as OpenedRun).run, owner);
  if (name === "openTwins") engine.claim(value as RunId, owner);
}

/** Advances; after `within` seconds answers with the state reached so far, which is not a pause. Stops where nobody waits for the answer any more. */
async function advance(engine: EngineApi, run: RunId, { steps, within, watched }: AdvanceBody, gone: AbortSignal) {
  const { step: start } = await engine.progress(run);
  let outOfTime = false;
  const stop = () => {
    outOfTime = true;
    // A run that ended in the meantime needs no stopping.
    engine.pause(run).catch(() => undefined);
  };
  const timer = within === undefined ? undefined : setTimeout(stop, within * 1000);
  gone.addEventListener("abort", stop, { once: true });
  try {
    const frame = await engine.advance(run, steps, watched);
    return { frame: { ...frame, paused: frame.paused && !outOfTime }, done: frame.step - start };
  } finally {
    clearTimeout(timer);
  }
}

/** A packet to those who ask for one, JSON with arrays as lists to everybody else. */
function send(request: FastifyRequest, reply: FastifyReply, value: unknown): FastifyReply {
  if (request.headers.accept?.includes(packetType)) return reply.type(packetType).send(Buffer.from(encodePacket(value ?? null).buffer));
  return reply
    .type("application/json")
    .send(JSON.stringify(value ?? null, (_, item: unknown) => (ArrayBuffer.isView(item) ? Array.from(item as Float64Array) : item)));
}
