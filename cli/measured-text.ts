import { metrics } from "../src/core/metrics/index";
import type { MetricReport } from "../src/core/metrics/measure-metric";
import type { MeasuredFile } from "./measure-file";
import { warningsOf } from "./measured-json";
import { facts, show, table } from "./table";

/** One file for a person: what was measured, then a line a metric. */
export function fileAsText({ file, image, reports, warnings }: MeasuredFile): string {
  const { field, threshold, foreground, calibration } = image;
  const about = facts({
    shape: field.shape.join(" × "),
    threshold: `${show(threshold.value)} (${threshold.rule})`,
    foreground: `${show(100 * foreground)} %`,
    ...(calibration && { "edge of a cell": `${calibration.edge.map(short).join(" × ")} ${calibration.unit}`.trim() }),
  });
  const told = [...warnedTitles(reports)].map(([warning, titles]) => `${titles.join(", ")}: ${warning}`);
  const undefinedOnes = reports.flatMap((report) => (report.result.value === null ? [`${titleOf(report)} – (${report.result.reason})`] : []));
  return [file, about, "", table(reports.map(lineOf)), ...undefinedOnes, ...[...warnings, ...told].map((warning) => `warning: ${warning}`)].join(
    "\n",
  );
}

/** The metrics that have each warning: one that several share is told once. */
function warnedTitles(reports: readonly MetricReport[]): Map<string, string[]> {
  const titles = new Map<string, string[]>();
  for (const report of reports) for (const warning of warningsOf(report)) titles.set(warning, [...(titles.get(warning) ?? []), titleOf(report)]);
  return titles;
}

function lineOf(report: MetricReport) {
  const { result, physical, unit } = report;
  const interval = result.value === null ? undefined : (physical?.interval ?? result.interval);
  const noiseOf = (model: string) => report.noise.find((noise) => noise.model === model);
  return {
    metric: titleOf(report),
    value: short(physical?.value ?? result.value),
    interval: interval ? `[${interval.map(short).join(", ")}]` : "–",
    unit: physical?.unit ?? (unit === "1" ? "" : unit),
    "random order": short((noiseOf("random-mask") ?? noiseOf("shuffled"))?.mean),
    "random phases": short(noiseOf("random-phase")?.mean),
    "told apart": apartWords(report.noise),
  };
}

/** Whether the value can be told apart from that of every kind of noise. */
function apartWords(noise: MetricReport["noise"]): string {
  const known = noise.filter(({ alike }) => alike !== null);
  if (known.length === 0) return "–";
  return known.some(({ alike }) => alike) ? "no" : "yes";
}

const titleOf = ({ metric }: MetricReport): string => {
  const { title } = metrics.get(metric);
  return title.charAt(0).toLowerCase() + title.slice(1);
};

/** Five digits for the eye. */
const short = (value: number | null | undefined): string => (value === null || value === undefined ? "–" : String(Number(value.toPrecision(5))));
