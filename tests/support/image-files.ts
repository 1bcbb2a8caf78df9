import { readdirSync, readFileSync } from "node:fs";

const folder = new URL("../fixtures/images/", import.meta.url);

/** Files written by other programs: see `tests/oracle/image_files.py`. */
export const imageNames: readonly string[] = readdirSync(folder).sort();

export const imageBytes = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, folder)));

/** What the program that wrote a file reads from it. */
export interface ExpectedImage {
  shape: number[];
  /** C order; what JSON has no numbers for as words. */
  values: (number | string)[];
  edge?: number[];
  unit?: string;
  /** Where two decoders may differ. */
  tolerance?: number;
}

export const expectedImages = JSON.parse(readFileSync(new URL("../golden/oracle-image-files.json", import.meta.url), "utf8")) as Record<
  string,
  ExpectedImage
>;
