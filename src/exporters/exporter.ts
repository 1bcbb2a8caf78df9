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

/** A format results go out in: records in, bytes out. */
export interface Exporter<Input> extends Definition {
  extension: string;
  type: string;
  encode(input: Input, provenance: Provenance): Uint8Array<ArrayBuffer>;
}

export const defineExporter = <Input>(exporter: Exporter<Input>): Exporter<Input> => exporter;
