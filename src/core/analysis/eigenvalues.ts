import { normOf, type Complex, type ComplexMatrix } from "./linear-algebra";

/**
 * Eigenvalues of a square complex matrix, largest real part first, then largest imaginary part. One and two species are
 * solved in closed form; larger matrices by Hessenberg reduction and shifted QR. A matrix without imaginary part yields
 * exact zeros for the imaginary parts of its real eigenvalues. Returns an empty list when an entry is not finite.
 *
 * Source: Francis 1961/1962, Comput. J. 4:265, doi:10.1093/comjnl/4.3.265; Wilkinson shift as in Golub, Van Loan 2013,
 * Matrix Computations, §7.5.
 */
export function eigenvalues(matrix: ComplexMatrix): Complex[] {
  const { n } = matrix;
  const norm = normOf(matrix);
  if (!Number.isFinite(norm)) return [];
  if (norm === 0) return Array.from({ length: n }, () => ({ re: 0, im: 0 }));
  const scaled = scaledTo(matrix, norm);
  const found =
    n === 1 ? [at(scaled, 0, 0)] : n === 2 ? ofTwoByTwo(at(scaled, 0, 0), at(scaled, 0, 1), at(scaled, 1, 0), at(scaled, 1, 1)) : byShiftedQr(scaled);
  if (n > 2 && scaled.im.every((part) => part === 0)) found.forEach(dropRounding);
  // Real parts that differ by rounding alone count as equal, or a pair would come in either order.
  const rank = ({ re }: Complex) => Math.round(re * 1e12);
  found.sort((a, b) => rank(b) - rank(a) || b.im - a.im);
  // "+ 0" turns −0 into 0
  return found.map(({ re, im }) => ({ re: re * norm + 0, im: im * norm + 0 }));
}

/** Entries this small beside the norm are rounding, and their squares would underflow. */
const negligible = 1e-150;

/** The matrix at norm 1, so that neither tiny nor huge entries leave the range in which rounding is relative. */
function scaledTo({ n, re, im }: ComplexMatrix, norm: number): ComplexMatrix {
  const scale = (value: number) => (Math.abs(value / norm) < negligible ? 0 : value / norm);
  return { n, re: re.map(scale), im: im.map(scale) };
}

const at = ({ n, re, im }: ComplexMatrix, i: number, j: number): Complex => ({ re: re[i * n + j]!, im: im[i * n + j]! });
const sum = (a: Complex, b: Complex): Complex => ({ re: a.re + b.re, im: a.im + b.im });
const difference = (a: Complex, b: Complex): Complex => ({ re: a.re - b.re, im: a.im - b.im });
const product = (a: Complex, b: Complex): Complex => ({ re: a.re * b.re - a.im * b.im, im: a.re * b.im + a.im * b.re });
const half = (a: Complex): Complex => ({ re: a.re / 2, im: a.im / 2 });

/** Principal square root; exact zeros stay zeros, so real discriminants give real or purely imaginary roots. */
function root({ re, im }: Complex): Complex {
  if (im === 0) return re >= 0 ? { re: Math.sqrt(re), im: 0 } : { re: 0, im: Math.sqrt(-re) };
  const modulus = Math.hypot(re, im);
  // the larger part first, the other by division: no cancellation
  if (re >= 0) {
    const part = Math.sqrt((modulus + re) / 2);
    return { re: part, im: im / (2 * part) };
  }
  const part = Math.sqrt((modulus - re) / 2);
  return { re: Math.abs(im) / (2 * part), im: im < 0 ? -part : part };
}

function ofTwoByTwo(a: Complex, b: Complex, c: Complex, d: Complex): Complex[] {
  const mean = half(sum(a, d));
  const apart = half(difference(a, d));
  const r = root(sum(product(apart, apart), product(b, c)));
  return [sum(mean, r), difference(mean, r)];
}

/** QR leaves imaginary parts of rounding size on the real eigenvalues of a real matrix. */
function dropRounding(value: Complex): void {
  if (Math.abs(value.im) <= 1e-13) value.im = 0;
}

/** Sweeps after which a block that does not split is split at its last subdiagonal; a few suffice in practice. */
const maxSweeps = 300;

function byShiftedQr(matrix: ComplexMatrix): Complex[] {
  const h = toHessenberg(matrix);
  const { n } = h;
  const found: Complex[] = [];
  let end = n - 1;
  let sweeps = 0;
  while (end >= 0) {
    const start = sweeps < maxSweeps ? activeStart(h, end) : end;
    if (start === end) {
      found.push(at(h, end, end));
      end--;
      sweeps = 0;
    } else if (start === end - 1) {
      found.push(...ofTwoByTwo(at(h, start, start), at(h, start, end), at(h, end, start), at(h, end, end)));
      end -= 2;
      sweeps = 0;
    } else {
      // every tenth sweep an exceptional shift breaks a possible cycle
      sweeps++;
      sweep(h, start, end, sweeps % 10 === 0 ? exceptionalShift(h, end) : wilkinsonShift(h, end));
    }
  }
  return found;
}

/** First row of the trailing block that has not split off yet; subdiagonals that are negligible against a norm of 1 are set to zero. */
function activeStart(h: ComplexMatrix, end: number): number {
  const { n, re, im } = h;
  for (let i = end; i > 0; i--) {
    const below = i * n + i - 1;
    const diagonal = size(h, i * n + i) + size(h, (i - 1) * n + i - 1);
    if (size(h, below) <= Number.EPSILON * Math.max(diagonal, 1e-3)) {
      re[below] = im[below] = 0;
      return i;
    }
  }
  return 0;
}

