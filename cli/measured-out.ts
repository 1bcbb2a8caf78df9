import { extname } from "node:path";
import { WorkbenchError } from "../src/core/errors";
import { batchColumns, type BatchRow } from "../src/core/metrics/batch";
import { groupOfFile } from "../src/core/metrics/batch-groups";
import { csv } from "../src/exporters/csv";
import { json } from "../src/exporters/json";
import { parquet } from "../src/exporters/parquet";
import { provenanceOfFile } from "../src/exporters/provenance";
import type { MeasuredFile } from "./measure-file";

/** A file that could not be measured, and why. */
export interface FailedFile {
  file: string;
  error: string;
}

/** What a call found, in the order of its files. */
export interface MeasuredFiles {
  found: readonly (MeasuredFile | FailedFile)[];
  /** Of each, as printed. */
  printed: readonly unknown[];
  /** As they were given. */
  paths: readonly string[];
  settings: Readonly<Record<string, unknown>>;
}

/**
 * Decides before measuring how the result is written, so that no hour is spent on a file that cannot be.
 * @throws WorkbenchError `usage` for an ending that is none of ours.
 */
export function writerOf(path: string): (measured: MeasuredFiles) => Uint8Array {
  const provenance = ({ paths, settings }: MeasuredFiles) => provenanceOfFile(paths.join(", "), settings);
  switch (extname(path).toLowerCase()) {
    case ".csv":
      return (measured) => csv.encode(tableOf(measured), provenance(measured));
    case ".parquet":
      return (measured) => parquet.encode(tableOf(measured), provenance(measured));
    case ".json":
      return (measured) => json.encode({ files: measured.printed }, provenance(measured));
    default:
      throw new WorkbenchError("usage", [], `--out expects a file ending in .csv, .parquet or .json, got "${path}"`);
  }
}

const tableOf = ({ found }: MeasuredFiles) => ({
  columns: batchColumns(
    found.map((one): BatchRow => {
      const name = { file: one.file, group: groupOfFile(one.file) };
      if ("error" in one) return { ...name, error: one.error };
      const { image, setting, reports, warnings } = one;
      return { ...name, image: { ...image, shape: image.field.shape, warnings }, setting, reports };
    }),
  ),
});
