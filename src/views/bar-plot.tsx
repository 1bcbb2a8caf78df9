import { scaleLinear } from "d3";
import { useId } from "react";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { tickText } from "./axis-ticks";
import type { Bins } from "./bins";
import "./measure-views.css";
import "./views.css";

export interface BarPlotProps extends Bins {
  title: string;
  xLabel: string;
  /** Lines at values, each with a word. */
  marks?: readonly { x: number; label: string }[];
}

const [width, height] = [312, 132];
const [left, right, top, bottom] = [40, 302, 24, 100];

/** How many of what is counted fall into each bin. */
export function BarPlot({ title, xLabel, edges, counts, marks = [] }: BarPlotProps) {
  const describedBy = useId();
  const most = Math.max(1, ...counts);
  const x = scaleLinear([edges[0]!, edges.at(-1)!], [left, right]);
  const y = scaleLinear([0, most], [bottom, top]);
  const fullest = counts.indexOf(most);
  const description = t("{{n}} values from {{low}} to {{high}}, most of them between {{from}} and {{to}}.", {
    n: formatCount(counts.reduce((a, b) => a + b, 0)),
    low: formatNumber(edges[0], 3),
    high: formatNumber(edges.at(-1), 3),
    from: formatNumber(edges[fullest], 3),
    to: formatNumber(edges[fullest + 1], 3),
  });
  return (
    <svg className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <desc id={describedBy}>{description}</desc>
      {counts.map((count, bin) => (
        <rect
          key={bin}
          className="bar"
          x={x(edges[bin]!) + 0.5}
          y={y(count)}
          width={Math.max(0.5, x(edges[bin + 1]!) - x(edges[bin]!) - 1)}
          height={bottom - y(count)}
        >
          <title>
            {t("{{from}} to {{to}}: {{n}}", { from: formatNumber(edges[bin], 3), to: formatNumber(edges[bin + 1], 3), n: formatCount(count) })}
          </title>
        </rect>
      ))}
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      {x.ticks(5).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 14} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      {y
        .ticks(3)
        .filter(Number.isInteger)
        .map((tick) => (
          <text key={tick} x={left - 5} y={y(tick)} dy="0.32em" textAnchor="end">
            {tickText(tick)}
          </text>
        ))}
      {marks.map(({ x: at, label }) => (
        <g key={label}>
          <path className="chart-edge" d={`M${x(at)} ${top - 4}V${bottom}`} />
          <text className="chart-strong" x={x(at)} y={top - 8} textAnchor={x(at) > right - 40 ? "end" : x(at) < left + 40 ? "start" : "middle"}>
            {label}
          </text>
        </g>
      ))}
      <text x={right} y={height - 3} textAnchor="end">
        {xLabel}
      </text>
      <text x={0} y={10}>
        {t("how many")}
      </text>
    </svg>
  );
}
