import { insideValues } from "../core/metrics/inside";
import type { FieldValues } from "../core/simulation";
import { hashField } from "../core/spec/hash";

/** Of the cells inside the domain, but for the hash. */
export interface FieldSummary {
  min: number;
  max: number;
  mean: number;
  /** Of the cells as a whole population: divided by their number. */
  std: number;
  /** SHA-256 of the little-endian values of the whole grid in C order. */
  sha256: string;
}

/**
 * What `mfn run` prints of a field. Sums are in double precision, in the order of the cells.
 * @param mask 1 for each cell inside the domain; null when all are.
 */
export function summarise(field: FieldValues, mask: Uint8Array | null): FieldSummary {
  const values = insideValues(field, mask);
  let [min, max, sum] = [Infinity, -Infinity, 0];
  for (const value of values) {
    min = Math.min(min, value);
    max = Math.max(max, value);
    sum += value;
  }
  const mean = sum / values.length;
  let squares = 0;
  for (const value of values) squares += (value - mean) ** 2;
  return { min, max, mean, std: Math.sqrt(squares / values.length), sha256: hashField(field) };
}
