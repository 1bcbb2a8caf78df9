import { formatSetting } from "../ui/format";
import { t } from "../ui/text";

/** The bar is at most this many pixels long. */
const longest = 120;

/** How long a round length is on the picture: in cells, or in the unit of a cell's edge. */
export function ScaleBar({ cellsPerPixel, cell, unit }: { cellsPerPixel: number; cell: number | null; unit: string }) {
  const perPixel = cellsPerPixel * (cell ?? 1);
  if (!(perPixel > 0)) return null;
  const length = roundLength(perPixel * longest, cell === null);
  if (length === null) return null;
  const words = cell === null ? t("{{n}} cells", { n: formatSetting(length), count: length }) : `${formatSetting(length)} ${unit}`.trim();
  return (
    <span className="scale-bar" role="img" aria-label={t("Scale: the bar is {{words}} long", { words })}>
      <span className="scale-bar-line" style={{ width: `${length / perPixel}px` }} />
      {words}
    </span>
  );
}

/** The longest of 1, 2 and 5 times powers of ten up to a length; null when no whole one fits and it must be whole. */
export function roundLength(limit: number, whole: boolean): number | null {
  const power = 10 ** Math.floor(Math.log10(limit) + 1e-9);
  const length = Number(([5, 2].find((factor) => factor * power <= limit * (1 + 1e-9)) ?? 1).toPrecision(1)) * power;
  return whole && length < 1 ? null : Number(length.toPrecision(1));
}
