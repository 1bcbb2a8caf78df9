import type { Definition } from "../core/define/registry";
import type { ByteSource } from "./byte-source";
import type { CsvLayout } from "./csv-layout";

/** What a file turned out to hold. */
export type Imported = ImportedArray | ImportedTable;

/** An image, matrix or volume: grey values in C order. */
export interface ImportedArray {
  kind: "array";
  name: string;
  shape: readonly number[];
  values: Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer>;
  /** Range the format can hold, such as [0, 1] for a PNG; null when the format sets none. */
  nominalRange: readonly [number, number] | null;
  /**
   * Length of a cell along each axis of `shape`, when the file says so. The unit is nm, µm, mm, cm, m, inch or what the file calls
   * it; empty when it gives lengths without naming their unit.
   */
  spacing?: { edge: readonly number[]; unit: string };
  choice?: ReadingChoice;
  warnings: string[];
}

/** Columns of numbers, with what labels the rows. Missing cells are NaN here and named in `warnings`. */
export interface ImportedTable {
  kind: "table";
  name: string;
  columns: { name: string; values: Float64Array<ArrayBuffer> }[];
  /** Text of the column that names the rows, such as dates; null when there is none. */
  labels: readonly string[] | null;
  /** The columns are dimensions of one series, rather than series of their own. */
  dimensions?: boolean;
  choice?: ReadingChoice;
  warnings: string[];
}

/** What a person may decide about the reading of a file, with what was decided for this one. */
export type ReadingChoice =
  | {
      kind: "layout";
      /** In which the file was read. */
      layout: CsvLayout;
      /** That is found when nobody decides. */
      found: CsvLayout;
      /** Titles of all columns, those of words among them. */
      titles: readonly string[];
      /** The first rows as they are written, without that of the titles. */
      rows: readonly (readonly string[])[];
    }
  | { kind: "array"; arrays: readonly string[]; array: string };

/** How a file is to be read, as far as it was decided. */
export interface Reading {
  layout?: Partial<CsvLayout>;
  /** Name of an array in an archive. */
  array?: string;
  /** Values that the file may hold, as where it is a stranger's; what fits into memory unless given. */
  most?: number | undefined;
}

/** Is told the share of a file that is read, 0 … 1; what follows at 1 takes its time without a share. */
export type OnProgress = (share: number) => void;

/** A kind of file that can be opened. */
export interface FileConnector extends Definition {
  /** Endings in lower case, without the dot. */
  extensions: readonly string[];
  /**
   * @param most values that it may hold, told from its header before it is unpacked; `mostCells` unless given.
   * @throws WorkbenchError `data/…` that names the file, what is wrong with it, and how to mend it.
   */
  read(name: string, bytes: Uint8Array, most?: number): Imported;
}

/** A kind of file that holds tables alone, and is read piece by piece. */
export interface TableConnector extends Definition {
  extensions: readonly string[];
  /** Whether a file that begins so is of this kind, whatever its name. */
  begins(head: Uint8Array): boolean;
  /** @throws WorkbenchError `data/…` that names the file, what is wrong with it, and how to mend it. */
  read(name: string, source: ByteSource, onProgress: OnProgress, most?: number): Promise<ImportedTable>;
}

export const defineTableConnector = (connector: TableConnector): TableConnector => connector;
export const defineFileConnector = (connector: FileConnector): FileConnector => connector;
