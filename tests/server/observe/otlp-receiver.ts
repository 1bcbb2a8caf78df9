import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

/** A span as it came over the wire. Ids are hexadecimal; the parent's is empty at a root. */
export interface ReceivedSpan {
  traceId: string;
  spanId: string;
  parentId: string;
  name: string;
  kind: number;
  attributes: Record<string, string | number>;
  failed: boolean;
  service: string;
}

/** A collector that keeps what it gets: OTLP 1.x over HTTP, protobuf (opentelemetry-proto, trace/v1/trace.proto). */
export async function otlpReceiver(): Promise<{ url: string; spans: ReceivedSpan[]; close(): Promise<void> }> {
  const spans: ReceivedSpan[] = [];
  const server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part));
    request.on("end", () => {
      if (request.method === "POST" && request.url === "/v1/traces") spans.push(...spansOf(Buffer.concat(parts)));
      response.writeHead(200, { "content-type": "application/x-protobuf" }).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    spans,
    close: () => new Promise((resolve) => (server.close(() => resolve()), server.closeAllConnections())),
  };
}

type Fields = Map<number, (Buffer | number)[]>;

/** Fields of a protobuf message by number: lengths as bytes, varints as numbers; fixed ones are skipped over. */
function fields(bytes: Buffer): Fields {
  const found: Fields = new Map();
  let at = 0;
  const varint = () => {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = bytes[at++]!;
      value += (byte & 127) * scale;
      if (byte < 128) return value;
    }
  };
  while (at < bytes.length) {
    const tag = varint();
    const number = Math.floor(tag / 8);
    let value: Buffer | number = 0;
    if (tag % 8 === 0) value = varint();
    else if (tag % 8 === 2) {
      const length = varint();
      value = bytes.subarray(at, (at += length));
    } else at += tag % 8 === 1 ? 8 : 4;
    found.set(number, [...(found.get(number) ?? []), value]);
  }
  return found;
}

const messages = (message: Fields, number: number) => (message.get(number) ?? []).map((value) => fields(value as Buffer));
const text = (message: Fields | undefined, number: number) => (message?.get(number)?.[0] as Buffer | undefined)?.toString() ?? "";
const hex = (message: Fields, number: number) => (message.get(number)?.[0] as Buffer | undefined)?.toString("hex") ?? "";

/** KeyValue: 1 key, 2 AnyValue of which 1 is a string and 3 an integer. */
const attributesOf = (message: Fields, number: number) =>
  Object.fromEntries(
    messages(message, number).map((pair) => {
      const [value] = messages(pair, 2);
      return [text(pair, 1), value?.has(1) ? text(value, 1) : Number(value?.get(3)?.[0] ?? NaN)];
    }),
  );

function spansOf(request: Buffer): ReceivedSpan[] {
  return messages(fields(request), 1).flatMap((resourceSpans) => {
    const service = String(attributesOf(messages(resourceSpans, 1)[0]!, 1)["service.name"]);
    return messages(resourceSpans, 2)
      .flatMap((scopeSpans) => messages(scopeSpans, 2))
      .map((span) => ({
        traceId: hex(span, 1),
        spanId: hex(span, 2),
        parentId: hex(span, 4),
        name: text(span, 5),
        kind: Number(span.get(6)?.[0] ?? 0),
        attributes: attributesOf(span, 9),
        failed: messages(span, 15)[0]?.get(3)?.[0] === 2,
        service,
      }));
  });
}
