import { trace } from "@opentelemetry/api";
import type { LogEvent } from "kysely";
import { fail, startSpan } from "./trace";

const longest = 500;

/** A span for each query that belongs to something traced: its SQL, in which values are $1, $2 …, and how long it took. */
export function traceQuery(event: LogEvent): void {
  if (!trace.getActiveSpan()?.isRecording()) return;
  const { sql } = event.query;
  const attributes = { "db.system.name": "postgresql", "db.query.text": sql.slice(0, longest) };
  const startTime = Date.now() - event.queryDurationMillis;
  const { span } = startSpan(`database ${/^\W*(\w+)/.exec(sql)?.[1]?.toLowerCase() ?? "query"}`, attributes, { kind: "asks", startTime });
  if (event.level === "error") fail(span, event.error);
  span.end();
}
