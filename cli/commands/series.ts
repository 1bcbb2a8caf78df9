import type { MetricResult } from "../../src/core/define/metric";
import { seriesMetrics } from "../../src/core/series/index";
import { defineCommand } from "../command";
import { camelCase } from "../camel-case";
import { noSeries, readSeries } from "../series-file";
import { table } from "../table";

export const series = defineCommand({
  id: "series",
  title: "Fractal metrics of a time series",
  usage: "FILE [--column C] [--metric NAME …]",
  help: `Reads JSON with "values", CSV or NPY. Metrics: ${seriesMetrics.ids.join(", ")}; all of them when none is named.`,
  example: "mfn series prices.csv --column close --metric dfa higuchi",
  options: {
    column: { kind: "value", value: "C", help: "A column's name or 0-based index." },
    metric: { kind: "list", value: "NAME", help: "A metric to compute; may be given several times.", known: seriesMetrics.ids },
  },
  arguments: [1, 1],
  async run(args, io) {
    const file = args.positionals[0]!;
    const wanted = args
      .list("metric")
      .flatMap((ids) => ids.split(","))
      .map((id) => seriesMetrics.get(id));
    const read = await readSeries(io, file, args.value("column"), "one");
    if (read === null) throw noSeries(file);
    const results = (wanted.length > 0 ? wanted : [...seriesMetrics]).map((metric) => [metric, metric.measure(read.channels[0]!)] as const);
    for (const warning of read.warnings) io.err(`mfn: warning: ${file}: ${warning}\n`);
    return {
      json: Object.fromEntries(results.map(([{ id }, result]) => [camelCase(id), result])),
      text: () => table(results.map(([{ title }, result]) => ({ metric: title, value: result.value, ...inWords(result) }))),
    };
  },
});

function inWords(result: MetricResult): { from: number | null; to: number | null; note: string } {
  if (result.value === null) return { from: null, to: null, note: result.reason };
  const [from, to] = result.interval ?? [null, null];
  return { from, to, note: (result.warnings ?? []).join(" ") };
}
