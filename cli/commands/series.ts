import { seriesMetrics } from "../../src/core/series/index";
import { listMeasures } from "../../src/core/series/measure-name";
import { surrogateKinds, type SurrogateKind } from "../../src/core/series/surrogates";
import { usage, wholeNumberOf } from "../arguments";
import { defineCommand } from "../command";
import { measureSeries, seriesAsJson, seriesRow, type SeriesQuestion } from "../measured-series";
import { readingOf, readingOptions, readingUsage } from "../reading-options";
import { readSeries } from "../series-file";
import { table } from "../table";

export const series = defineCommand({
  id: "series",
  title: "Fractal metrics of a time series",
  usage: `FILE [--column C] ${readingUsage} [--metric NAME …] [--against SURROGATE] [--draws N]`,
  help: `Reads CSV, JSON, Parquet, NPY and NPZ. Metrics: ${seriesMetrics.ids.join(", ")}; all of them when none is named. Options stand behind a name: dfa(order=2).`,
  example: "mfn series prices.csv --column close --metric dfa higuchi",
  options: {
    column: { kind: "value", value: "C", help: "A column's name or 0-based index." },
    ...readingOptions,
    metric: { kind: "list", value: "NAME", help: "A metric to compute; may be given several times.", known: seriesMetrics.ids },
    against: { kind: "value", value: "SURROGATE", help: `Holds each metric against surrogates of the series: ${surrogateKinds.join(", ")}.` },
    draws: { kind: "value", value: "N", help: "Surrogates to hold them against; 39 when left out." },
  },
  arguments: [1, 1],
  async run(args, io) {
    const file = args.positionals[0]!;
    const question: SeriesQuestion = { measures: listMeasures(args.list("metric")), against: againstOf(args.value("against"), args.value("draws")) };
    const read = await readSeries(io, file, { column: args.value("column"), dimensions: "one", reading: readingOf(args) });
    const measured = measureSeries(read.channels[0]!, question);
    for (const warning of read.warnings) io.err(`mfn: warning: ${file}: ${warning}\n`);
    return {
      json: Object.fromEntries(measured.map((one) => [one.key, seriesAsJson(one)])),
      text: () => table(measured.map(seriesRow)),
    };
  },
});

function againstOf(kind: string | undefined, draws: string | undefined): SeriesQuestion["against"] {
  if (kind === undefined) return null;
  const known = surrogateKinds.find((one): one is SurrogateKind => one === kind);
  if (!known) throw usage(series, `--against expects ${surrogateKinds.join(", ")}, got "${kind}"`);
  return { kind: known, count: wholeNumberOf("draws", draws ?? "39", 19, 10_000) };
}
