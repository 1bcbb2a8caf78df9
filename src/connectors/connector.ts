import type { Definition } from "../core/define/registry";

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
  warnings: string[];
}

/** Columns of numbers, with what labels the rows. Missing cells are NaN here and named in `warnings`. */
export interface ImportedTable {
  kind: "table";
  name: string;
  columns: { name: string; values: Float64Array<ArrayBuffer> }[];
  /** Text of a first column that is not a number, such as dates; null when there is none. */
  labels: readonly string[] | null;
  warnings: string[];
}

/** A kind of file that can be opened. */
export interface FileConnector extends Definition {
  /** Endings in lower case, without the dot. */
  extensions: readonly string[];
  /** @throws WorkbenchError `data/…` that names the file, what is wrong with it, and how to mend it. */
  read(name: string, bytes: Uint8Array): Imported;
}

export const defineFileConnector = (connector: FileConnector): FileConnector => connector;
