import { extent, line, scaleLinear, scaleLog } from "d3";
import { useId } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./phase-diagram.css";
import "./views.css";

export interface BifurcationSeries {
  name: string;
  look: "up" | "down";
  /** In the order in which they were found. A number that is not defined leaves a gap. */
  points: readonly { x: number; y: number | null }[];
}

export interface BifurcationPlotProps {
  title: string;
  x: { title: string; scale: "linear" | "log" };
  y: string;
  series: readonly BifurcationSeries[];
  /** Where the ways up and down differ. */
  band?: readonly [number, number] | null;
}

const [width, height] = [312, 200];
const [left, right, top, bottom] = [46, 304, 10, 170];

/** A number of the last state against a parameter: dots on the way up, rings on the way down. */
export function BifurcationPlot({ title, x, y, series, band = null }: BifurcationPlotProps) {
  const id = useId();
  const all = series.flatMap(({ points }) => points).filter((point) => point.y !== null);
  const [x0, x1] = extent(all, (point) => point.x);
  const [low, high] = extent(all, (point) => point.y!);
  if (x0 === undefined || x1 === undefined || low === undefined || high === undefined)
    return <p className="dim">{t("The diagram appears here point by point.")}</p>;
  const ends: [number, number] = x0 === x1 ? [x0 - 1, x1 + 1] : [x0, x1];
  const toX = x.scale === "log" && x0 > 0 && x0 < x1 ? scaleLog(ends, [left + 6, right - 6]) : scaleLinear(ends, [left + 6, right - 6]);
  const toY = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [bottom - 6, top + 6]).nice(4);
  const path = line<{ x: number; y: number | null }>()
    .defined((point) => point.y !== null)
    .x((point) => toX(point.x))
    .y((point) => toY(point.y!));
  const said = series.map(
    ({ name, points }) => `${name}: ${points.map((point) => `${formatSetting(point.x, 4)} → ${formatNumber(point.y, 3)}`).join(", ")}`,
  );
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={id}>
      <title>{title}</title>
      <desc id={id}>{said.join(". ")}</desc>
      {band && <rect className="chart-band" x={toX(band[0])} y={top} width={Math.max(2, toX(band[1]) - toX(band[0]))} height={bottom - top} />}
      <path className="chart-axis" d={`M${left} ${top}V${bottom}H${right}`} />
      {toY.ticks(4).map((value) => (
        <text key={value} x={left - 5} y={toY(value)} dy="0.32em" textAnchor="end">
          {formatSetting(value, 4)}
        </text>
      ))}
      {toX.ticks(4).map((value) => (
        <text key={value} x={toX(value)} y={bottom + 14} textAnchor="middle">
          {formatSetting(value, 4)}
        </text>
      ))}
      {series.map(({ name, look, points }) => (
        <g key={name}>
          <path className={`bifurcation-line-${look}`} d={path(points) ?? ""} />
          {points.map(
            (point, i) =>
              point.y !== null && (
                <circle key={i} className={`bifurcation-${look}`} cx={toX(point.x)} cy={toY(point.y)} r={look === "up" ? 2.5 : 4} />
              ),
          )}
        </g>
      ))}
      <text className="chart-strong" x={right} y={height - 4} textAnchor="end">
        {t(x.title)}
      </text>
      <text className="chart-strong" x={left + 4} y={top + 4}>
        {y}
      </text>
    </svg>
  );
}
