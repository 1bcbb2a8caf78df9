import { fromJSON, loadSync, type PackageDefinition } from "@grpc/proto-loader";
import { protoPath as healthProto } from "grpc-health-check";
import protobuf from "protobufjs";
import descriptor from "protobufjs/ext/descriptor/index.js";
import text from "./mfn.proto?raw";

/** The services of `mfn.proto`, names as written there. */
export function packageDefinition(): PackageDefinition {
  const { root } = protobuf.parse(text, { keepCase: true });
  return fromJSON(root.toJSON(), { keepCase: true, longs: Number, enums: String, defaults: true, arrays: true, objects: true });
}

/** What reflection tells of: our services and health. */
export function reflectedDefinition(): PackageDefinition {
  const definition = { ...packageDefinition(), ...loadSync(healthProto, { keepCase: true }) };
  return Object.fromEntries(
    Object.entries(definition).map(([name, entry]) => [
      name,
      "fileDescriptorProtos" in entry && Array.isArray(entry.fileDescriptorProtos)
        ? { ...entry, fileDescriptorProtos: entry.fileDescriptorProtos.map(withEntryNames) }
        : entry,
    ]),
  ) as PackageDefinition;
}

/** protobufjs names the entries of a map after its field alone. Readers that are strict (Go, so grpcurl) want "Entry" behind, as protoc writes it. */
function withEntryNames(bytes: Uint8Array): Buffer {
  const file = descriptor.FileDescriptorProto.decode(bytes) as protobuf.Message & descriptor.IFileDescriptorProto;
  for (const { nestedType = [], field = [] } of file.messageType ?? []) {
    for (const entry of nestedType.filter(({ options }) => options?.mapEntry)) {
      const name = `${entry.name}Entry`;
      for (const each of field) if (each.typeName === entry.name) each.typeName = name;
      entry.name = name;
    }
  }
  return Buffer.from(descriptor.FileDescriptorProto.encode(file).finish());
}
