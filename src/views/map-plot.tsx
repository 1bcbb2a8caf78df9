import { encode } from "fast-png";
import { useId, useMemo } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import type { ColourMap } from "./colour-maps";
import { mapRaster, type Raster } from "./mask-image";
import "./measure-views.css";
import "./views.css";

export interface MapPlotProps {
  title: string;
  nx: number;
  ny: number;
  /** One value a cell in C order, and 1 for each cell that has one. */
  values: ArrayLike<number>;
  inside: Uint8Array;
  /** Values at the ends of the colours; those beyond have the colour of the end. */
  low: number;
  high: number;
  map: ColourMap;
  /** What the values are, with their unit. */
  label: string;
}

const [width, left, right, top] = [312, 0, 262, 16];
/** The map is made no finer than this, in pixels along its longer side: more would hold the page up. */
const mostPixels = 384;
const stops = Array.from({ length: 9 }, (_, i) => i / 8);

/** A value for each cell of a plane in colours, with the bar that says what they mean; clear where there is none. */
export function MapPlot({ title, nx, ny, values, inside, low, high, map, label }: MapPlotProps) {
  const [id, describedBy] = [useId(), useId()];
  const picture = useMemo(
    () => dataUrl(mapRaster(...coarser({ nx, ny, values, inside }), map, { low, high })),
    [nx, ny, values, inside, map, low, high],
  );
  const size = right - left;
  const [drawnWidth, drawnHeight] = nx >= ny ? [size, (size * ny) / nx] : [(size * nx) / ny, size];
  const bottom = top + drawnHeight;
  const ends = [high, (low + high) / 2, low];
  return (
    <svg className="chart map-plot" viewBox={`0 0 ${width} ${Math.ceil(bottom) + 2}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <desc id={describedBy}>
        {t("{{label}}: colours from {{low}} to {{high}}.", { label, low: formatNumber(low, 3), high: formatNumber(high, 3) })}
      </desc>
      <linearGradient id={id} x1="0" y1="1" x2="0" y2="0">
        {stops.map((stop) => (
          <stop key={stop} offset={stop} stopColor={map.at(stop)} />
        ))}
      </linearGradient>
      <text x={0} y={10}>
        {label}
      </text>
      <image
        href={picture}
        x={left}
        y={top}
        width={drawnWidth}
        height={drawnHeight}
        preserveAspectRatio="none"
        style={{ imageRendering: "pixelated" }}
      />
      <rect x={right + 8} y={top} width={10} height={drawnHeight} fill={`url(#${id})`} />
      {ends.map((value, i) => (
        <text key={i} x={right + 22} y={top + 4 + (i * (drawnHeight - 4)) / 2} dy="0.32em">
          {formatNumber(value, 3)}
        </text>
      ))}
    </svg>
  );
}

type Plane = Pick<MapPlotProps, "nx" | "ny" | "values" | "inside">;

/** The plane in blocks of cells where it has more than can be seen: each the mean of its cells that have a value. */
function coarser({
  nx,
  ny,
  values,
  inside,
}: Plane): [plane: { nx: number; ny: number; values: ArrayLike<number>; start: number }, inside: Uint8Array] {
  const step = Math.ceil(Math.max(nx, ny) / mostPixels);
  if (step === 1) return [{ nx, ny, values, start: 0 }, inside];
  const [columns, rows] = [Math.ceil(nx / step), Math.ceil(ny / step)];
  const [sums, counts] = [new Float64Array(rows * columns), new Uint32Array(rows * columns)];
  for (let y = 0, cell = 0; y < ny; y++)
    for (let x = 0; x < nx; x++, cell++) {
      if (inside[cell] === 0) continue;
      const block = Math.floor(y / step) * columns + Math.floor(x / step);
      sums[block]! += values[cell]!;
      counts[block]!++;
    }
  const means = sums.map((sum, block) => sum / Math.max(1, counts[block]!));
  return [{ nx: columns, ny: rows, values: means, start: 0 }, Uint8Array.from(counts, (count) => (count > 0 ? 1 : 0))];
}

/** A picture as it can stand inside an SVG, also one that is taken elsewhere. */
function dataUrl({ width: columns, height: rows, rgba }: Raster): string {
  const bytes = encode({ width: columns, height: rows, data: rgba, channels: 4, depth: 8 });
  let text = "";
  for (let i = 0; i < bytes.length; i += 8192) text += String.fromCharCode(...bytes.subarray(i, i + 8192));
  return `data:image/png;base64,${btoa(text)}`;
}
