import { unzipSync } from "fflate";
import { bundleNames } from "../core/spec/bundle";
import { WorkbenchError } from "../core/errors";
import { refuseHollow } from "./limits";

/** A file in which a spec is packed, and the files beside it that may be asked for. */
export interface PackedSpec {
  /** JSON. */
  spec: string;
  /** An entry of the same archive as text; null where there is none. */
  entry(name: string): string | null;
}

const mostSpecBytes = 10_000_000;

/**
 * The spec of a research bundle, or of an NPZ of fields that was exported here: both hold it as `spec.json`.
 * @throws WorkbenchError `data/unreadable` for a damaged archive, or one without a spec.
 */
export function specInZip(name: string, bytes: Uint8Array): PackedSpec {
  const wanted: readonly string[] = [bundleNames.spec, bundleNames.result];
  let entries: Record<string, Uint8Array>;
  try {
    entries = unzipSync(bytes, {
      filter: ({ name: entry, originalSize }) => {
        if (!wanted.includes(entry)) return false;
        refuseHollow(name, originalSize, Math.max(bytes.length, mostSpecBytes));
        return true;
      },
    });
  } catch (error) {
    if (error instanceof WorkbenchError) throw error;
    throw new WorkbenchError("data/unreadable", [name], "this archive is damaged or cut short. Copy the file again");
  }
  const spec = entries[bundleNames.spec];
  if (!spec)
    throw new WorkbenchError(
      "data/unreadable",
      [name],
      `this archive holds no ${bundleNames.spec}. A run is in what Export saves as “Research bundle”`,
    );
  const text = (entry: Uint8Array | undefined) => (entry ? new TextDecoder("utf-8").decode(entry) : null);
  return { spec: text(spec)!, entry: (entry) => text(entries[entry]) };
}

export const looksLikeHtml = (text: string): boolean => /^\s*<!doctype html/i.test(text);

/**
 * The spec in the page of a run.
 * @throws WorkbenchError `data/unreadable` for any other page.
 */
export function specInPage(name: string, text: string): string {
  const found = /<script type="application\/json" id="mfn-spec">([^<]*)<\/script>/.exec(text);
  if (!found) throw new WorkbenchError("data/unreadable", [name], "there is no run in this page. One is in what Export saves as “Page of the run”");
  return found[1]!;
}
