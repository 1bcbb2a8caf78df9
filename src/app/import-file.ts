import type { Imported, Reading, ReadingChoice } from "../connectors/connector";
import { connectImportWorker } from "../engine/client";
import type { Services } from "../state/services";

/** What `workers/import.worker.ts` offers. */
interface Importer {
  readFile(name: string, file: Uint8Array | Blob, wanted: "array" | "table", reading: Reading): Promise<Imported>;
  lookIntoFile(name: string, file: Uint8Array | Blob, reading: Reading): Promise<ReadingChoice | null>;
  /** Share of the file that is read. */
  share(): Promise<number>;
}

/** Milliseconds between two questions for the share that is read. */
const askEvery = 150;

/** Files are read in a thread of their own, which starts with the first of them. */
let importWorker: Importer | undefined;
const shared = (): Importer => (importWorker ??= connectImportWorker<Importer>());

export const lookIntoFile: Services["lookIntoFile"] = (name, file, reading) => shared().lookIntoFile(name, file, reading);

/** Reading that can be ended has a thread to itself, so that ending it disturbs no other. */
export const importFile: Services["importFile"] = async (name, file, wanted, signal, { onProgress, ...reading } = {}) => {
  if (!signal) return shared().readFile(name, file, wanted, reading);
  const worker = connectImportWorker<Importer>();
  const end = () => worker.dispose();
  if (signal.aborted) end();
  else signal.addEventListener("abort", end, { once: true });
  const asking = onProgress && setInterval(() => void worker.share().then(onProgress, () => undefined), askEvery);
  try {
    return await worker.readFile(name, file, wanted, reading);
  } finally {
    clearInterval(asking);
    signal.removeEventListener("abort", end);
    end();
  }
};
