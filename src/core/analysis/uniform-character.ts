import { directionsOf, negligibleGrowth, polynomialAlong, scanLimit, largest, waveMatrix, type WavePolynomial } from "./dispersion";
import { eigenvalues } from "./eigenvalues";
import { uniformMatrix, type LocalOperators } from "./linearisation";
import { characteristicOf, fallsBelowZero, pairDeterminant, roundedDeterminant, type Polynomial, type PolynomialMatrix } from "./polynomials";

/** What a uniform state does, without the numbers: enough to tell on which side of a bifurcation it lies. */
export interface UniformCharacter {
  /** Uniform modes that grow. */
  unstable: number;
  /** Whether the fastest of these is a complex pair. */
  circles: boolean;
  /** Whether waves of some length grow that stand still: det(−M(k)) is below 0 at some k > 0 and above at 0. */
  stationaryWaves: boolean;
  /** Whether waves of some length grow, of a state whose uniform modes all decay. */
  waves: boolean;
}

/** More species than these go without the determinant, whose terms are as many as their permutations. */
const mostExpanded = 5;
/** Wavenumbers at which growth is asked for where no determinant decides: even in log k, over so many decades, and refinements of a maximum. */
const scan = { steps: 64, decades: 4, refinements: 24 };
/** Real parts below this, relative to the size of the Jacobian, are rounding. */
const negligible = 1e-10;

/** @returns null where the linearisation is not defined. */
export function characterOf(local: LocalOperators): UniformCharacter | null {
  const atRest = eigenvalues(uniformMatrix(local));
  if (atRest.length === 0) return null;
  const threshold = negligible * (largest(local.terms[0]!.matrix) || 1);
  const growing = atRest.filter(({ re }) => re > threshold);
  const [fastest] = growing;
  const directions = directionsOf(local).map((direction) => polynomialAlong(local, direction));
  const isReal = directions.every((along) => along.every(({ order, matrix }) => order % 2 === 0 || matrix.every((value) => value === 0)));
  const matrices = isReal && local.n <= mostExpanded ? directions.map((along) => waveOperator(local.n, along)) : null;
  const isRegular = growing.length % 2 === 0 && atRest.every(({ re, im }) => Math.hypot(re, im) > threshold);
  const stationaryWaves = isRegular && matrices !== null && matrices.some((matrix) => !staysAboveZero(roundedDeterminant(matrix)));
  const isDamped = atRest.every(({ re }) => re < -threshold);
  const waves = isDamped && (stationaryWaves || (matrices ? matrices.some(hasTravellingWaves) : directions.some((along) => anyGrows(local, along))));
  return { unstable: growing.length, circles: fastest !== undefined && Math.abs(fastest.im) > threshold, stationaryWaves, waves };
}

/** Below 0 at 0 too counts: where a mean holds the uniform state alone, the longest waves are free of it. */
const staysAboveZero = (p: Polynomial): boolean => (p[0] ?? 0) >= 0 && !fallsBelowZero(p);

/** Of waves on a state whose uniform modes decay. */
const hasTravellingWaves = (matrix: PolynomialMatrix): boolean => matrix.length > 1 && !staysAboveZero(pairDeterminant(characteristicOf(matrix)));

/** −M as a matrix of polynomials in q = k²; M(k) = Σ (ik)^order · matrix with even orders alone. */
function waveOperator(n: number, along: WavePolynomial): PolynomialMatrix {
  const degree = along.reduce((most, { order }) => Math.max(most, order / 2), 0);
  return Array.from({ length: n }, (_, i) =>
    Array.from({ length: n }, (_, j) => {
      const entry = new Array<number>(Math.floor(degree) + 1).fill(0);
      for (const { order, matrix } of along) if (order % 2 === 0) entry[order / 2]! -= (order % 4 === 0 ? 1 : -1) * matrix[i * n + j]!;
      return entry;
    }),
  );
}

/** Whether some wave along a direction grows, by a scan and the highest of its maxima. */
function anyGrows(local: LocalOperators, along: WavePolynomial): boolean {
  const top = scanLimit(local);
  const threshold = negligibleGrowth(local, top);
  const growth = (logarithm: number) => eigenvalues(waveMatrix(local.n, along, top * 10 ** logarithm))[0]?.re ?? -Infinity;
  const step = scan.decades / (scan.steps - 1);
  let [at, most] = [0, -Infinity];
  for (let i = 0; i < scan.steps; i++) {
    const logarithm = -i * step;
    const rate = growth(logarithm);
    if (rate > threshold) return true;
    if (rate > most) [at, most] = [logarithm, rate];
  }
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [at - step, at + step];
  for (let i = 0; i < scan.refinements; i++) {
    const [left, right] = [high - ratio * (high - low), low + ratio * (high - low)];
    const [a, b] = [growth(left), growth(right)];
    if (Math.max(a, b) > threshold) return true;
    if (a > b) high = right;
    else low = left;
  }
  return false;
}
