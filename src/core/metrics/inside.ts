import type { FieldValues } from "../simulation";

/** The values of the cells inside a domain, in their order; the array itself where there is no mask. */
export function insideValues(values: FieldValues, inside: Uint8Array | null): FieldValues {
  if (inside === null) return values;
  const kept = values.slice();
  let count = 0;
  for (let cell = 0; cell < values.length; cell++) if (inside[cell] !== 0) kept[count++] = values[cell]!;
  return kept.subarray(0, count);
}

/**
 * The field with its mean over the domain in every cell outside. Metrics of a whole rectangle then see no pattern there, nor
 * the jump to the zeros that a run keeps outside.
 */
export function levelledOutside(values: FieldValues, inside: Uint8Array | null): FieldValues {
  if (inside === null) return values;
  const known = insideValues(values, inside);
  let sum = 0;
  for (const value of known) sum += value;
  const mean = sum / known.length;
  return Float64Array.from(values, (value, cell) => (inside[cell] === 0 ? mean : value));
}
