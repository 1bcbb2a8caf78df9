import {
  context,
  isSpanContextValid,
  ROOT_CONTEXT,
  SpanKind,
  SpanStatusCode,
  trace,
  type Attributes,
  type Context,
  type Span,
} from "@opentelemetry/api";
import { formatTraceparent, parseTraceparent } from "./traceparent";

/** What a span is of, as OpenTelemetry tells them apart. */
const kinds = {
  inside: SpanKind.INTERNAL,
  asks: SpanKind.CLIENT,
  answers: SpanKind.SERVER,
  sends: SpanKind.PRODUCER,
  takes: SpanKind.CONSUMER,
} as const;

export interface SpanOptions {
  kind?: keyof typeof kinds;
  /** A `traceparent` that came from elsewhere, such as with a job; the span under way where it is left out. */
  parent?: string | null;
}

const tracer = () => trace.getTracer("mfn-workbench");

/**
 * Does some work within a span: what it begins in turn lies inside, and its failure is told. Without MFN_OTLP_ENDPOINT nothing is traced and this is the work
 * alone. Attributes hold names and numbers, never what people entered.
 */
export async function withSpan<T>(name: string, attributes: Attributes, work: (span: Span) => T | Promise<T>, options: SpanOptions = {}): Promise<T> {
  const within = options.parent == null ? context.active() : extract(options.parent);
  return tracer().startActiveSpan(name, { kind: kinds[options.kind ?? "inside"], attributes }, within, async (span) => {
    try {
      return await work(span);
    } catch (error) {
      fail(span, error);
      throw error;
    } finally {
      span.end();
    }
  });
}

/** Starts a span that its caller ends, and the context in which it is the one under way. */
export function startSpan(name: string, attributes: Attributes, options: SpanOptions & { startTime?: number } = {}): { span: Span; within: Context } {
  const parent = options.parent == null ? context.active() : extract(options.parent);
  const { kind = "inside", startTime } = options;
  const span = tracer().startSpan(name, { kind: kinds[kind], attributes, ...(startTime !== undefined && { startTime }) }, parent);
  return { span, within: trace.setSpan(parent, span) };
}

export function fail(span: Span, error: unknown): void {
  span.setStatus({ code: SpanStatusCode.ERROR, message: error instanceof Error ? error.name : "unknown" });
}

/** The span under way as a `traceparent`, to go with a job or a request; null outside of any. */
export function inject(within: Context = context.active()): string | null {
  const found = trace.getSpanContext(within);
  return found !== undefined && isSpanContextValid(found) ? formatTraceparent(found) : null;
}

function extract(traceparent: string): Context {
  const remote = parseTraceparent(traceparent);
  return remote === null ? ROOT_CONTEXT : trace.setSpanContext(ROOT_CONTEXT, remote);
}
