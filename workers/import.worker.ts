import { readFile } from "../src/connectors/index";
import { WorkbenchError } from "../src/core/errors";
import { offer } from "../src/engine/thread-calls";

offer({
  readFile: async (name: string, file: Uint8Array | Blob, wanted: "array" | "table") =>
    readFile(name, file instanceof Blob ? await bytesOf(name, file) : file, wanted),
});

async function bytesOf(name: string, file: Blob): Promise<Uint8Array> {
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      "the browser cannot read it: it is a folder, was moved or changed, or is too large. Choose it again",
    );
  }
}
