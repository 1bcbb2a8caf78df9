import { exp, log } from "./elementary";
import { generatedWords, seedPool } from "./seed-sequence";
import { ZIGGURAT } from "./ziggurat-tables";

const TWO_32 = 4294967296;

/** Everything a `NumpyGenerator` will draw depends on this. */
export interface GeneratorState {
  state: number[];
  increment: number[];
  /** The half of a 64-bit draw kept for the next 32-bit one. */
  half: number | null;
}

/**
 * The stream of numpy's `default_rng(seed)` (numpy 1.24): SeedSequence, PCG64 XSL-RR 128/64 (O'Neill 2014, HMC-CS-2014-0905)
 * and the algorithms of its `Generator`, bit for bit. Normals of the ziggurat's tail, one in 3 700, agree to 1e-15:
 * they take a logarithm, where C libraries differ among themselves.
 *
 * 128-bit numbers are six limbs of 22 bits (the last of 18) held in doubles: products and their sums stay below 2⁵³.
 */
export class NumpyGenerator {
  private readonly state = new Float64Array(6);
  private readonly increment = new Float64Array(6);
  /** Low and high word of the last 64-bit draw. */
  private readonly word = new Uint32Array(2);
  private half: number | null = null;

  /** @param seed a non-negative integer of any size; a number must be a safe integer. */
  constructor(seed: number | bigint) {
    const words = generatedWords(seedPool(BigInt(seed)));
    const wide = (high: number) =>
      (BigInt(words[high + 1]!) << 96n) | (BigInt(words[high]!) << 64n) | (BigInt(words[high + 3]!) << 32n) | BigInt(words[high + 2]!);
    setLimbs(this.increment, (wide(4) << 1n) | 1n);
    this.draw();
    addLimbs(this.state, wide(0));
    this.draw();
  }

  /** A copy of the stream's position. */
  save(): GeneratorState {
    return { state: [...this.state], increment: [...this.increment], half: this.half };
  }

  /** Returns to a saved position. */
  restore({ state, increment, half }: GeneratorState): void {
    this.state.set(state);
    this.increment.set(increment);
    this.half = half;
  }

  /** The next 64 bits. */
  nextUint64(): bigint {
    this.draw();
    return (BigInt(this.word[1]!) << 32n) | BigInt(this.word[0]!);
  }

  /** Uniform in [0, 1), a multiple of 2⁻⁵³. */
  random(): number {
    this.draw();
    return (this.word[1]! * 2097152 + (this.word[0]! >>> 11)) / 9007199254740992;
  }

  /** Uniform in [low, high). */
  uniform(low: number, high: number): number {
    return low + (high - low) * this.random();
  }

  /**
   * An integer in [low, high), for high − low ≤ 2³² (Lemire 2019, doi:10.1145/3230636). A range of one value draws
   * nothing. Half a 64-bit draw is used; the other half waits for the next integer, whatever is drawn between.
   */
  integers(low: number, high: number): number {
    const count = high - low;
    return count === 1 ? low : low + this.below(count);
  }

  /** A standard normal number, by the ziggurat. */
  standardNormal(): number {
    const { thresholds, widths, heights } = ZIGGURAT;
    for (;;) {
      this.draw();
      const low = this.word[0]!;
      const layer = low & 255;
      const magnitude = (this.word[1]! & 0x1fffffff) * 8388608 + (low >>> 9);
      const width = magnitude * widths[layer]!;
      const x = low & 256 ? -width : width;
      if (magnitude < thresholds[layer]!) return x;
      if (layer === 0) return this.normalTail(low & 131072);
      if ((heights[layer - 1]! - heights[layer]!) * this.random() + heights[layer]! < exp(-0.5 * x * x)) return x;
    }
  }

  /** A normal number of the given mean and standard deviation. */
  normal(mean: number, deviation: number): number {
    return mean + deviation * this.standardNormal();
  }

  fillRandom(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.random();
  }

  fillUniform(out: Float64Array, low: number, high: number): void {
    const range = high - low;
    for (let i = 0; i < out.length; i++) out[i] = low + range * this.random();
  }

  fillStandardNormal(out: Float64Array): void {
    for (let i = 0; i < out.length; i++) out[i] = this.standardNormal();
  }

  fillNormal(out: Float64Array, mean: number, deviation: number): void {
    for (let i = 0; i < out.length; i++) out[i] = mean + deviation * this.standardNormal();
  }

  fillIntegers(out: { readonly length: number; [index: number]: number }, low: number, high: number): void {
    for (let i = 0; i < out.length; i++) out[i] = this.integers(low, high);
  }

  /** One member of a list, each as likely. */
  choice<T>(list: readonly T[]): T {
    return list[this.integers(0, list.length)]!;
  }

  /** `count` different integers of [0, n) in random order: numpy's `choice(n, size=count, replace=False)`. */
  choiceWithoutReplacement(n: number, count: number): Uint32Array {
    if (n > 10000 && count > Math.floor(n / 50)) return this.tailShuffle(n, count);
    // Floyd's algorithm (Bentley, Floyd 1987, doi:10.1145/30401.315746), then a shuffle of what it found
    const chosen = new Uint32Array(count);
    const seen = new Set<number>();
    for (let k = 0; k < count; k++) {
      const j = n - count + k;
      const drawn = this.integers(0, j + 1);
      const value = seen.has(drawn) ? j : drawn;
      seen.add(value);
      chosen[k] = value;
    }
    for (let i = count - 1; i >= 1; i--) swap(chosen, i, this.integers(0, i + 1));
    return chosen;
  }

