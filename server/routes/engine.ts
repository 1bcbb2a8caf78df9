import type { FastifyInstance, FastifyReply, FastifyRequest, FastifySchema, FastifySchemaCompiler } from "fastify";
import type { z } from "zod";
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
import { leftToCore } from "../validation";

interface Handler {
  answer: z.core.$ZodType;
  body?: z.core.$ZodType;
  query?: z.core.$ZodType;
  validator?: FastifySchemaCompiler<FastifySchema>;
  call(run: RunId, body: unknown, query: unknown): Promise<unknown>;
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
    advance: { answer: answers.advanced, body: bodies.advance, call: (run, body) => advance(engine, run, body as AdvanceBody) },
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
        response: { 200: answer, "4xx": answers.error, "5xx": answers.error },
      },
      ...(validator && { validatorCompiler: validator }),
      handler: async (request, reply) => {
        const { run = "" } = request.params as { run?: string };
        return send(request, reply, await call(run, request.body, request.query));
      },
    });
  }
}

/** Advances; after `within` seconds answers with the state reached so far, which is not a pause. */
async function advance(engine: EngineApi, run: RunId, { steps, within, watched }: AdvanceBody) {
  const { step: start } = await engine.progress(run);
  let outOfTime = false;
  const stop = () => {
    outOfTime = true;
    // A run that ended in the meantime needs no stopping.
    engine.pause(run).catch(() => undefined);
  };
  const timer = within === undefined ? undefined : setTimeout(stop, within * 1000);
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
