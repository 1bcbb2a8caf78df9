/** Controls, as the editor knows them. */
export const controlsTypes = `
/** A row of a table, by the names of its columns: \`const rows: Row[] = []\` is a table to be filled. */
type Row = Record<string, any>;
/** A file that the reader chose. */
interface ChosenFile {
  name: string;
  bytes: Uint8Array;
  text(): string;
  /** The rows of a CSV file, numbers where all of a column are numbers. */
  table(): Record<string, string | number | null>[];
  /**
   * The image, matrix or volume in it: PNG, JPEG, TIFF, NPY, NPZ, CSV, NIfTI or VTI. Grey values of images go from 0 to 1.
   * @param options \`array\` is the one that is meant, of a file that holds several.
   * @example measure((await load("samples/images/veins.png")).field(), "box-counting")
   */
  field(options?: { array?: string }): FileField;
}
/** A field as a file holds it, with the length of a cell where the file tells it. */
interface FileField extends Field {
  name: string;
  values: Float32Array | Float64Array;
  periodic: false;
  calibration: { edge: readonly number[]; unit: string } | null;
  warnings: readonly string[];
}
/**
 * A slider; the variable holds its value, and what rests on it follows.
 * @example const F = slider("Feed rate", { min: 0, max: 0.1, step: 0.001, value: 0.037 });
 */
declare function slider(label: string, options: { min: number; max: number; step?: number; value?: number; unit?: string; help?: string }): number;
/** A choice of one among several words. */
declare function choice<T extends string>(label: string, options: readonly T[], settings?: { value?: T; help?: string }): T;
/** A box to tick. */
declare function checkbox(label: string, settings?: { value?: boolean; help?: string }): boolean;
/** A line of text. */
declare function textInput(label: string, settings?: { value?: string; placeholder?: string; help?: string }): string;
/** A file of the reader's; null until one is chosen. It is kept in the notebook. */
declare function fileInput(label: string, settings?: { accept?: string; help?: string }): ChosenFile | null;
`;
