import { cellCount } from "./grid";
import { complexArray, planLanes, type ComplexArray, type LaneTransform } from "./spectral-fft";

/** `all` modes of the grid; or the `two-thirds` of each axis with |index| below a third of its cells. */
export type Band = "all" | "two-thirds";

/** Lines transformed side by side: their two pairs of buffers stay in the first caches, and a line of cache is read as a whole. */
const mostLanes = 8;

/**
 * Real fields on a periodic grid, to Fourier modes and back: û[k] = Σ u[n] exp(−2πi·k·n/N) over all cells. A real field
 * has û[−k] = conj û[k], so only half of the last axis is kept, and two rows go through one complex transform. Modes stand
 * in C order as `[z][y][x]`, each axis in the order of `waves`; those outside the band are dropped and come back as 0.
 */
export class SpectralTransform {
  /** Signed indices of the modes along x (from 0 up only), y and z. An even axis has its Nyquist mode at +N/2. */
  readonly waves: { x: Int32Array; y: Int32Array; z: Int32Array };
  /** Number of modes. */
  readonly modes: number;

  private readonly cells: number;
  private readonly rows: Rows;
  private readonly y: Axis;
  private readonly z: Axis | null;
  /** After the rows: `[z][all y][x]`; after y too: `[all z][y][x]`. */
  private readonly half: ComplexArray;
  private readonly middle: ComplexArray | null;
  /** Places along x whose modes have their mirror images among the modes. */
  private readonly real: readonly number[];

  /** @param shape C order, `[ny, nx]` or `[nz, ny, nx]`, any lengths. */
  constructor(shape: readonly number[], band: Band) {
    const [nx, ny, nz] = [shape.at(-1)!, shape.at(-2)!, shape.length === 3 ? shape[0]! : 1];
    this.cells = cellCount(shape);
    const x = wavesOf(nx, band).filter((wave) => wave >= 0);
    const [y, z] = [wavesOf(ny, band), wavesOf(nz, band)];
    this.waves = { x, y, z };
    this.modes = x.length * y.length * z.length;
    this.real = 2 * x.at(-1)! === nx ? [0, x.length - 1] : [0];
    this.rows = new Rows(nx, ny * nz, x.length, this.real);
    this.y = new Axis(y, ny, nz, x.length);
    this.z = nz === 1 ? null : new Axis(z, nz, 1, x.length * y.length);
    this.half = complexArray(nz * ny * x.length);
    this.middle = this.z && complexArray(nz * y.length * x.length);
  }

  toModes(values: Float64Array, modes: ComplexArray): void {
    this.rows.toModes(values, this.half);
    this.y.toModes(this.half, this.middle ?? modes);
    if (this.middle) this.z?.toModes(this.middle, modes);
  }

  /** Writes every cell. What no real field has, such as an imaginary part of the mean, is left out. */
  toValues(modes: ComplexArray, values: Float64Array): void {
    if (this.middle) this.z?.toValues(modes, this.middle);
    this.y.toValues(this.middle ?? modes, this.half);
    this.rows.toValues(this.half, values, 1 / this.cells);
  }

  /**
   * Makes modes that stand for their own mirror image conjugate to it. Rounding parts them, no field shows it, and what
   * is hidden so would grow on its own wherever the linear part grows.
   */
  makeReal({ re, im }: ComplexArray): void {
    const [mx, my, mz] = [this.waves.x.length, this.waves.y.length, this.waves.z.length];
    for (const x of this.real)
      for (let z = 0; z < mz; z++)
        for (let y = 0; y < my; y++) {
          const at = (z * my + y) * mx + x;
          const mirror = (((mz - z) % mz) * my + ((my - y) % my)) * mx + x;
          if (mirror < at) continue;
          re[mirror] = re[at]!;
          im[mirror] = mirror === at ? 0 : -im[at]!;
        }
  }
}

/** Signed indices 0, 1, … and then from the most negative up to −1. */
function wavesOf(length: number, band: Band): Int32Array {
  const highest = band === "all" ? Math.floor(length / 2) : Math.ceil(length / 3) - 1;
  const count = band === "all" ? length : 2 * highest + 1;
  return Int32Array.from({ length: count }, (_, i) => (i <= highest ? i : i - count));
}

/** Rows along x, two by two: one is the real part, the next the imaginary part. */
class Rows {
  private readonly plan: LaneTransform;
  private readonly length: number;
  private readonly count: number;
  private readonly kept: number;
  private readonly real: readonly number[];

  constructor(length: number, count: number, kept: number, real: readonly number[]) {
    this.length = length;
    this.count = count;
    this.kept = kept;
    this.real = real;
    this.plan = planLanes(length, Math.min(mostLanes, Math.ceil(count / 2)));
  }

  toModes(values: Float64Array, modes: ComplexArray): void {
    const { lanes, input } = this.plan;
    for (let block = 0; block < this.count; block += 2 * lanes) {
      for (let lane = 0; lane < lanes; lane++) {
        const { a, b } = this.pair(block, lane, this.length);
        for (let i = 0, to = lane; i < this.length; i++, to += lanes) {
          input.re[to] = values[a + i]!;
          input.im[to] = values[b + i]!;
        }
      }
      this.plan.run();
      for (let lane = 0; lane < lanes; lane++) this.separate(block, lane, modes);
    }
  }

