import { scaleLinear, scaleLog } from "d3";
import { useCallback, useMemo } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { chartBox, drawAxes, drawReading, drawWords } from "./chart-axes";
import type { Contrast } from "./contrast";
import type { FieldKindProps } from "./field-kinds/define";
import { countsWithin } from "./field-counts";
import { LiveCanvas, type Ink } from "./live-canvas";
import { createContrastReader, valueIn } from "./picture";
import type { Size } from "./viewport";

const bins = 64;

/** How many cells hold which values, over the range that colours have; what lies beyond it is told. */
export function FieldHistogramView({ field, range, link }: FieldKindProps) {
  const cell = link.reading?.cell ?? null;
  const contrast = useMemo(() => createContrastReader(false, range), [range]);
  const { source, symbol, unit, title } = field;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, size: Size, ink: Ink) => {
      const picture = source.latest();
      if (!picture) return drawWords(context, t("Waiting for the next frame"), size, ink);
      const limits = contrast(picture);
      const { counts, beyond } = countsWithin(picture, limits, bins);
      const { x0, x1, y0, y1 } = chartBox(size);
      const x = scaleLinear([0, 1], [x0, x1]);
      const y = scaleLinear([0, Math.max(1, ...counts)], [y0, y1]).nice(4);
      context.fillStyle = ink.accent;
      counts.forEach((count, i) => context.fillRect(x(i / bins), y(count), x((i + 1) / bins) - x(i / bins) - 0.5, y0 - y(count)));
      const log = limits.logarithmic ?? false;
      const axis = axisOf(limits, x0, x1);
      drawAxes(context, { x: axis, y, names: [`${symbol}${unit}`, t("cells")], logarithmic: [log, false] }, ink);
      if (beyond > 0) {
        Object.assign(context, { textAlign: "right", textBaseline: "top", fillStyle: ink.dim });
        context.fillText(t("{{number}} cells lie beyond the range", { number: beyond }), x1 - 6, y1 + 6);
      }
      const read = cell ? valueIn(picture, cell) : NaN;
      if (read >= limits.low && read <= limits.high) drawReading(context, axis(read), y0 - 14, formatNumber(read), x1, ink);
    },
    [source, contrast, symbol, unit, cell],
  );
  return (
    <div className="field-chart">
      <LiveCanvas source={source} draw={draw} every={100} label={t("Histogram of {{title}} over all cells", { title })} />
    </div>
  );
}

/** Bins are equally wide on it: equal ratios where the range is logarithmic. */
const axisOf = ({ low, high, logarithmic }: Contrast, x0: number, x1: number) => (logarithmic ? scaleLog : scaleLinear)([low, high], [x0, x1]);
