import { extent, scaleLinear } from "d3";
import { useEffect, useId, useRef } from "react";
import { formatCount } from "../ui/format";
import { t } from "../ui/text";
import { tickText } from "./axis-ticks";
import { useSize } from "./use-size";
import "./notebook-views.css";
import "./views.css";

export interface DotPlotProps {
  title: string;
  xLabel: string;
  yLabel: string;
  x: readonly number[];
  y: readonly number[];
}

const height = 240;
const margin = { left: 44, right: 8, top: 8, bottom: 40 };

/** Many points, such as spikes over time, drawn on a canvas as wide as the place it stands in. */
export function DotPlot({ title, xLabel, yLabel, x, y }: DotPlotProps) {
  const frame = useRef<HTMLElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const describedBy = useId();
  const { width } = useSize(frame);
  const [x0 = 0, x1 = 1] = extent(x);
  const [, y1 = 1] = extent(y);
  const toX = scaleLinear([x0, x1 > x0 ? x1 : x0 + 1], [margin.left, Math.max(margin.left + 1, width - margin.right)]);
  const toY = scaleLinear([0, Math.max(1, y1)], [height - margin.bottom, margin.top]);
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const ratio = devicePixelRatio || 1;
    Object.assign(canvas.current!, { width: width * ratio, height: height * ratio });
    context.scale(ratio, ratio);
    context.fillStyle = getComputedStyle(canvas.current!).color;
    x.forEach((at, i) => context.fillRect(toX(at), toY(y[i]!) - 0.5, 1.2, 1.2));
  });
  return (
    <figure ref={frame} className="line-chart">
      <figcaption>{title}</figcaption>
      {width > 0 && (
        <div className="dot-plot" style={{ height }}>
          <canvas ref={canvas} style={{ width, height }} />
          <svg className="chart" width={width} height={height} role="img" aria-label={title} aria-describedby={describedBy}>
            <desc id={describedBy}>{t("{{count}} points", { count: x.length })}</desc>
            <path className="chart-axis" d={`M${margin.left} ${margin.top}V${height - margin.bottom}H${width - margin.right}`} />
            {toX.ticks(5).map((tick) => (
              <text key={`x${tick}`} x={toX(tick)} y={height - margin.bottom + 16} textAnchor="middle">
                {tickText(tick)}
              </text>
            ))}
            {toY.ticks(4).map((tick) => (
              <text key={`y${tick}`} x={margin.left - 6} y={toY(tick) + 4} textAnchor="end">
                {formatCount(tick)}
              </text>
            ))}
            <text x={width - margin.right} y={height - 6} textAnchor="end">
              {xLabel}
            </text>
            <text x={margin.left} y={height - 6}>
              {yLabel}
            </text>
          </svg>
        </div>
      )}
    </figure>
  );
}
