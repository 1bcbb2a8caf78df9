/**
 * Counter-based random numbers: Philox4x32-10 (Salmon, Moraes, Dror, Shaw 2011, doi:10.1145/2063384.2063405).
 * Every draw is a function of (seed, step, cell, stream) alone, so threads, blocking and the order of cells cannot
 * change it. Counter words: cell, low 32 and high 21 bits of the step, stream; key: low 32 and high 21 bits of the seed.
 */
import { cos, exp, log } from "./elementary";

const M0_LOW = 0x1f53; // multiplier 0xd2511f53 in halves
const M0_HIGH = 0xd251;
const M1_LOW = 0x8d57; // multiplier 0xcd9e8d57
const M1_HIGH = 0xcd9e;
const TWO_32 = 4294967296;
const TWO_PI = 6.283185307179586;

/** The words of the last block drawn, as unsigned numbers. */
const block = new Uint32Array(4);

/**
 * Ten rounds over one counter: four words of 32 bits for four words and a key of two.
 * @param out receives the words; may not be shared between threads while in use.
 */
export function philox(out: Uint32Array, c0: number, c1: number, c2: number, c3: number, k0: number, k1: number): void {
  for (let round = 0; round < 10; round++) {
    const high0 = highProduct(c0, M0_LOW, M0_HIGH);
    const low0 = Math.imul(c0, 0xd2511f53);
    const high1 = highProduct(c2, M1_LOW, M1_HIGH);
    const low1 = Math.imul(c2, 0xcd9e8d57);
    c0 = high1 ^ c1 ^ k0;
    c1 = low1;
    c2 = high0 ^ c3 ^ k1;
    c3 = low0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  out[0] = c0;
  out[1] = c1;
  out[2] = c2;
  out[3] = c3;
}

/** A uniform number in [0, 1), a multiple of 2⁻⁵³. `seed` and `step` are integers 0 … 2⁵³−1, `cell` and `stream` below 2³². */
export function uniformAt(seed: number, step: number, cell: number, stream: number): number {
  draw(seed, step, cell, stream);
  return fraction(block[0]!, block[1]!);
}

/** A standard normal number: Box and Muller 1958, doi:10.1214/aoms/1177706645, the cosine branch of two uniforms. */
export function normalAt(seed: number, step: number, cell: number, stream: number): number {
  draw(seed, step, cell, stream);
  return normalOfBlock();
}

/** Fills `out` with the normals of cells firstCell, firstCell + 1, …: what `normalAt` gives for each. */
export function fillNormals(out: Float64Array, seed: number, step: number, firstCell: number, stream: number): void {
  const stepHigh = highWord(step);
  const seedHigh = highWord(seed);
  for (let i = 0; i < out.length; i++) {
    philox(block, (firstCell + i) | 0, step | 0, stepHigh, stream | 0, seed | 0, seedHigh);
    out[i] = normalOfBlock();
  }
}

/**
 * A Poisson count by inversion of one uniform: the smallest k with u < P(count ≤ k).
 * Meant for few events a cell and step: NaN for a mean below 0 or above 16. At most 64, whose tail is below 2⁻⁵³.
 */
export function poissonAt(mean: number, seed: number, step: number, cell: number, stream: number): number {
  if (!(mean >= 0 && mean <= 16)) return NaN;
  const u = uniformAt(seed, step, cell, stream);
  let term = exp(-mean);
  let sum = term;
  let k = 0;
  while (u >= sum && k < 64) {
    k++;
    term = (term * mean) / k;
    sum += term;
  }
  return k;
}

function draw(seed: number, step: number, cell: number, stream: number): void {
  philox(block, cell | 0, step | 0, highWord(step), stream | 0, seed | 0, highWord(seed));
}

/** Words 0, 1 give the radius from u in (0, 1], words 2, 3 the angle. */
function normalOfBlock(): number {
  const u = fraction(block[0]!, block[1]!) + 1 / 9007199254740992;
  const angle = TWO_PI * fraction(block[2]!, block[3]!);
  return Math.sqrt(-2 * log(u)) * cos(angle);
}

/** 53 bits of two words, the first the more significant. */
function fraction(high: number, low: number): number {
  return ((high >>> 5) * 67108864 + (low >>> 6)) / 9007199254740992;
}

/** Bits 32 and up of a non-negative integer below 2⁵³. */
function highWord(value: number): number {
  return Math.floor(value / TWO_32);
}

/** High word of a · m, unsigned, from halves of 16 bits; every sum of partial products stays below 2³². */
function highProduct(a: number, mLow: number, mHigh: number): number {
  const aLow = a & 0xffff;
  const aHigh = a >>> 16;
  const middle = (Math.imul(aHigh, mLow) + (Math.imul(aLow, mLow) >>> 16)) >>> 0;
  const cross = (Math.imul(aLow, mHigh) + (middle & 0xffff)) >>> 0;
  return (Math.imul(aHigh, mHigh) + (middle >>> 16) + (cross >>> 16)) | 0;
}
