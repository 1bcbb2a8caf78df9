import type { SpanContext } from "@opentelemetry/api";

const form = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;

/**
 * The header `traceparent` of W3C Trace Context (Recommendation, 23 November 2021, §3.2): version, trace id, parent id, flags. Null for what is none; a later
 * version may have more behind the flags.
 */
export function parseTraceparent(header: unknown): SpanContext | null {
  const [, version, traceId, spanId, flags, more] = (typeof header === "string" && header.length <= 512 && form.exec(header)) || [];
  if (version === undefined || version === "ff" || (version === "00" && more !== undefined)) return null;
  if (/^0+$/.test(traceId!) || /^0+$/.test(spanId!)) return null;
  return { traceId: traceId!, spanId: spanId!, traceFlags: parseInt(flags!, 16) & 1, isRemote: true };
}

export const formatTraceparent = ({ traceId, spanId, traceFlags }: SpanContext): string =>
  `00-${traceId}-${spanId}-${(traceFlags & 1).toString(16).padStart(2, "0")}`;
