import { detectors } from "../../core/detectors/index";
import { generators } from "../../core/generators/index";
import { seriesMetrics } from "../../core/series/index";

const union = (ids: readonly string[]): string => ids.map((id) => `"${id}"`).join(" | ");

/** Series and their regimes, as the editor knows them. */
export const seriesTypes = `
type SeriesMetricId = ${union(seriesMetrics.ids)};
type DetectorId = ${union(detectors.ids)};
type GeneratorId = ${union(generators.ids)};
/** A stretch in which nothing changes: indices 0-based, end exclusive. */
interface Regime {
  start: number;
  end: number;
  label: string;
  mean: number;
  std: number;
  /** Of each channel, where there are several. */
  means?: number[];
  stds?: number[];
}
interface Detection {
  method: string;
  mode: "retrospective" | "online";
  n: number;
  /** First index of each new regime. */
  changePoints: number[];
  /** Of online detectors: where each change is thought to have begun. */
  onsets?: number[];
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
declare function series(values: ArrayLike<number>, metric: SeriesMetricId | (string & {})): Measured & { range: readonly [number, number] | null; warnings: readonly string[]; detail: Record<string, any> };
/**
 * Change points and regimes of a series, or of several channels sampled together.
 * @example regimes(prices, { method: "pelt" })
 */
declare function regimes(values: ArrayLike<number> | readonly ArrayLike<number>[], options?: { method?: DetectorId | (string & {}); [option: string]: number | boolean | string | undefined }): Detection;
/** A series whose regimes are known: \`switching-market\`, \`garch-market\`, \`steps-in-noise\` … The first column is also \`values\`. */
declare function generate(
  generator: GeneratorId | (string & {}),
  options?: Record<string, number | boolean | string>,
): { columns: Record<string, Float64Array>; values: Float64Array; regimes: readonly string[]; truth: Int32Array; changePoints: number[] };
`;
