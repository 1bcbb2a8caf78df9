/** Series and their regimes, as the editor knows them. */
export const seriesTypes = `
/** A stretch in which nothing changes: indices 0-based, end exclusive. */
interface Regime {
  start: number;
  end: number;
  label: string;
  mean: number;
  std: number;
}
interface Detection {
  method: string;
  mode: "retrospective" | "online";
  n: number;
  /** First index of each new regime. */
  changePoints: number[];
  regimes: Regime[];
  evidence: Record<string, number>;
  warnings: string[];
  /** One number a sample, such as the probability of a change. */
  curves?: { id: string; title: string; unit: string; values: readonly (number | null)[]; limit?: number }[];
}
/**
 * A metric of a series, as \`mfn series --metric\` names it: options stand behind the name.
 * @example series(returns, "dfa(order=2)")
 */
declare function series(values: ArrayLike<number>, metric: string): Measured & { range: readonly [number, number] | null; detail: Record<string, unknown> };
/**
 * Change points and regimes of a series, or of several channels sampled together.
 * @example regimes(prices, { method: "pelt" })
 */
declare function regimes(values: ArrayLike<number> | readonly ArrayLike<number>[], options?: { method?: string; [option: string]: number | boolean | string | undefined }): Detection;
/** A series whose regimes are known: \`switching-market\`, \`garch-market\`, \`steps-in-noise\` … The first column is also \`values\`. */
declare function generate(
  generator: string,
  options?: Record<string, number | boolean | string>,
): { columns: Record<string, Float64Array>; values: Float64Array; regimes: readonly string[]; truth: Int32Array; changePoints: number[] };
`;
