import type { DetectionCurve } from "../core/define/detector";
import { formatNumber, formatUnit } from "../ui/format";
import { t } from "../ui/text";

/** A press beside a mark means the mark: the nearest one within six pixels, or null. */
export function nearestMark(marks: readonly number[], x: (index: number) => number, at: number): number | null {
  const away = (mark: number) => Math.abs(x(mark) - x(at));
  const near = marks.filter((mark) => away(mark) <= 6);
  return near.length === 0 ? null : near.reduce((best, mark) => (away(mark) < away(best) ? mark : best));
}

/** The name of a regime, in which each part is a word: "low, calm". */
export const regimeInWords = (label: string): string =>
  label
    .split(", ")
    .map((part) => t(part))
    .join(", ");

/** A curve's value at a row, with its unit, or that it has none there. */
export function curveInWords({ title, unit, values }: Pick<DetectionCurve, "title" | "unit" | "values">, at: number): string {
  const value = values[at] ?? null;
  return value === null ? t("{{title}}: none here", { title }) : `${title}: ${formatNumber(value, 3)}${formatUnit(unit)}`;
}
