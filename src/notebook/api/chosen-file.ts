import { readFile } from "../../connectors/index";
import type { Field } from "../../core/define/metric";
import type { Calibration } from "../../core/metrics/prepare-image";
import { parseTable, type Row } from "../parse-table";

/** An image, matrix or volume as a file holds it: grey values of images from 0 to 1. */
export interface FileField extends Field {
  name: string;
  values: Float32Array | Float64Array;
  periodic: false;
  /** Length of a cell along each axis, where the file tells it. */
  calibration: Calibration | null;
  warnings: readonly string[];
}

/** A file that the reader chose, or that was loaded. */
export interface ChosenFile {
  name: string;
  bytes: Uint8Array;
  text(): string;
  /** The rows of a CSV file, numbers where all of a column are numbers. */
  table(): Row[];
  /**
   * The image, matrix or volume in it: PNG, JPEG, TIFF, NPY, NPZ, CSV, NIfTI or VTI, by the readers of the room Measure.
   * @param options `array` is the one that is meant, of a file that holds several.
   * @throws WorkbenchError `data/…` that says what is wrong with the file and how to mend it.
   */
  field(options?: { array?: string }): FileField;
}

export function chosenFile(name: string, bytes: Uint8Array): ChosenFile {
  const text = () => new TextDecoder().decode(bytes);
  return {
    name,
    bytes,
    text,
    table: () => parseTable(text()),
    field({ array } = {}) {
      const { shape, values, spacing, warnings } = readFile(name, bytes, "array", array === undefined ? {} : { array });
      return { name, shape, values, periodic: false, calibration: spacing ?? null, warnings };
    },
  };
}
