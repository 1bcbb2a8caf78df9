import { extent, line, scaleLinear } from "d3";
import { useId, useRef } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./notebook-views.css";
import { useSize } from "./use-size";
import "./views.css";

export interface LineChartSeries {
  name: string;
  x: readonly number[];
  /** Null where the line has a gap. */
  y: readonly (number | null)[];
}

export interface LineChartProps {
  title: string;
  xLabel: string;
  yLabel: string;
  series: readonly LineChartSeries[];
  /** Vertical lines, each with a word. */
  marks?: readonly { x: number; label: string }[];
}

const height = 240;
const margin = { left: 56, right: 12, top: 26, bottom: 42 };
/** Lines of as few points as this show them. */
const fewPoints = 24;
/** Colours of tokens.css, from the first. */
const colours = 7;

/** Lines over a common axis, as wide as the place it stands in. */
export function LineChart(props: LineChartProps) {
  const frame = useRef<HTMLElement>(null);
  const { width } = useSize(frame);
  const { title, series } = props;
  return (
    <figure ref={frame} className="line-chart">
      {title && <figcaption>{title}</figcaption>}
      {series.length > 1 && (
        <ul className="line-legend">
          {series.map(({ name }, i) => (
            <li key={name}>
              <span className="line-swatch" style={{ background: colourOf(i) }} />
              {name}
            </li>
          ))}
        </ul>
      )}
      {width > 0 && <Lines {...props} width={width} />}
    </figure>
  );
}

const colourOf = (i: number): string => `var(--series-${(i % colours) + 1})`;

function Lines({ title, xLabel, yLabel, series, marks = [], width }: LineChartProps & { width: number }) {
  const describedBy = useId();
  const points = series.map(({ x, y }) => x.map((at, i) => ({ x: at, y: y[i] ?? null })));
  const known = points.flat().filter((point): point is { x: number; y: number } => point.y !== null);
  const [x0, x1] = extent([...known, ...marks], (point) => point.x);
  const [y0, y1] = extent(known, (point) => point.y);
  if (x0 === undefined || y0 === undefined) return <p className="dim">{t("No point of it is a finite number.")}</p>;

  const x = scaleLinear(padded(x0, x1!), [margin.left, width - margin.right]);
  const y = scaleLinear(padded(y0, y1!), [height - margin.bottom, margin.top]).nice(5);
  const path = line<{ x: number; y: number | null }>()
    .defined((point) => point.y !== null)
    .x((point) => x(point.x))
    .y((point) => y(point.y!));
  const base = height - margin.bottom;
  const [low, high] = y.domain() as [number, number];
  const name = title || t("{{yLabel}} over {{xLabel}}", { yLabel: yLabel || "y", xLabel });
  return (
    <svg className="chart" width={width} height={height} role="img" aria-label={name} aria-describedby={describedBy}>
      <desc id={describedBy}>
        {describe(t("{{xLabel}} from {{x0}} to {{x1}}", { xLabel, x0: formatSetting(x0), x1: formatSetting(x1!) }), series, marks)}
      </desc>
      {low < 0 && high > 0 && <path className="line-zero" d={`M${margin.left} ${y(0)}H${width - margin.right}`} />}
      <path className="chart-axis" d={`M${margin.left} ${base}H${width - margin.right}`} />
      {y.ticks(5).map((value) => (
        <text key={value} x={margin.left - 8} y={y(value)} dy="0.32em" textAnchor="end">
          {formatSetting(value)}
        </text>
      ))}
      {x.ticks(Math.max(2, Math.floor(width / 90))).map((value) => (
        <text key={value} x={x(value)} y={base + 16} textAnchor="middle">
          {formatSetting(value)}
        </text>
      ))}
      {marks.map((mark) => (
        <g key={mark.label}>
          <path className="line-mark" d={`M${x(mark.x)} ${margin.top - 6}V${base}`} />
          <text x={x(mark.x)} y={margin.top - 10} textAnchor={x(mark.x) > width / 2 ? "end" : "start"}>
            {mark.label}
          </text>
        </g>
      ))}
      {points.map((one, i) => (
        <g key={i} style={{ stroke: colourOf(i), fill: colourOf(i) }}>
          <path className="line-path" d={path(one) ?? ""} />
          {one.length <= fewPoints && one.map((point) => point.y !== null && <circle key={point.x} cx={x(point.x)} cy={y(point.y)} r={2.5} />)}
        </g>
      ))}
      <text x={width - margin.right} y={height - 6} textAnchor="end">
        {xLabel}
      </text>
      <text x={0} y={10}>
        {yLabel}
      </text>
    </svg>
  );
}

/** Room around a single value, which has no extent of its own. */
const padded = (low: number, high: number): [number, number] =>
  low < high ? [low, high] : [low - (Math.abs(low) || 1) / 2, high + (Math.abs(high) || 1) / 2];

/** The chart in words, for those who cannot see it. */
function describe(range: string, series: readonly LineChartSeries[], marks: readonly { x: number; label: string }[]): string {
  const lines = series.map(({ name, y }) => {
    const [low, high] = extent(y.filter((value) => value !== null));
    return t("{{name}} between {{low}} and {{high}}", { name: name || t("the line"), low: formatNumber(low), high: formatNumber(high) });
  });
  return `${[range, ...lines, ...marks.map(({ x, label }) => t("{{label}} at {{x}}", { label, x: formatNumber(x) }))].join("; ")}.`;
}