  toValues(modes: ComplexArray, values: Float64Array, scale: number): void {
    const { lanes, input, output } = this.plan;
    for (let block = 0; block < this.count; block += 2 * lanes) {
      input.re.fill(0);
      input.im.fill(0);
      for (let lane = 0; lane < lanes; lane++) this.join(block, lane, modes);
      this.plan.run();
      for (let lane = 0; lane < lanes; lane++) {
        const { a, b } = this.pair(block, lane, this.length);
        for (let i = 0, from = lane; i < this.length; i++, from += lanes) {
          values[b + i] = output.re[from]! * scale;
          values[a + i] = output.im[from]! * scale;
        }
      }
    }
  }

  /** Starts of the two rows of a lane. Lanes beyond the last row repeat it, and so does the second row of an odd last one. */
  private pair(block: number, lane: number, length: number): { a: number; b: number } {
    const last = this.count - 1;
    const row = block + 2 * lane;
    return { a: Math.min(row, last) * length, b: Math.min(row + 1, last) * length };
  }

  /** Z = A + iB of two real rows: A[k] = (Z[k] + conj Z[−k])/2 and B[k] = (Z[k] − conj Z[−k])/2i. */
  private separate(block: number, lane: number, { re, im }: ComplexArray): void {
    const { lanes, output } = this.plan;
    const { a, b } = this.pair(block, lane, this.kept);
    for (let k = 0, at = lane; k < this.kept; k++, at += lanes) {
      const mirror = k === 0 ? lane : (this.length - k) * lanes + lane;
      re[b + k] = 0.5 * (output.im[at]! + output.im[mirror]!);
      im[b + k] = 0.5 * (output.re[mirror]! - output.re[at]!);
      re[a + k] = 0.5 * (output.re[at]! + output.re[mirror]!);
      im[a + k] = 0.5 * (output.im[at]! - output.im[mirror]!);
    }
  }

  /** Real and imaginary parts exchanged, here and in the result: the transform is then the inverse. */
  private join(block: number, lane: number, { re, im }: ComplexArray): void {
    const { lanes, input } = this.plan;
    const { a, b } = this.pair(block, lane, this.kept);
    for (let k = 1, at = lane + lanes; k < this.kept; k++, at += lanes) {
      const mirror = (this.length - k) * lanes + lane;
      input.im[mirror] = re[a + k]! + im[b + k]!;
      input.re[mirror] = re[b + k]! - im[a + k]!;
      input.im[at] = re[a + k]! - im[b + k]!;
      input.re[at] = re[b + k]! + im[a + k]!;
    }
    // The mean and the Nyquist mode are their own mirror images, hence real.
    for (const k of this.real) {
      input.im[k * lanes + lane] = re[a + k]!;
      input.re[k * lanes + lane] = re[b + k]!;
    }
  }
}

/** Lines along another axis, neighbours side by side: `[outer][axis][inner]`. */
class Axis {
  private readonly plan: LaneTransform;
  /** Index along the whole axis of each kept mode. */
  private readonly places: Int32Array;
  private readonly all: Int32Array;
  private readonly outer: number;
  private readonly inner: number;

  constructor(waves: Int32Array, length: number, outer: number, inner: number) {
    this.outer = outer;
    this.inner = inner;
    this.places = waves.map((wave) => (wave + length) % length);
    this.all = Int32Array.from({ length }, (_, i) => i);
    this.plan = planLanes(length, Math.min(mostLanes, inner));
  }

  toModes(values: ComplexArray, modes: ComplexArray): void {
    this.pass(values.re, values.im, this.all, modes.re, modes.im, this.places);
  }

  /** The same with real and imaginary parts exchanged. */
  toValues(modes: ComplexArray, values: ComplexArray): void {
    this.pass(modes.im, modes.re, this.places, values.im, values.re, this.all);
  }

  private pass(re: Float64Array, im: Float64Array, from: Int32Array, toRe: Float64Array, toIm: Float64Array, to: Int32Array): void {
    const { inner, outer } = this;
    const { length, lanes, input, output } = this.plan;
    for (let o = 0; o < outer; o++)
      for (let block = 0; block < inner; block += lanes) {
        // The last block overlaps the one before, so that all are full.
        const first = block + lanes > inner ? inner - lanes : block;
        if (from.length < length) {
          input.re.fill(0);
          input.im.fill(0);
        }
        for (let j = 0; j < from.length; j++) {
          const source = (o * from.length + j) * inner + first;
          const at = from[j]! * lanes;
          for (let lane = 0; lane < lanes; lane++) {
            input.re[at + lane] = re[source + lane]!;
            input.im[at + lane] = im[source + lane]!;
          }
        }
        this.plan.run();
        for (let j = 0; j < to.length; j++) {
          const target = (o * to.length + j) * inner + first;
          const at = to[j]! * lanes;
          for (let lane = 0; lane < lanes; lane++) {
            toRe[target + lane] = output.re[at + lane]!;
            toIm[target + lane] = output.im[at + lane]!;
          }
        }
      }
  }
}
