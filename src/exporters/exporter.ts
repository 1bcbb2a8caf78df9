import type { Definition } from "../core/define/registry";

/** What travels with every export, so that any figure can be run again. */
export interface Provenance {
  /** The completed spec as JSON text; null for data that no run made. */
  spec: string | null;
  specHash: string | null;
  software: string;
  /** What brings the result back where no spec does, in ASCII: the file that was read, the settings. */
  facts?: Readonly<Record<string, string>>;
}

/** A file ready to be saved. */
export interface ExportedFile {
  name: string;
  type: string;
  bytes: Uint8Array<ArrayBuffer>;
}

export type FileBytes = Uint8Array<ArrayBuffer>;

/**
 * A format results go out in: records in, bytes out. At once, which a command line and a click want, or later, where a library has to come first
 * or the records come one by one, as the frames of a movie do.
 */
export interface Exporter<Input, Bytes extends FileBytes | Promise<FileBytes> = FileBytes> extends Definition {
  extension: string;
  type: string;
  encode(input: Input, provenance: Provenance): Bytes;
}

/** One of the slow kind. */
export type LateExporter<Input> = Exporter<Input, Promise<FileBytes>>;

export const defineExporter = <Input>(exporter: Exporter<Input>): Exporter<Input> => exporter;
export const defineLateExporter = <Input>(exporter: LateExporter<Input>): LateExporter<Input> => exporter;