const size = ({ re, im }: ComplexMatrix, index: number): number => Math.abs(re[index]!) + Math.abs(im[index]!);

/** The eigenvalue of the trailing 2 × 2 block that is nearer to its last entry. */
function wilkinsonShift(h: ComplexMatrix, end: number): Complex {
  const last = at(h, end, end);
  const [first, second] = ofTwoByTwo(at(h, end - 1, end - 1), at(h, end - 1, end), at(h, end, end - 1), last) as [Complex, Complex];
  const distance = (value: Complex) => Math.hypot(value.re - last.re, value.im - last.im);
  return distance(first) < distance(second) ? first : second;
}

function exceptionalShift(h: ComplexMatrix, end: number): Complex {
  const last = at(h, end, end);
  const below = h.n * end + end - 1;
  return { re: last.re + 0.75 * size(h, below), im: last.im + 0.5 * size(h, below) };
}

/** One QR step on rows and columns start…end: shift, rotate the subdiagonal away, rotate back, undo the shift. */
function sweep(h: ComplexMatrix, start: number, end: number, shift: Complex): void {
  const { n, re, im } = h;
  const addToDiagonal = (sign: number) => {
    for (let i = start; i <= end; i++) {
      re[i * n + i]! += sign * shift.re;
      im[i * n + i]! += sign * shift.im;
    }
  };
  addToDiagonal(-1);
  const rotations: Rotation[] = [];
  for (let i = start; i < end; i++) {
    const rotation = rotationFor(at(h, i, i), at(h, i + 1, i));
    for (let j = i; j <= end; j++) rotate(h, i * n + j, (i + 1) * n + j, rotation.c, rotation.s);
    rotations.push(rotation);
  }
  rotations.forEach(({ c, s }, step) => {
    const j = start + step;
    const conjugate = { re: s.re, im: -s.im };
    for (let i = start; i <= Math.min(j + 1, end); i++) rotate(h, i * n + j, i * n + j + 1, c, conjugate);
  });
  addToDiagonal(1);
}

/** Real cosine and complex sine that turn (a, b) into (r, 0) under [c, s; −s̄, c]. */
interface Rotation {
  c: number;
  s: Complex;
}

function rotationFor(a: Complex, b: Complex): Rotation {
  const sizeOfA = Math.hypot(a.re, a.im);
  const length = Math.hypot(sizeOfA, b.re, b.im);
  if (length === 0) return { c: 1, s: { re: 0, im: 0 } };
  if (sizeOfA === 0) return { c: 0, s: { re: b.re / length, im: -b.im / length } };
  const phase = { re: a.re / sizeOfA, im: a.im / sizeOfA };
  const s = product(phase, { re: b.re / length, im: -b.im / length });
  return { c: sizeOfA / length, s };
}

/** (x, y) ← (c·x + s·y, c·y − s̄·x) for the entries at two indices. */
function rotate({ re, im }: ComplexMatrix, first: number, second: number, c: number, s: Complex): void {
  const x = { re: re[first]!, im: im[first]! };
  const y = { re: re[second]!, im: im[second]! };
  re[first] = c * x.re + s.re * y.re - s.im * y.im;
  im[first] = c * x.im + s.re * y.im + s.im * y.re;
  re[second] = c * y.re - s.re * x.re - s.im * x.im;
  im[second] = c * y.im - s.re * x.im + s.im * x.re;
}

/** A similar matrix with zeros below the first subdiagonal, by Gaussian similarity transforms with pivoting. */
function toHessenberg(matrix: ComplexMatrix): ComplexMatrix {
  const { n } = matrix;
  const h = { n, re: matrix.re.slice(), im: matrix.im.slice() };
  for (let c = 0; c < n - 2; c++) {
    let p = c + 1;
    for (let i = c + 2; i < n; i++) if (size(h, i * n + c) > size(h, p * n + c)) p = i;
    if (size(h, p * n + c) < negligible) continue;
    if (p !== c + 1) exchange(h, p, c + 1);
    for (let i = c + 2; i < n; i++) {
      if (size(h, i * n + c) < negligible) continue;
      eliminate(h, i, c + 1, quotient(at(h, i, c), at(h, c + 1, c)));
      h.re[i * n + c] = h.im[i * n + c] = 0;
    }
  }
  return h;
}

function quotient(a: Complex, b: Complex): Complex {
  const square = b.re * b.re + b.im * b.im;
  return { re: (a.re * b.re + a.im * b.im) / square, im: (a.im * b.re - a.re * b.im) / square };
}

function exchange({ n, re, im }: ComplexMatrix, p: number, q: number): void {
  for (const part of [re, im]) {
    for (let j = 0; j < n; j++) [part[p * n + j], part[q * n + j]] = [part[q * n + j]!, part[p * n + j]!];
    for (let i = 0; i < n; i++) [part[i * n + p], part[i * n + q]] = [part[i * n + q]!, part[i * n + p]!];
  }
}

/** Row i −= factor·row p and, to keep the spectrum, column p += factor·column i. */
function eliminate({ n, re, im }: ComplexMatrix, i: number, p: number, factor: Complex): void {
  for (let j = 0; j < n; j++) {
    re[i * n + j]! -= factor.re * re[p * n + j]! - factor.im * im[p * n + j]!;
    im[i * n + j]! -= factor.re * im[p * n + j]! + factor.im * re[p * n + j]!;
  }
  for (let row = 0; row < n; row++) {
    re[row * n + p]! += factor.re * re[row * n + i]! - factor.im * im[row * n + i]!;
    im[row * n + p]! += factor.re * im[row * n + i]! + factor.im * re[row * n + i]!;
  }
}
