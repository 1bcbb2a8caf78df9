/**
 * How much an estimate scatters from one realisation to the next: the honest interval, since the error of the regression line alone
 * takes points for independent that share their samples, and comes out several times too small.
 *
 * The tables hold standard deviations over 400 realisations each of exact fractional Gaussian noise (Davies, Harte 1987) and of its
 * running sum, measured once with the estimators beside this file. Between the entries: straight lines in the value and in log n.
 */
interface SpreadTable {
  /** Lengths of series, ascending. */
  lengths: readonly number[];
  /** True values, ascending. */
  values: readonly number[];
  /** One row a length, one column a value. */
  spread: readonly (readonly number[])[];
}

/** DFA of order 1. Values up to 1 are noises of H = α, above 1 walks of H = α − 1. */
const dfaTable: SpreadTable = {
  lengths: [256, 1024, 4096],
  values: [0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9],
  spread: [
    [0.0362, 0.0781, 0.116, 0.1393, 0.1537, 0.1521, 0.1684, 0.1771, 0.1528, 0.1251],
    [0.0166, 0.0367, 0.051, 0.0635, 0.0669, 0.0688, 0.0687, 0.0789, 0.0819, 0.0734],
    [0.0093, 0.0192, 0.0294, 0.0323, 0.0366, 0.0407, 0.0439, 0.0504, 0.0509, 0.0563],
  ],
};

/** Higuchi with kMax = 10: walks of H = 2 − D, and white noise for D = 2. */
const higuchiTable: SpreadTable = {
  lengths: [64, 256, 1024, 4096],
  values: [1.1, 1.3, 1.5, 1.7, 1.9, 2],
  spread: [
    [0.1095, 0.1136, 0.1084, 0.0919, 0.0581, 0.0336],
    [0.0615, 0.0607, 0.0558, 0.0454, 0.029, 0.0165],
    [0.0423, 0.0285, 0.0271, 0.0224, 0.0143, 0.0081],
    [0.0334, 0.0156, 0.0129, 0.0101, 0.0073, 0.0039],
  ],
};

/** R/S with the correction of Anis and Lloyd, of noises of H = 0.1, 0.3 … 0.9, by what it gives of them on average; walks, which it puts near 1, count as the last. */
const rescaledRangeTable: SpreadTable = {
  lengths: [128, 256, 1024, 4096],
  values: [0.19, 0.34, 0.49, 0.64, 0.77],
  spread: [
    [0.0946, 0.1173, 0.1332, 0.139, 0.1376],
    [0.0471, 0.0664, 0.0802, 0.0882, 0.0884],
    [0.0214, 0.0309, 0.0387, 0.0442, 0.0441],
    [0.0118, 0.0182, 0.0239, 0.0283, 0.029],
  ],
};

/** Width of MFDFA of order 1, q = −5 … 5, by h(2): noises up to 1, walks above. */
const mfdfaTable: SpreadTable = {
  lengths: [512, 1024, 4096],
  values: [0.1, 0.3, 0.5, 0.7, 0.9, 1.1, 1.3, 1.5, 1.7, 1.9],
  spread: [
    [0.0442, 0.082, 0.1239, 0.1611, 0.1975, 0.2154, 0.2756, 0.3107, 0.3516, 0.4037],
    [0.0212, 0.0462, 0.0728, 0.0949, 0.1144, 0.1351, 0.1642, 0.1867, 0.2144, 0.2534],
    [0.0084, 0.0239, 0.0386, 0.0513, 0.0619, 0.0713, 0.0854, 0.0994, 0.1081, 0.1474],
  ],
};

/** Standard deviation of DFA's α among series of n samples. Orders 2 and 3 scatter a little less. */
export const dfaSpread = (alpha: number, n: number): number => lookUp(dfaTable, alpha, n);

/** Standard deviation of Higuchi's D among series of n samples; grows about as the fourth root of kMax. */
export const higuchiSpread = (dimension: number, n: number, kMax: number): number => lookUp(higuchiTable, dimension, n) * (kMax / 10) ** 0.25;

/** Standard deviation of the corrected R/S exponent among series of n samples. */
export const rescaledRangeSpread = (exponent: number, n: number): number => lookUp(rescaledRangeTable, exponent, n);

/** Standard deviation of the width h(−5) − h(5) among monofractal series of n samples whose h(2) it is. */
export const mfdfaSpread = (h: number, n: number): number => lookUp(mfdfaTable, h, n);

/** Values outside the table take its edge; lengths outside follow the last two entries. */
function lookUp({ lengths, values, spread }: SpreadTable, value: number, n: number): number {
  const atLengths = spread.map((row) => Math.log(between(values, row, Math.min(Math.max(value, values[0]!), values.at(-1)!))));
  return Math.exp(between(lengths.map(Math.log), atLengths, Math.log(n)));
}

/** The straight line between the two entries beside x, continued beyond the ends. */
function between(xs: readonly number[], ys: readonly number[], x: number): number {
  let i = 1;
  while (i < xs.length - 1 && x > xs[i]!) i++;
  return ys[i - 1]! + ((ys[i]! - ys[i - 1]!) * (x - xs[i - 1]!)) / (xs[i]! - xs[i - 1]!);
}
