/** Measuring fields, as the editor knows it. */
export const measureTypes = `
/** A number that was measured: how sure it is, or why there is none. */
interface Measured {
  label: string;
  unit: string;
  value: number | null;
  interval: readonly [number, number] | null;
  note: string | null;
}
/**
 * Any metric of the workbench, by its id, as \`mfn measure --metric\` names it.
 * @example measure(end.fields.v, "lacunarity")
 */
declare function measure(
  field: Field & { periodic?: boolean },
  metric: string,
  options?: { threshold?: number | "otsu"; invert?: boolean; options?: Record<string, number | boolean | string>; draws?: number },
): Measured & { range: readonly [number, number] | null; noise: readonly object[] };
/** Box-counting dimension of the cells above a threshold, beside that of noise of equal density. */
declare function dimension(field: Field, options?: { threshold?: number | "otsu"; invert?: boolean }): Measured & { noise: number | null; threshold: number | null };
/** Length at which the spectrum, averaged over directions, peaks. \`k\` and \`power\` are the spectrum. */
declare function wavelength(field: Field & Partial<RunField>): Measured & { k: number[]; power: number[] };
/** The 18 features of MFN, corrected, of a field or of a history, oldest first; null where one is not defined. */
declare function features(history: Field | readonly Field[], options?: { millivoltsPerUnit?: number | null; periodic?: boolean }): Record<string, number | null>;
`;
