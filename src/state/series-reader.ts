import type { Reading } from "../connectors/connector";
import type { SeriesInput } from "./regimes-slice";
import { tableOf, type OpenedTable } from "./series-table";
import type { Services } from "./services";

/** A file as it is open, or was tried. */
interface Attempt {
  file: Uint8Array | Blob;
  input: SeriesInput;
}

/** Reads the files of the Regimes room, one at a time: a file that is opened ends the reading of the one before. */
export function seriesReader({ importFile, lookIntoFile }: Pick<Services, "importFile" | "lookIntoFile">, show: (input: SeriesInput | null) => void) {
  /** What the table on the screen was read from. */
  let open: Attempt | null = null;
  let last: Attempt | null = null;
  let reading: AbortController | null = null;

  /** @returns null when the reading was ended, or overtaken by another. */
  async function attempt(file: Uint8Array | Blob, input: SeriesInput): Promise<OpenedTable | null> {
    reading?.abort();
    const mine = (reading = new AbortController());
    const tell = (change: Partial<SeriesInput>) => {
      last = { file, input: { ...last!.input, ...change } };
      show(last.input);
    };
    last = { file, input };
    tell({ state: { kind: "reading", share: 0 } });
    const onProgress = (share: number) => {
      if (mine === reading) tell({ state: { kind: "reading", share } });
    };
    try {
      const imported = await importFile(input.name, file, "table", mine.signal, { ...input.reading, onProgress });
      if (mine !== reading) return null;
      const table = tableOf(imported);
      tell({ choice: imported.choice ?? null, state: { kind: "open" } });
      open = last;
      reading = null;
      return table;
    } catch (error) {
      if (mine !== reading) return null;
      const choice = await lookIntoFile(input.name, file, input.reading).catch(() => null);
      if (mine !== reading) return null;
      reading = null;
      tell({ choice, state: { kind: "failed" } });
      throw error;
    }
  }

  return {
    /** @throws WorkbenchError when it cannot be read. */
    open(name: string, file: Uint8Array | Blob): Promise<OpenedTable | null> {
      const size = file instanceof Blob ? file.size : file.length;
      return attempt(file, { name, size, reading: {}, choice: null, state: { kind: "reading", share: 0 } });
    },
    /** Reads the file that was opened or tried last in another way. @throws WorkbenchError when it cannot be read so. */
    readAnew: async (how: Reading): Promise<OpenedTable | null> => (last ? attempt(last.file, { ...last.input, reading: how }) : null),
    cancel(): void {
      reading?.abort();
      reading = null;
      last = open;
      show(open?.input ?? null);
    },
  };
}
