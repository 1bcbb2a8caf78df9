/** Lags in a row that must be small before memory counts as ended, and how small, after Politis and White. */
const quietLags = 5;

/**
 * Length of block for resampling a dependent series by blocks: what makes the error of the variance of its mean least for large n.
 * Politis, White 2004, Econometric Reviews 23:53, doi:10.1081/ETR-120028836, with the correction of Patton, Politis, White 2009, doi:10.1080/07474930802459016.
 * @param x n ≥ 8 values, their own unit. @returns samples, 1 … min(3√n, n/3).
 */
export function blockLength(x: Float64Array): number {
  const n = x.length;
  const most = Math.ceil(Math.min(3 * Math.sqrt(n), n / 3));
  const lags = Math.min(n - 1, Math.ceil(Math.sqrt(n)) + quietLags);
  const covariances = autocovariances(x, lags);
  if (!(covariances[0]! > 0)) return 1;
  const small = 2 * Math.sqrt(Math.log10(n) / n) * covariances[0]!;
  const isQuiet = (from: number) => covariances.subarray(from, from + quietLags).every((value) => Math.abs(value) < small);
  let memory = 1;
  while (memory + quietLags < lags && !isQuiet(memory)) memory++;
  const reach = Math.min(2 * Math.max(1, memory - 1), lags);
  let [slope, level] = [0, covariances[0]!];
  for (let k = 1; k <= reach; k++) {
    const weight = k <= reach / 2 ? 1 : 2 * (1 - k / reach);
    slope += 2 * weight * k * covariances[k]!;
    level += 2 * weight * covariances[k]!;
  }
  const length = ((2 * slope * slope) / ((4 / 3) * level * level)) ** (1 / 3) * n ** (1 / 3);
  return Math.max(1, Math.min(most, Math.ceil(length) || 1));
}

/** Of lags 0 … `most`, each over n. */
function autocovariances(x: Float64Array, most: number): Float64Array {
  const n = x.length;
  const mean = x.reduce((sum, value) => sum + value / n, 0);
  return Float64Array.from({ length: most + 1 }, (_, lag) => {
    let sum = 0;
    for (let t = lag; t < n; t++) sum += (x[t]! - mean) * (x[t - lag]! - mean);
    return sum / n;
  });
}

/**
 * Standard error of the mean of a dependent series: what the moving-block bootstrap (Künsch 1989, doi:10.1214/aos/1176347265) tends to with ever more draws, in closed
 * form, so that no draw is needed; divided as Meketon and Schmeiser do (1984, Proceedings of the Winter Simulation Conference, 226), unbiased without memory.
 * @param length of a block, 1 … n − 1.
 */
export function errorOfMean(x: Float64Array, length: number): number {
  const n = x.length;
  const mean = x.reduce((sum, value) => sum + value / n, 0);
  let inBlock = 0;
  for (let t = 0; t < length; t++) inBlock += x[t]! - mean;
  let square = 0;
  for (let from = 0; ; from++) {
    square += (inBlock / length) ** 2;
    if (from + length >= n) break;
    inBlock += x[from + length]! - x[from]!;
  }
  return Math.sqrt((length * square) / ((n - length + 1) * (n - length)));
}

/** How sure an estimate is, and how long the blocks were. */
export interface BlockInterval {
  interval: readonly [number, number];
  standardError: number;
  blockLength: number;
  warnings: string[];
}

/** Blocks side by side below which their scatter is hardly known. */
const fewBlocks = 10;

/**
 * 95 % interval of an estimate from what each sample, or each state, in the order of time moves it by: its influence, the estimate being their mean to first order.
 * Few blocks widen it as Student's t does, with 1.5 (n/length − 1) degrees of freedom.
 * @param influence n ≥ 8 values in the unit of the estimate; their mean does not count.
 * @param more standard error that does not come by the first order.
 */
export function intervalByBlocks(value: number, influence: Float64Array, more = 0): BlockInterval {
  const length = blockLength(influence);
  const standardError = Math.hypot(errorOfMean(influence, length), more);
  const blocks = influence.length / length;
  const half = (1.96 + 2.37 / Math.max(1, 1.5 * (blocks - 1))) * standardError;
  const warnings = blocks < fewBlocks ? [`The interval rests on ${Math.floor(blocks)} blocks of ${length} samples: take it for a rough one.`] : [];
  return { interval: [value - half, value + half], standardError, blockLength: length, warnings };
}
