import { Client, credentials, loadPackageDefinition, Metadata, status, type ServiceError } from "@grpc/grpc-js";
import type { ErrorRecord } from "../../src/core/errors";
import { packageDefinition } from "../../server/grpc/definition";
import { key } from "./server-parts";

type Callback = (error: ServiceError | null, answer: unknown) => void;
export type GrpcClient = Client & Record<string, (...args: unknown[]) => unknown>;
type Services = Record<string, new (address: string, credential: unknown) => GrpcClient>;

interface Unary<Answer> {
  answer: Promise<Answer>;
  cancel(): void;
}

interface Readable {
  on(event: string, handler: (value: never) => void): Readable;
  cancel(): void;
}

/** Metadata of whoever has the key. */
export function signed(apiKey = key): Metadata {
  const metadata = new Metadata();
  metadata.set("x-api-key", apiKey);
  return metadata;
}

export function grpcService(name: "Runs" | "Features" | "Streams", port: number): GrpcClient {
  const { mfn } = loadPackageDefinition(packageDefinition()) as unknown as { mfn: { v1: Services } };
  return new mfn.v1[name]!(`127.0.0.1:${port}`, credentials.createInsecure());
}

/** One call with one answer. */
export const grpcCall = <Answer>(client: GrpcClient, method: string, request: object, metadata = signed()): Promise<Answer> =>
  startCall<Answer>(client, method, request, metadata).answer;

/** One call that its caller may leave, or that has until a time in milliseconds since 1970. */
export function startCall<Answer>(
  client: GrpcClient,
  method: string,
  request: object,
  metadata = signed(),
  options: { deadline?: number } = {},
): Unary<Answer> {
  let call: { cancel(): void } | undefined;
  const answer = new Promise<Answer>((resolve, reject) => {
    const reply: Callback = (error, value) => (error ? reject(error) : resolve(value as Answer));
    call = client[method]!(request, metadata, options, reply) as { cancel(): void };
  });
  return { answer, cancel: () => call!.cancel() };
}

/** The error that a call ends with. */
export const grpcError = (answer: Promise<unknown>): Promise<ServiceError> =>
  answer.then(
    () => Promise.reject(new Error("the call succeeded")),
    (error: ServiceError) => error,
  );

/** The record of the workbench that an error carries. */
export const recordOf = ({ metadata }: ServiceError): ErrorRecord => JSON.parse(String(metadata.get("mfn-error-bin")[0])) as ErrorRecord;

/** All messages of a stream, or the first `most` of them. */
export function grpcStream<Answer>(client: GrpcClient, method: string, request: object, most = Infinity): Promise<Answer[]> {
  return new Promise((resolve, reject) => {
    const heard: Answer[] = [];
    const stream = client[method]!(request, signed()) as Readable;
    stream
      .on("data", (message: Answer) => {
        heard.push(message);
        if (heard.length < most) return;
        stream.cancel();
        resolve(heard);
      })
      .on("end", () => resolve(heard))
      .on("error", (error: ServiceError) => (error.code === status.CANCELLED ? resolve(heard) : reject(error)));
  });
}

/** A client of grpc.health.v1, which our own description does not hold. */
export interface HealthClient {
  check(service: string): Promise<string>;
  /** Hears each change until the server ends the stream, then the error that it ends with. */
  watch(service: string, heard: (state: string) => void): Promise<ServiceError>;
  close(): void;
}

const states = ["UNKNOWN", "SERVING", "NOT_SERVING", "SERVICE_UNKNOWN"];

export function healthClient(port: number): HealthClient {
  const client = new Client(`127.0.0.1:${port}`, credentials.createInsecure());
  // HealthCheckRequest.service is field 1, a string; HealthCheckResponse.status is field 1, a varint left out when 0.
  const encode = (service: string) => Buffer.from([0x0a, Buffer.byteLength(service), ...Buffer.from(service)]);
  const decode = (bytes: Buffer) => states[bytes[1] ?? 0]!;
  return {
    check: (service) =>
      new Promise((resolve, reject) =>
        client.makeUnaryRequest("/grpc.health.v1.Health/Check", encode, decode, service, (error, state) => (error ? reject(error) : resolve(state!))),
      ),
    watch: (service, heard) =>
      new Promise((resolve, reject) =>
        client
          .makeServerStreamRequest("/grpc.health.v1.Health/Watch", encode, decode, service)
          .on("data", heard)
          .on("error", resolve)
          .on("end", () => reject(new Error("the stream ended without an error"))),
      ),
    close: () => client.close(),
  };
}
