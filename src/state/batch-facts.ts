import type { PlainValue } from "../core/define/params";
import type { BatchRow, BatchSetting, MeasuredImage } from "../core/metrics/batch";
import type { ImageOverview } from "../core/metrics/measure-image";

import type { MetricReport } from "../core/metrics/measure-metric";

/** One file of the batch and what is known of it. */
export interface BatchFile {
  id: number;
  path: string;
  /** Its name alone. */
  name: string;
  group: string;
  status: "waiting" | "reading" | "measuring" | "done" | "failed";
  /** The metric in progress; null while the set is made. */
  measuring: string | null;
  /** Null before it was read. */
  image: MeasuredImage | null;
  /** With what it was measured: the setting of the batch, and the lengths that the file tells. */
  setting: BatchSetting | null;
  /** By id of the metric, without the detail that pictures are drawn from. */
  reports: Readonly<Record<string, MetricReport>>;
  /** Why it failed. */
  problem: string | null;
}

/** What every file of the batch is measured with. */
export interface BatchPlan {
  setting: BatchSetting;
  /** By id of the metric; those not given have their defaults. */
  options: Readonly<Record<string, Readonly<Record<string, PlainValue>>>>;
}

export interface BatchFacts extends BatchPlan {
  files: readonly BatchFile[];
  /** Ids, in the order of the registry. */
  metrics: readonly string[];
  running: boolean;
  /** What the last `clearBatch` took away and `undoClearBatch` gives back; empty when there is nothing to give back. */
  cleared: readonly BatchFile[];
  /** The file that was opened in the room last. */
  opened: number | null;
}

/** What the batch keeps of an overview. */
export function imageOf({ shape, threshold, inverted, foreground, notFinite, warnings }: ImageOverview, ofFile: readonly string[]): MeasuredImage {
  return { shape, threshold, inverted, foreground, notFinite, warnings: [...ofFile, ...warnings] };
}

/** What a table needs of a report. */
export function withoutDetail(report: MetricReport): MetricReport {
  const { result } = report;
  if (result.value === null) return { ...report, result: { value: null, reason: result.reason } };
  const { value, interval, range, warnings } = result;
  return { ...report, result: { value, ...(interval && { interval }), ...(range && { range }), ...(warnings && { warnings }) } };
}

/** The files that came to an end, as rows of a table with the metrics that are wanted. */
export function batchRows({ files, metrics: wanted }: Pick<BatchFacts, "files" | "metrics">): BatchRow[] {
  return files.flatMap(({ path: file, group, status, image, setting, reports, problem }): BatchRow[] => {
    if (status === "failed") return [{ file, group, error: problem ?? "" }];
    if (status !== "done" || !image || !setting) return [];
    return [{ file, group, image, setting, reports: wanted.flatMap((id) => reports[id] ?? []) }];
  });
}
