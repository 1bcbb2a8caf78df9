import { mkdirSync, writeFileSync } from "node:fs";
import { detectors } from "../src/core/detectors/index";
import { ensemble } from "../src/core/detectors/ensemble";
import { cleanSeries } from "../src/core/series/clean-series";
import { declaredSettings } from "./declared-settings";

/** An annotated series as it lies on disk: n values, or n rows or dim columns of several. */
export interface Annotated {
  name: string;
  n: number;
  dim: number;
  values: (number | null)[] | (number | null)[][];
}

interface Score {
  f1: number;
  cover: number;
}

type Predictions = Record<string, number[]>;

export interface Bench {
  data: readonly Annotated[];
  scoreAll(data: readonly Annotated[], predictions: Predictions): { series: Record<string, Score>; mean: Score; meanUnivariate: Score };
  print(line: string): void;
  /** Where the predictions of each detector are written, as JSON that the scorer reads. */
  folder: string;
}

/** One array a channel, gaps interpolated. */
function channelsOf({ n, dim, values }: Annotated): Float64Array[] {
  const rows = values as (number | null)[][];
  const of = (c: number) => (dim === 1 ? (values as (number | null)[]) : rows.length === dim && dim !== n ? rows[c]! : rows.map((row) => row[c]!));
  return Array.from({ length: dim }, (_, c) => cleanSeries(of(c).map((value) => value ?? NaN)).values);
}

const predict = (data: readonly Annotated[], detect: (channels: Float64Array[]) => readonly number[]): Predictions =>
  Object.fromEntries(data.map((series) => [series.name, [...detect(channelsOf(series))]]));

const figures = ({ f1, cover }: Score): string => `${f1.toFixed(3)} ${cover.toFixed(3)}`;

/** F1 and cover of every detector with its defaults, of the ensemble series by series, and of the best declared setting for each series. */
export function benchRegimes({ data, scoreAll, print, folder }: Bench): void {
  mkdirSync(folder, { recursive: true });
  print(`${"detector".padEnd(24)}  all ${data.length}: F1 cover   univariate: F1 cover`);
  for (const detector of detectors) {
    const own = detector.several ? data : data.filter(({ dim }) => dim === 1);
    const predictions = predict(own, (channels) => detector.detect(channels).changePoints);
    writeFileSync(`${folder}/${detector.id}.json`, JSON.stringify(predictions));
    const { mean, meanUnivariate } = scoreAll(own, predictions);
    print(`${detector.id.padEnd(24)}  ${own.length === data.length ? figures(mean) : "one channel"}   ${figures(meanUnivariate)}`);
  }
  const tried = declaredSettings.map((setting) =>
    scoreAll(
      data,
      predict(data, (channels) => ensemble.detect(channels, setting).changePoints),
    ),
  );
  print("\nensemble, declared settings");
  tried.forEach(({ mean }, i) => print(`${figures(mean)}  ${JSON.stringify(declaredSettings[i])}`));
  const names = data.map(({ name }) => name);
  const best = names.map((name) => ({
    f1: Math.max(...tried.map(({ series }) => series[name]!.f1)),
    cover: Math.max(...tried.map(({ series }) => series[name]!.cover)),
  }));
  const together = names.map((name) => tried.map(({ series }) => series[name]!).reduce((a, b) => (b.f1 + b.cover > a.f1 + a.cover ? b : a)));
  print(`best of them for each series and score: ${figures(mean(best))}; one setting a series, by the sum: ${figures(mean(together))}\n`);
  names.forEach((name, i) => print(`${name.padEnd(24)} default ${figures(tried[0]!.series[name]!)}   best ${figures(best[i]!)}`));
}

const mean = (scores: readonly Score[]): Score => ({
  f1: scores.reduce((sum, { f1 }) => sum + f1 / scores.length, 0),
  cover: scores.reduce((sum, { cover }) => sum + cover / scores.length, 0),
});
