/** Small helpers and D3, as the editor knows them. */
export const numbersTypes = `
/** Equally spaced numbers, both ends among them. */
declare function linspace(from: number, to: number, count: number): number[];
/** Smallest and largest value. */
declare function extent(values: ArrayLike<number>): [number, number];
/** The parts of D3 that compute: statistics, grouping, scales, formats, seeded random numbers. */
declare const d3: {
  ascending(a: unknown, b: unknown): number;
  descending(a: unknown, b: unknown): number;
  bin(): any;
  bisector<T>(of: (row: T) => number): any;
  /** A Gaussian blur in place, over \`data.width\` columns. */
  blur2<T extends { data: ArrayLike<number>; width: number; height?: number }>(data: T, radiusX: number, radiusY?: number): T;
  /** Lines of equal value by marching squares: \`d3.contours().size([columns, rows]).contour(values, level)\` is a MultiPolygon. */
  contours(): any;
  cross<A, B>(a: Iterable<A>, b: Iterable<B>): [A, B][];
  csvFormat(rows: readonly object[], columns?: readonly string[]): string;
  csvParse(text: string): Record<string, string>[];
  csvParseRows(text: string): string[][];
  cumsum(values: Iterable<number>): Float64Array;
  deviation<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  variance<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  extent<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): [number, number] | [undefined, undefined];
  format(specifier: string): (value: number) => string;
  greatest<T>(rows: Iterable<T>, by?: (row: T) => any): T | undefined;
  least<T>(rows: Iterable<T>, by?: (row: T) => any): T | undefined;
  group<T, K>(rows: Iterable<T>, by: (row: T) => K): Map<K, T[]>;
  index<T, K>(rows: Iterable<T>, by: (row: T) => K): Map<K, T>;
  interpolate(a: any, b: any): (t: number) => any;
  max<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  min<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  maxIndex<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number;
  minIndex<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number;
  mean<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  median<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  quantile<T>(values: Iterable<T>, p: number, of?: (row: T, i: number) => number | null | undefined): number | undefined;
  sum<T>(values: Iterable<T>, of?: (row: T, i: number) => number | null | undefined): number;
  pairs<T>(values: Iterable<T>): [T, T][];
  rank(values: Iterable<number>): Float64Array;
  range(from: number, to?: number, step?: number): number[];
  rollup<T, R, K>(rows: Iterable<T>, reduce: (rows: T[]) => R, by: (row: T) => K): Map<K, R>;
  rollups<T, R, K>(rows: Iterable<T>, reduce: (rows: T[]) => R, by: (row: T) => K): [K, R][];
  /** A generator of random numbers with a seed from 0 to 1; give it to \`randomNormal.source(…)\`. */
  randomLcg(seed?: number): () => number;
  randomNormal: ((mean?: number, deviation?: number) => () => number) & { source(random: () => number): (mean?: number, deviation?: number) => () => number };
  randomExponential: ((rate: number) => () => number) & { source(random: () => number): (rate: number) => () => number };
  randomInt: ((from: number, to?: number) => () => number) & { source(random: () => number): (from: number, to?: number) => () => number };
  randomUniform: ((from?: number, to?: number) => () => number) & { source(random: () => number): (from?: number, to?: number) => () => number };
  scaleLinear(domain?: any, range?: any): any;
  scaleLog(domain?: any, range?: any): any;
  ticks(from: number, to: number, count: number): number[];
  transpose<T>(rows: ArrayLike<ArrayLike<T>>): T[][];
  zip<T>(...lists: ArrayLike<T>[]): T[][];
};
`;
