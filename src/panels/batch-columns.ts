import type { SortValue } from "../core/metrics/batch-groups";
import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import type { BatchFile } from "../state/batch-facts";
import { dash } from "../ui/format";
import { t } from "../ui/text";
import { isLikeNoise, noiseWords, nullModelWords, valueWords } from "./measure-metric-words";

/** What a batch can be sorted by, compared by group, and shown in a column: the id of a metric, or one of these. */
export type ColumnId = "file" | "group" | "foreground" | (string & {});

/** A number of a file: in the unit of length where there is one, as the row shows it. */
export function numberOf(file: BatchFile, column: ColumnId): number | null {
  if (column === "foreground") return file.image?.foreground ?? null;
  const report = file.reports[column];
  return report ? (report.physical?.value ?? report.result.value) : null;
}

export function sortValueOf(file: BatchFile, column: ColumnId): SortValue {
  if (column === "file") return file.path;
  return column === "group" ? file.group : numberOf(file, column);
}

/** The heading of a column. */
export function columnTitle(column: ColumnId): string {
  if (column === "file") return t("Image");
  if (column === "group") return t("Group");
  return column === "foreground" ? t("Share in the set") : t(metrics.get(column).title);
}

/** The unit that the column's numbers have in all files, or empty where they differ. */
export function unitOf(files: readonly BatchFile[], column: ColumnId): string {
  const units = new Set(files.flatMap(({ reports }) => reports[column] ?? []).map(({ physical, unit }) => physical?.unit ?? unit));
  return units.size === 1 ? [...units][0]! : "";
}

/** A value as a cell shows it, and what there is to say of it. */
export interface CellWords {
  value: string;
  reach: string | null;
  /** Noise gives it as well: it says nothing of the image. */
  likeNoise: boolean;
  /** In full, on hover and for screen readers. */
  about: string;
}

export function cellWords(report: MetricReport): CellWords {
  const { result, noise, metric } = report;
  if (result.value === null) return { value: dash, reach: null, likeNoise: false, about: result.reason };
  const { value, reach, unit } = valueWords(report);
  const factor = report.physical ? report.physical.value / result.value : 1;
  const held = noise.map((one) => {
    const words = noiseWords(one, Number.isFinite(factor) ? factor : 1);
    return `${t(nullModelWords[one.model].name)} ${words.value}: ${words.verdict}`;
  });
  const about = [`${t(metrics.get(metric).title)} ${value}${reach ? ` ${reach}` : ""}${unit}`, ...held, ...(result.warnings ?? [])].join("; ");
  return { value, reach, likeNoise: isLikeNoise(report), about };
}

/** What a file that is not done is at. */
export function statusWords({ status, measuring, problem }: BatchFile): string {
  switch (status) {
    case "waiting":
      return t("waits");
    case "reading":
      return t("is being read");
    case "measuring":
      return measuring === null
        ? t("its set is being made")
        : t("being measured: {{title}}", { title: t(metrics.get(measuring).title).toLowerCase() });
    case "failed":
      return problem ?? t("failed");
    case "done":
      return "done";
  }
}
