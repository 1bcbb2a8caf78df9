const digitBits = 16;
const digits = 1 << digitBits;

/**
 * The indices of values in ascending order, equal ones in the order of their indices: a radix sort on the bits of the numbers,
 * linear in their count (Knuth 1998, The Art of Computer Programming 3, §5.2.5).
 * @param values no NaN; infinities are in order. −0 comes out as equal to 0.
 */
export function ascendingOrder(values: Float64Array): Uint32Array {
  const keys = orderedBits(values);
  let order = new Uint32Array(values.length);
  for (let i = 0; i < order.length; i++) order[i] = i;
  let next = new Uint32Array(values.length);
  for (let digit = 0; digit < 4; digit++) {
    // little-endian words: the low half of value i is at 2i
    const word = digit >> 1;
    const shift = digitBits * (digit & 1);
    const starts = startsOf(keys, word, shift);
    if (starts === null) continue;
    for (let i = 0; i < order.length; i++) {
      const index = order[i]!;
      const at = (keys[2 * index + word]! >>> shift) & (digits - 1);
      next[starts[at]!++] = index;
    }
    [order, next] = [next, order];
  }
  return order;
}

/** Bits that are in the order of the numbers when read as unsigned: those of a negative number inverted, else the sign alone. */
function orderedBits(values: Float64Array): Uint32Array {
  const copy = new Float64Array(values.length);
  // the sum turns −0 into 0
  for (let i = 0; i < copy.length; i++) copy[i] = values[i]! + 0;
  const keys = new Uint32Array(copy.buffer);
  for (let i = 1; i < keys.length; i += 2) {
    const isNegative = keys[i]! >>> 31 === 1;
    if (isNegative) keys[i - 1] = ~keys[i - 1]!;
    keys[i] = isNegative ? ~keys[i]! : keys[i]! | 0x80000000;
  }
  return keys;
}

/** Where each digit begins in the sorted list; null when all have the same, as the lowest of values in single precision. */
function startsOf(keys: Uint32Array, word: number, shift: number): Uint32Array | null {
  const counts = new Uint32Array(digits);
  for (let i = word; i < keys.length; i += 2) counts[(keys[i]! >>> shift) & (digits - 1)]!++;
  if (counts.includes(keys.length / 2)) return null;
  let sum = 0;
  for (let digit = 0; digit < digits; digit++) {
    const count = counts[digit]!;
    counts[digit] = sum;
    sum += count;
  }
  return counts;
}
