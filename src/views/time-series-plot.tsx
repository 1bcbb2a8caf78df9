import { extent, line, scaleLinear } from "d3";
import { useId } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./views.css";

export interface TimeSeries {
  name: string;
  /** `dim` is for what the other is compared with. */
  look: "main" | "dim";
  points: readonly { time: number; value: number | null }[];
}

export interface TimeSeriesPlotProps {
  series: readonly TimeSeries[];
  title: string;
  unit?: string;
}

const [width, height] = [312, 112];
const [left, right, top, bottom] = [38, 300, 8, 90];

/** Numbers over the time of the run. Where a number is undefined the line has a gap. */
export function TimeSeriesPlot({ series, title, unit = "" }: TimeSeriesPlotProps) {
  const describedBy = useId();
  const all = series.flatMap(({ points }) => points).filter(({ value }) => value !== null && Number.isFinite(value));
  const [t0, t1] = extent(all, ({ time }) => time);
  const [low, high] = extent(all, ({ value }) => value!);
  if (t0 === undefined || t1 === t0) return <p className="dim">{t("The course appears here when the run goes on.")}</p>;
  const x = scaleLinear([t0, t1!], [left, right]);
  const y = scaleLinear(low === high ? [low! - 1, low! + 1] : [low!, high!], [bottom - 4, top + 4]).nice(3);
  const path = line<{ time: number; value: number | null }>()
    .defined(({ value }) => value !== null && Number.isFinite(value))
    .x(({ time }) => x(time))
    .y(({ value }) => y(value!));
  const last = series.map(({ name, points }) => `${name} ${formatNumber(points.at(-1)?.value, 3)}`).join(", ");
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <title>{title}</title>
      <desc id={describedBy}>
        {t("From t = {{t0}} to {{t1}}; now {{last}}{{unit}}.", { t0: formatSetting(t0), t1: formatSetting(t1), last, unit })}
      </desc>
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      {y.ticks(3).map((value) => (
        <text key={value} x={left - 6} y={y(value)} dy="0.32em" textAnchor="end">
          {formatSetting(value)}
        </text>
      ))}
      {x.ticks(4).map((value) => (
        <text key={value} x={x(value)} y={bottom + 14} textAnchor="middle">
          {formatSetting(value)}
        </text>
      ))}
      {series.map(({ name, look, points }) => (
        <path key={name} className={look === "main" ? "chart-line" : "chart-line-dim"} d={path(points) ?? ""} />
      ))}
      <text x={width} y={bottom + 3} textAnchor="end">
        t
      </text>
    </svg>
  );
}
