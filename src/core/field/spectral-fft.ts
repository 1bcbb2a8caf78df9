import { cos, sin } from "./elementary";

/** Real and imaginary parts, index by index. */
export interface ComplexArray {
  re: Float64Array;
  im: Float64Array;
}

/** Many discrete Fourier transforms of one length side by side: element k of lane b stands at index k·lanes + b. */
export interface LaneTransform {
  readonly length: number;
  readonly lanes: number;
  /** To be filled before each run, which overwrites it. */
  readonly input: ComplexArray;
  /** Where each run leaves its result. */
  readonly output: ComplexArray;
  /** X[k] = Σ x[n] exp(−2πi·kn/N), without a factor. With the parts of input and output exchanged it is the inverse times N. */
  run(): void;
}

/** In the order in which they are tried. A length with another prime factor goes through a convolution. */
const radicesTried = [4, 2, 3, 5, 7, 11, 13];

/**
 * Transforms of any length N ≥ 1. Lengths whose prime factors are at most 13 go by self-sorting passes over two buffers in
 * turn (Stockham 1966, doi:10.1145/1464182.1464209; radix 4 where it divides), so no pass reorders and every inner loop runs
 * over neighbouring numbers. Others become a convolution with a chirp (Bluestein 1970, doi:10.1109/TAU.1970.1162132). Roots
 * of unity come from `elementary`: the same bits on every machine, as `fft.ts`, which takes the engine's sine, does not promise.
 */
export function planLanes(length: number, lanes: number): LaneTransform {
  const radices = radicesOf(length);
  return radices ? planStockham(length, lanes, radices) : planChirp(length, lanes);
}

export const complexArray = (length: number): ComplexArray => ({ re: new Float64Array(length), im: new Float64Array(length) });

/** The prime factors, 4 for each pair of twos; null when one is too large. */
function radicesOf(length: number): number[] | null {
  const radices: number[] = [];
  let rest = length;
  for (const radix of radicesTried)
    while (rest % radix === 0) {
      radices.push(radix);
      rest /= radix;
    }
  return rest === 1 ? radices : null;
}

/**
 * One pass over a sub-length n = radix·m with blocks of `block` numbers: reads element p + j·m of each, writes radix·p + j.
 * `twiddles` holds exp(−2πi·pj/n) for p in 0 … m − 1 and j in 1 … radix − 1.
 */
type Pass = (from: ComplexArray, to: ComplexArray) => void;

function planStockham(length: number, lanes: number, radices: readonly number[]): LaneTransform {
  const input = complexArray(length * lanes);
  const other = complexArray(length * lanes);
  const passes: Pass[] = [];
  let rest = length;
  let block = lanes;
  for (const radix of radices) {
    const m = rest / radix;
    passes.push(planPass(radix, m, block));
    rest = m;
    block *= radix;
  }
  const output = passes.length % 2 === 0 ? input : other;
  return {
    length,
    lanes,
    input,
    output,
    run() {
      for (let i = 0; i < passes.length; i++) passes[i]!(i % 2 === 0 ? input : other, i % 2 === 0 ? other : input);
    },
  };
}

function planPass(radix: number, m: number, block: number): Pass {
  const twiddles = complexArray(m * (radix - 1));
  for (let p = 0; p < m; p++)
    for (let j = 1; j < radix; j++) {
      const [c, s] = rootOfUnity(p * j, radix * m);
      twiddles.re[p * (radix - 1) + j - 1] = c;
      twiddles.im[p * (radix - 1) + j - 1] = s;
    }
  if (radix === 4) return (from, to) => passOf4(from, to, m, block, twiddles);
  if (radix === 2) return (from, to) => passOf2(from, to, m, block, twiddles);
  const inner = complexArray(radix);
  for (let k = 0; k < radix; k++) [inner.re[k], inner.im[k]] = rootOfUnity(k, radix);
  return (from, to) => passOfOdd(from, to, radix, m, block, twiddles, inner);
}

function passOf2({ re: xr, im: xi }: ComplexArray, { re: yr, im: yi }: ComplexArray, m: number, block: number, twiddles: ComplexArray): void {
  for (let p = 0; p < m; p++) {
    const c = twiddles.re[p]!;
    const s = twiddles.im[p]!;
    const end = block * (p + 1);
    for (let a = block * p, b = block * (p + m), y = 2 * block * p; a < end; a++, b++, y++) {
      const ar = xr[a]!;
      const ai = xi[a]!;
      const br = xr[b]!;
      const bi = xi[b]!;
      const dr = ar - br;
      const di = ai - bi;
      yr[y] = ar + br;
      yi[y] = ai + bi;
      yr[y + block] = dr * c - di * s;
      yi[y + block] = dr * s + di * c;
    }
  }
}

