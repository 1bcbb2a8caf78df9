import { fromJSON, type PackageDefinition } from "@grpc/proto-loader";
import protobuf from "protobufjs";
import text from "./mfn.proto?raw";

/** The services of `mfn.proto`, names as written there. */
export function packageDefinition(): PackageDefinition {
  const { root } = protobuf.parse(text, { keepCase: true });
  return fromJSON(root.toJSON(), { keepCase: true, longs: Number, enums: String, defaults: true, arrays: true, objects: true });
}
