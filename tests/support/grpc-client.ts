import { credentials, loadPackageDefinition, Metadata, status, type Client, type ServiceError } from "@grpc/grpc-js";
import { packageDefinition } from "../../server/grpc/definition";
import { key } from "./server-parts";

type Callback = (error: ServiceError | null, answer: unknown) => void;
export type GrpcClient = Client & Record<string, (...args: unknown[]) => unknown>;
type Services = Record<string, new (address: string, credential: unknown) => GrpcClient>;

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
export function grpcCall<Answer>(client: GrpcClient, method: string, request: object, metadata = signed()): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const reply: Callback = (error, answer) => (error ? reject(error) : resolve(answer as Answer));
    client[method]!(request, metadata, reply);
  });
}

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
