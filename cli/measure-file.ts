import { setImmediate } from "node:timers/promises";
import type { ImportedArray } from "../src/connectors/connector";
import type { PlainValue } from "../src/core/define/params";
import { lacunarityCurve } from "../src/core/metrics/lacunarity";
import { measureMetric, type MetricReport } from "../src/core/metrics/measure-metric";
import { prepareImage, type PreparedImage } from "../src/core/metrics/prepare-image";
import type { BatchSetting } from "../src/core/metrics/batch";

/** What is asked of every file of a call. */
export interface MeasureWish {
  metrics: readonly string[];
  /** Draws from each null model. */
  draws: number;
  seed: number;
  /** Options of a metric for an array of so many axes; those not given have their defaults. */
  optionsOf(axes: number, metric: string): Record<string, PlainValue>;
}

/** Everything that was measured of one file. */
export interface MeasuredFile {
  file: string;
  image: PreparedImage;
  setting: BatchSetting;
  reports: MetricReport[];
  /** Λ(r) of gliding boxes of edge r; absent when lacunarity was not asked for. */
  lacunarity?: { r: number; value: number | null }[];
  /** Of reading it, then of the set; those of a metric stand beside its value. */
  warnings: string[];
}

/**
 * Measures one array, metric by metric; between two of them timers and signals have their turn.
 * @param tell is called before each metric.
 */
export async function measureFile(
  file: string,
  array: ImportedArray,
  setting: BatchSetting,
  wish: MeasureWish,
  tell: (metric: string) => void,
): Promise<MeasuredFile> {
  const image = prepareImage({ shape: array.shape, values: array.values, ...setting });
  const reports: MetricReport[] = [];
  for (const metric of wish.metrics) {
    tell(metric);
    await setImmediate();
    const options = wish.optionsOf(image.field.shape.length, metric);
    reports.push(measureMetric(image, { metric, options, draws: wish.draws, seed: wish.seed }));
  }
  const curve = wish.metrics.includes("lacunarity")
    ? lacunarityCurve(image.mask, image.periodic).map(({ r, lacunarity }) => ({ r, value: lacunarity }))
    : null;
  return { file, image, setting, reports, ...(curve && { lacunarity: curve }), warnings: [...array.warnings, ...image.warnings] };
}
