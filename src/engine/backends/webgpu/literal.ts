const smallestNormal = 2 ** -126;
const largest = (2 - 2 ** -23) * 2 ** 127;

/** Whether a number, rounded to single precision, may be written into a shader: neither infinite, NaN, −0 nor subnormal. */
export function isWritable(value: number): boolean {
  const size = Math.abs(Math.fround(value));
  return size === 0 ? !Object.is(Math.fround(value), -0) : size >= smallestNormal && size <= largest;
}

/** A number as a WGSL literal that means exactly its single-precision neighbour. It must be writable. */
export function literal(value: number): string {
  if (!isWritable(value)) throw new Error(`${value} has no literal in single precision`);
  const single = Math.fround(value);
  return single < 0 ? `(${single}f)` : `${single}f`;
}
