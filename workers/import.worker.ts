import { blobAsSource, bytesAsSource } from "../src/connectors/byte-source";
import type { Reading } from "../src/connectors/connector";
import { choiceIn, readSource } from "../src/connectors/index";
import { offer } from "../src/engine/thread-calls";

/** Of the file that is read. */
let share = 0;

const sourceOf = (name: string, file: Uint8Array | Blob) => (file instanceof Blob ? blobAsSource(name, file) : bytesAsSource(file));

offer({
  readFile: (name: string, file: Uint8Array | Blob, wanted: "array" | "table", reading: Reading) =>
    readSource(name, sourceOf(name, file), wanted, reading, (read) => (share = read)),
  lookIntoFile: (name: string, file: Uint8Array | Blob, reading: Reading) => choiceIn(name, sourceOf(name, file), reading),
  share: () => Promise.resolve(share),
});
