/** A transform of one length, applied in place to real and imaginary parts. */
export type FourierTransform = (re: Float64Array, im: Float64Array) => void;

/**
 * The discrete Fourier transform X[k] = Σ x[n] exp(−2πi·kn/N) of any length N ≥ 1, without a factor in front: radix 2
 * (Cooley, Tukey 1965, doi:10.1090/S0025-5718-1965-0178586-1) for powers of two, otherwise as a convolution with a chirp
 * (Bluestein 1970, doi:10.1109/TAU.1970.1162132). Tables are made once and reused, so keep the transform for many rows.
 * The error grows as log N: about 1e-15 of the largest value for N = 1000.
 */
export function planFft(length: number): FourierTransform {
  if (length <= 1) return () => {};
  return (length & (length - 1)) === 0 ? planRadix2(length) : planBluestein(length);
}

/** The inverse of `planFft`, with the factor 1/N. */
export function planInverseFft(length: number): FourierTransform {
  const forward = planFft(length);
  return (re, im) => {
    forward(im, re); // exchanging the parts conjugates the exponent
    for (let i = 0; i < length; i++) {
      re[i]! /= length;
      im[i]! /= length;
    }
  };
}

/** Transforms an array of any number of axes along each of them, in place. Shape in C order, last axis fastest. */
export function fftOfArray(re: Float64Array, im: Float64Array, shape: readonly number[]): void {
  let stride = re.length;
  for (const length of shape) {
    const outer = stride;
    stride /= length;
    const transform = planFft(length);
    const [rowRe, rowIm] = [new Float64Array(length), new Float64Array(length)];
    for (let block = 0; block < re.length; block += outer)
      for (let offset = block; offset < block + stride; offset++) {
        for (let i = 0, from = offset; i < length; i++, from += stride) {
          rowRe[i] = re[from]!;
          rowIm[i] = im[from]!;
        }
        transform(rowRe, rowIm);
        for (let i = 0, to = offset; i < length; i++, to += stride) {
          re[to] = rowRe[i]!;
          im[to] = rowIm[i]!;
        }
      }
  }
}

function planRadix2(length: number): FourierTransform {
  const { cosines, sines } = rootsOfUnity(length, length / 2);
  const reversed = bitReversal(length);
  return (re, im) => {
    for (let i = 0; i < length; i++) {
      const j = reversed[i]!;
      if (j > i) [re[i], re[j], im[i], im[j]] = [re[j]!, re[i]!, im[j]!, im[i]!];
    }
    for (let half = 1; half < length; half *= 2) {
      const step = length / (2 * half);
      for (let start = 0; start < length; start += 2 * half)
        for (let k = 0; k < half; k++) {
          const a = start + k;
          const b = a + half;
          const c = cosines[k * step]!;
          const s = sines[k * step]!;
          const x = re[b]! * c - im[b]! * s;
          const y = re[b]! * s + im[b]! * c;
          re[b] = re[a]! - x;
          im[b] = im[a]! - y;
          re[a]! += x;
          im[a]! += y;
        }
    }
  };
}

/** kn = (k² + n² − (k − n)²)/2 turns the sum into a convolution with exp(πi·n²/N), done by transforms of a power of two. */
function planBluestein(length: number): FourierTransform {
  const size = 2 ** Math.ceil(Math.log2(2 * length - 1));
  const forward = planRadix2(size);
  const inverse = planInverseFft(size);
  // n² taken modulo 2N first: the angle stays small and exact for any length.
  const chirp = Array.from({ length }, (_, n) => (Math.PI * ((n * n) % (2 * length))) / length);
  const [cosines, sines] = [chirp.map(Math.cos), chirp.map(Math.sin)];
  const [filterRe, filterIm] = [new Float64Array(size), new Float64Array(size)];
  for (let n = 0; n < length; n++) {
    filterRe[n] = filterRe[(size - n) % size] = cosines[n]!;
    filterIm[n] = filterIm[(size - n) % size] = sines[n]!;
  }
  forward(filterRe, filterIm);

  const [a, b] = [new Float64Array(size), new Float64Array(size)];
  return (re, im) => {
    a.fill(0);
    b.fill(0);
    for (let n = 0; n < length; n++) {
      a[n] = re[n]! * cosines[n]! + im[n]! * sines[n]!;
      b[n] = im[n]! * cosines[n]! - re[n]! * sines[n]!;
    }
    forward(a, b);
    for (let k = 0; k < size; k++) {
      const x = a[k]! * filterRe[k]! - b[k]! * filterIm[k]!;
      b[k] = a[k]! * filterIm[k]! + b[k]! * filterRe[k]!;
      a[k] = x;
    }
    inverse(a, b);
    for (let k = 0; k < length; k++) {
      re[k] = a[k]! * cosines[k]! + b[k]! * sines[k]!;
      im[k] = b[k]! * cosines[k]! - a[k]! * sines[k]!;
    }
  };
}

function rootsOfUnity(length: number, count: number): { cosines: Float64Array; sines: Float64Array } {
  const angle = (k: number) => (-2 * Math.PI * k) / length;
  return {
    cosines: Float64Array.from({ length: count }, (_, k) => Math.cos(angle(k))),
    sines: Float64Array.from({ length: count }, (_, k) => Math.sin(angle(k))),
  };
}

function bitReversal(length: number): Uint32Array {
  const reversed = new Uint32Array(length);
  for (let i = 1; i < length; i++) reversed[i] = (reversed[i >> 1]! >> 1) | (i & 1 ? length >> 1 : 0);
  return reversed;
}
