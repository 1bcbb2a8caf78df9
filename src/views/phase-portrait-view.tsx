import { scaleLinear } from "d3";
import { useCallback, useMemo } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { chartBox, drawAxes, drawReading, drawWords } from "./chart-axes";
import { lookupTable, lutSize } from "./colour-maps";
import { densityOf, type Density } from "./density";
import type { FieldKindProps } from "./field-kinds/define";
import { LiveCanvas, type Ink } from "./live-canvas";
import { valueIn } from "./picture";
import type { Size } from "./viewport";

/** Bins along each axis. */
const bins = 128;

/** Two fields held against each other: how many cells hold each pair of values, in colours of equal ratios of the count. */
export function PhasePortraitView({ field, second, map, link }: FieldKindProps) {
  const cell = link.reading?.cell ?? null;
  const table = useMemo(() => lookupTable(map), [map]);
  const cells = useMemo(() => canvasOfBins(), []);
  const [u, v] = [field.source, second.source];
  const names = useMemo(
    () => [`${field.symbol}${field.unit}`, `${second.symbol}${second.unit}`] as const,
    [field.symbol, field.unit, second.symbol, second.unit],
  );
  const draw = useCallback(
    (context: CanvasRenderingContext2D, size: Size, ink: Ink) => {
      const [first, other] = [u.latest(), v.latest()];
      const density = first && other && densityOf(first, other, bins);
      if (!density) return drawWords(context, t("Waiting for the next frame"), size, ink);
      const { x0, x1, y0, y1 } = chartBox(size);
      cells.getContext("2d")!.putImageData(new ImageData(colours(density, table), bins, bins), 0, 0);
      context.imageSmoothingEnabled = false;
      context.drawImage(cells, x0, y1, x1 - x0, y0 - y1);
      const [x, y] = [scaleLinear([...density.x], [x0, x1]), scaleLinear([...density.y], [y0, y1])];
      drawAxes(context, { x, y, names }, ink);
      if (!cell) return;
      const read = [valueIn(first, cell), valueIn(other, cell)] as const;
      if (read.every((value) => Number.isFinite(value)))
        drawReading(context, x(read[0]), y(read[1]), `${formatNumber(read[0])}, ${formatNumber(read[1])}`, x1, ink);
    },
    [u, v, cells, table, names, cell],
  );
  return (
    <div className="field-chart">
      <LiveCanvas
        source={u}
        draw={draw}
        every={100}
        label={t("Phase portrait: {{first}} against {{second}} over all cells", { first: field.title, second: second.title })}
      />
    </div>
  );
}

function canvasOfBins(): HTMLCanvasElement {
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = bins;
  return canvas;
}

/** Empty bins are clear; the row of the highest values first. */
function colours({ size, counts, most }: Density, table: Uint8Array): Uint8ClampedArray<ArrayBuffer> {
  const rgba = new Uint8ClampedArray(4 * size * size);
  for (let i = 0; i < counts.length; i++) {
    const count = counts[i]!;
    if (count === 0) continue;
    const entry = 4 * Math.round((Math.log1p(count) / Math.log1p(most)) * (lutSize - 1));
    const [row, column] = [size - 1 - Math.floor(i / size), i % size];
    rgba.set(table.subarray(entry, entry + 4), 4 * (row * size + column));
  }
  return rgba;
}