  /** The integers 0 … n − 1 in random order: numpy's `permutation(n)`, which draws by masked rejection. */
  permutation(n: number): Uint32Array {
    const order = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i >= 1; i--) {
      const mask = 0xffffffff >>> Math.clz32(i);
      let j: number;
      do j = (this.nextUint32() & mask) >>> 0;
      while (j > i);
      swap(order, i, j);
    }
    return order;
  }

  /** Half of a 64-bit draw: the low word first, the high word at the next call. */
  private nextUint32(): number {
    if (this.half !== null) {
      const kept = this.half;
      this.half = null;
      return kept;
    }
    this.draw();
    this.half = this.word[1]!;
    return this.word[0]!;
  }

  /** An integer in [0, count): the high word of draw × count, unless the low word is in the biased part. */
  private below(count: number): number {
    let drawn = this.nextUint32();
    let low = Math.imul(drawn, count) >>> 0;
    if (low < count) {
      const threshold = (TWO_32 - count) % count;
      while (low < threshold) {
        drawn = this.nextUint32();
        low = Math.imul(drawn, count) >>> 0;
      }
    }
    // drawn × count in halves of drawn, so that every step is exact
    return Math.floor(((drawn >>> 16) * count + Math.floor(((drawn & 0xffff) * count) / 65536)) / 65536);
  }

  /** |x| beyond the last layer (Marsaglia 1964, doi:10.1080/00401706.1964.10490150). 1 − u is exact, so log1p is not needed. */
  private normalTail(negative: number): number {
    for (;;) {
      const x = -ZIGGURAT.tailReciprocal * log(1 - this.random());
      const y = -log(1 - this.random());
      if (y + y > x * x) return negative ? -(ZIGGURAT.tail + x) : ZIGGURAT.tail + x;
    }
  }

  private tailShuffle(n: number, count: number): Uint32Array {
    const pool = Uint32Array.from({ length: n }, (_, i) => i);
    for (let i = n - 1; i >= Math.max(n - count, 1); i--) swap(pool, i, this.integers(0, i + 1));
    return pool.slice(n - count);
  }

  /** One step of the generator: state × multiplier + increment modulo 2¹²⁸; its output goes into `word`. */
  private draw(): void {
    const { state, increment } = this;
    const s0 = state[0]!;
    const s1 = state[1]!;
    const s2 = state[2]!;
    const s3 = state[3]!;
    const s4 = state[4]!;
    const s5 = state[5]!;
    const t0 = s0 * M0 + increment[0]!;
    const carry0 = Math.floor(t0 / LIMB);
    const t1 = s0 * M1 + s1 * M0 + increment[1]! + carry0;
    const carry1 = Math.floor(t1 / LIMB);
    const t2 = s0 * M2 + s1 * M1 + s2 * M0 + increment[2]! + carry1;
    const carry2 = Math.floor(t2 / LIMB);
    const t3 = s0 * M3 + s1 * M2 + s2 * M1 + s3 * M0 + increment[3]! + carry2;
    const carry3 = Math.floor(t3 / LIMB);
    const t4 = s0 * M4 + s1 * M3 + s2 * M2 + s3 * M1 + s4 * M0 + increment[4]! + carry3;
    const carry4 = Math.floor(t4 / LIMB);
    const t5 = s0 * M5 + s1 * M4 + s2 * M3 + s3 * M2 + s4 * M1 + s5 * M0 + increment[5]! + carry4;
    const r0 = t0 - carry0 * LIMB;
    const r1 = t1 - carry1 * LIMB;
    const r2 = t2 - carry2 * LIMB;
    const r3 = t3 - carry3 * LIMB;
    const r4 = t4 - carry4 * LIMB;
    const r5 = t5 - Math.floor(t5 / TOP_LIMB) * TOP_LIMB;
    state[0] = r0;
    state[1] = r1;
    state[2] = r2;
    state[3] = r3;
    state[4] = r4;
    state[5] = r5;
    this.output(r0 | 0, r1 | 0, r2 | 0, r3 | 0, r4 | 0, r5 | 0);
  }

  /** XSL-RR: the two halves of the state xor-ed, turned right by its top six bits. */
  private output(n0: number, n1: number, n2: number, n3: number, n4: number, n5: number): void {
    const top = (n4 >>> 8) | (n5 << 14);
    const low = (n0 | (n1 << 22)) ^ ((n2 >>> 20) | (n3 << 2) | (n4 << 24));
    const high = ((n1 >>> 10) | (n2 << 12)) ^ top;
    const swapped = top < 0;
    const a = swapped ? high : low;
    const b = swapped ? low : high;
    const turn = (top >>> 26) & 31;
    // a shift by 32 is one by 0 here: the two steps of 1 and 31 − turn make it vanish
    this.word[0] = (a >>> turn) | ((b << 1) << (31 - turn));
    this.word[1] = (b >>> turn) | ((a << 1) << (31 - turn));
  }
}

const LIMB = 4194304;
const TOP_LIMB = 262144;
const MULTIPLIER = 0x2360ed051fc65da44385df649fccf645n;
const [M0, M1, M2, M3, M4, M5] = limbsOf(MULTIPLIER);

type Limbs = [number, number, number, number, number, number];

function limbsOf(value: bigint): Limbs {
  const wrapped = BigInt.asUintN(128, value);
  return [0n, 22n, 44n, 66n, 88n, 110n].map((shift) => Number((wrapped >> shift) & 0x3fffffn)) as Limbs;
}

function setLimbs(limbs: Float64Array, value: bigint): void {
  limbs.set(limbsOf(value));
}

function addLimbs(limbs: Float64Array, value: bigint): void {
  setLimbs(limbs, limbs.reduceRight((sum, limb) => (sum << 22n) | BigInt(limb), 0n) + value);
}

function swap(list: Uint32Array, i: number, j: number): void {
  const kept = list[i]!;
  list[i] = list[j]!;
  list[j] = kept;
}
