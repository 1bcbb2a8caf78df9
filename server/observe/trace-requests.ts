import { context, SpanStatusCode, type Context, type Span } from "@opentelemetry/api";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { whenAnswered } from "./answered";
import { endpointOf } from "./endpoint";
import { inject, startSpan } from "./trace";

/**
 * A span around each request, inside that of the page that asked (`traceparent`), which the answer names in turn. Without a collector there are no spans, but
 * a caller's trace id still goes into the log and back.
 */
export function traceRequests(app: FastifyInstance): void {
  const spans = new WeakMap<FastifyRequest, { span: Span; within: Context }>();
  app.addHook("onRequest", (request, reply, next) => {
    const { traceparent } = request.headers;
    const method = request.method;
    const endpoint = endpointOf(request);
    const attributes = { "http.request.method": method, "http.route": endpoint, "url.scheme": request.protocol, "mfn.request_id": request.id };
    const started = startSpan(`${method} ${endpoint}`, attributes, { kind: "answers", parent: typeof traceparent === "string" ? traceparent : null });
    spans.set(request, started);
    const own = inject(started.within);
    if (own !== null) {
      void reply.header("traceparent", own);
      request.log = request.log.child({ trace_id: started.span.spanContext().traceId });
    }
    context.with(started.within, next);
  });
  // Reading the body leaves the context, for its bytes come from the socket.
  app.addHook("preHandler", (request, _, next) => {
    const started = spans.get(request);
    if (started) context.with(started.within, next);
    else next();
  });
  whenAnswered(app, (request, { status }) => {
    const started = spans.get(request);
    if (!started) return;
    started.span.setAttribute("http.response.status_code", status);
    if (status >= 500) started.span.setStatus({ code: SpanStatusCode.ERROR });
    started.span.end();
  });
}