function passOf4({ re: xr, im: xi }: ComplexArray, { re: yr, im: yi }: ComplexArray, m: number, block: number, twiddles: ComplexArray): void {
  const quarter = block * m;
  passOf4Straight(xr, xi, yr, yi, quarter, block);
  for (let p = 1; p < m; p++) {
    const c1 = twiddles.re[3 * p]!;
    const s1 = twiddles.im[3 * p]!;
    const c2 = twiddles.re[3 * p + 1]!;
    const s2 = twiddles.im[3 * p + 1]!;
    const c3 = twiddles.re[3 * p + 2]!;
    const s3 = twiddles.im[3 * p + 2]!;
    const end = block * (p + 1);
    for (let a = block * p, y = 4 * block * p; a < end; a++, y++) {
      const b = a + quarter;
      const c = b + quarter;
      const d = c + quarter;
      const evenR = xr[a]! + xr[c]!;
      const evenI = xi[a]! + xi[c]!;
      const evenDr = xr[a]! - xr[c]!;
      const evenDi = xi[a]! - xi[c]!;
      const oddR = xr[b]! + xr[d]!;
      const oddI = xi[b]! + xi[d]!;
      const oddDr = xi[b]! - xi[d]!;
      const oddDi = xr[d]! - xr[b]!;
      yr[y] = evenR + oddR;
      yi[y] = evenI + oddI;
      const y1r = evenDr + oddDr;
      const y1i = evenDi + oddDi;
      yr[y + block] = y1r * c1 - y1i * s1;
      yi[y + block] = y1r * s1 + y1i * c1;
      const y2r = evenR - oddR;
      const y2i = evenI - oddI;
      yr[y + 2 * block] = y2r * c2 - y2i * s2;
      yi[y + 2 * block] = y2r * s2 + y2i * c2;
      const y3r = evenDr - oddDr;
      const y3i = evenDi - oddDi;
      yr[y + 3 * block] = y3r * c3 - y3i * s3;
      yi[y + 3 * block] = y3r * s3 + y3i * c3;
    }
  }
}

/** The part of `passOf4` with p = 0, whose twiddles are all 1: the whole of the last pass. */
function passOf4Straight(xr: Float64Array, xi: Float64Array, yr: Float64Array, yi: Float64Array, quarter: number, block: number): void {
  for (let a = 0; a < block; a++) {
    const b = a + quarter;
    const c = b + quarter;
    const d = c + quarter;
    const evenR = xr[a]! + xr[c]!;
    const evenI = xi[a]! + xi[c]!;
    const evenDr = xr[a]! - xr[c]!;
    const evenDi = xi[a]! - xi[c]!;
    const oddR = xr[b]! + xr[d]!;
    const oddI = xi[b]! + xi[d]!;
    const oddDr = xi[b]! - xi[d]!;
    const oddDi = xr[d]! - xr[b]!;
    yr[a] = evenR + oddR;
    yi[a] = evenI + oddI;
    yr[a + block] = evenDr + oddDr;
    yi[a + block] = evenDi + oddDi;
    yr[a + 2 * block] = evenR - oddR;
    yi[a + 2 * block] = evenI - oddI;
    yr[a + 3 * block] = evenDr - oddDr;
    yi[a + 3 * block] = evenDi - oddDi;
  }
}

