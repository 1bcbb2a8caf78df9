import { ticks } from "d3";
import { formatSetting } from "../ui/format";
import type { Size, Viewport } from "./viewport";
import "./views.css";

export interface FieldAxesProps {
  view: Viewport;
  nx: number;
  ny: number;
  /** Length of a cell along y and x, in the model's unit of length. */
  spacing: readonly [number, number];
  size: Size;
}

const tick = 4;

/** Axes in physical units along the lower and left edge of what is visible. Row 0 is at the top, as in the array. */
export function FieldAxes({ view, nx, ny, spacing: [hy, hx], size }: FieldAxesProps) {
  const left = Math.max(0, view.x0);
  const right = Math.min(nx, view.x0 + view.width);
  const top = Math.max(0, view.y0);
  const bottom = Math.min(ny, view.y0 + view.height);
  if (!(right > left && bottom > top && size.width > 0)) return null;
  const x = (length: number) => ((length / hx - view.x0) / view.width) * size.width;
  const y = (length: number) => ((length / hy - view.y0) / view.height) * size.height;
  const [x0, x1, y0, y1] = [x(left * hx), x(right * hx), y(top * hy), y(bottom * hy)];
  const xTicks = ticksWithin(left * hx, right * hx, (x1 - x0) / 90);
  const yTicks = ticksWithin(top * hy, bottom * hy, (y1 - y0) / 90);
  return (
    <svg className="field-axes" width={size.width} height={size.height} aria-hidden="true">
      {xTicks.map((value) => (
        <g key={value} transform={`translate(${x(value)},${y1})`}>
          <path d={`M0 1v${tick}`} />
          <text y={16} textAnchor="middle">
            {formatSetting(value)}
          </text>
        </g>
      ))}
      <text className="field-axis-name" x={(x0 + x1) / 2} y={y1 + 33} textAnchor="middle">
        x
      </text>
      {yTicks.map((value) => (
        <g key={value} transform={`translate(${x0},${y(value)})`}>
          <path d={`M-1 0h-${tick}`} />
          <text x={-8} dy="0.32em" textAnchor="end">
            {formatSetting(value)}
          </text>
        </g>
      ))}
      <text className="field-axis-name" x={x0 - 40} y={(y0 + y1) / 2} dy="0.32em" textAnchor="middle">
        y
      </text>
    </svg>
  );
}

/** Round values, about `count` of them. */
function ticksWithin(low: number, high: number, count: number): number[] {
  return ticks(low, high, Math.max(2, Math.min(8, Math.round(count))));
}