/** The sum as it stands, over elements k and radix − k together: their cosines are equal and their sines opposite. */
function passOfOdd(from: ComplexArray, to: ComplexArray, radix: number, m: number, block: number, twiddles: ComplexArray, inner: ComplexArray): void {
  const { re: xr, im: xi } = from;
  const { re: yr, im: yi } = to;
  const part = block * m;
  for (let p = 0; p < m; p++)
    for (let q = 0; q < block; q++) {
      const first = block * p + q;
      const target = radix * block * p + q;
      let sumR = xr[first]!;
      let sumI = xi[first]!;
      for (let j = 1; j < radix; j++) {
        sumR += xr[first + j * part]!;
        sumI += xi[first + j * part]!;
      }
      yr[target] = sumR;
      yi[target] = sumI;
      for (let k = 1; 2 * k < radix; k++) {
        let evenR = xr[first]!;
        let evenI = xi[first]!;
        let oddR = 0;
        let oddI = 0;
        for (let j = 1; 2 * j < radix; j++) {
          const a = first + j * part;
          const b = first + (radix - j) * part;
          const c = inner.re[(j * k) % radix]!;
          const s = inner.im[(j * k) % radix]!;
          evenR += (xr[a]! + xr[b]!) * c;
          evenI += (xi[a]! + xi[b]!) * c;
          oddR -= (xi[a]! - xi[b]!) * s;
          oddI += (xr[a]! - xr[b]!) * s;
        }
        store(to, target + k * block, evenR + oddR, evenI + oddI, twiddles, p * (radix - 1) + k - 1);
        store(to, target + (radix - k) * block, evenR - oddR, evenI - oddI, twiddles, (p + 1) * (radix - 1) - k);
      }
    }
}

function store(to: ComplexArray, at: number, re: number, im: number, twiddles: ComplexArray, twiddle: number): void {
  const c = twiddles.re[twiddle]!;
  const s = twiddles.im[twiddle]!;
  to.re[at] = re * c - im * s;
  to.im[at] = re * s + im * c;
}

/** kn = (k² + n² − (k − n)²)/2 turns the sum into a convolution with exp(πi·n²/N), done by transforms of a power of two. */
function planChirp(length: number, lanes: number): LaneTransform {
  let size = 1;
  while (size < 2 * length - 1) size *= 2;
  const inner = planLanes(size, lanes);
  const input = complexArray(length * lanes);
  const output = complexArray(length * lanes);
  const chirp = complexArray(length);
  // n² modulo 2N first: the angle stays small and exact for any length.
  for (let n = 0; n < length; n++) [chirp.re[n], chirp.im[n]] = rootOfUnity((n * n) % (2 * length), 2 * length);
  const filter = chirpFilter(chirp, length, size);
  return {
    length,
    lanes,
    input,
    output,
    run() {
      const { input: to, output: from } = inner;
      to.re.fill(0, length * lanes);
      to.im.fill(0, length * lanes);
      multiplyLanes(input, chirp, to, lanes, length, 1);
      inner.run();
      // Parts exchanged before and after: the second run is the inverse.
      multiplyLanes(from, filter, { re: to.im, im: to.re }, lanes, size, 1);
      inner.run();
      multiplyLanes({ re: from.im, im: from.re }, chirp, output, lanes, length, 1 / size);
    },
  };
}

/** The transform of the conjugate chirp, laid out around 0. */
function chirpFilter(chirp: ComplexArray, length: number, size: number): ComplexArray {
  const plan = planLanes(size, 1);
  plan.input.re.fill(0);
  plan.input.im.fill(0);
  for (let n = 0; n < length; n++)
    for (const at of [n, (size - n) % size]) {
      plan.input.re[at] = chirp.re[n]!;
      plan.input.im[at] = -chirp.im[n]!;
    }
  plan.run();
  return { re: plan.output.re.slice(), im: plan.output.im.slice() };
}

function multiplyLanes(from: ComplexArray, by: ComplexArray, to: ComplexArray, lanes: number, length: number, scale: number): void {
  for (let k = 0, i = 0; k < length; k++) {
    const c = by.re[k]! * scale;
    const s = by.im[k]! * scale;
    for (let b = 0; b < lanes; b++, i++) {
      const re = from.re[i]!;
      const im = from.im[i]!;
      to.re[i] = re * c - im * s;
      to.im[i] = re * s + im * c;
    }
  }
}

/** exp(−2πi·k/N) as [cosine, sine], from the first eighth of the circle, so that opposite roots are exactly opposite. */
export function rootOfUnity(k: number, length: number): [number, number] {
  // Eighths of the circle, and what is left, in units of 1/8 of 1/N.
  const turned = (8 * k) % (8 * length);
  const octant = Math.floor(turned / length);
  const rest = turned - octant * length;
  const angle = (2 * Math.PI * (octant % 2 === 0 ? rest : length - rest)) / (8 * length);
  const [c, s] = [cos(angle), sin(angle)];
  const [x, y] = octant % 4 === 0 || octant % 4 === 3 ? [c, s] : [s, c];
  return [octant >= 2 && octant < 6 ? -x : x, octant < 4 ? -y : y];
}
