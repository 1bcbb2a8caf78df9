import { line, scaleLinear, scaleLog } from "d3";
import { formatNumber, formatSetting } from "../ui/format";
import "./views.css";

export interface LocalSlopesPlotProps {
  /** Box edges, ascending. */
  scales: readonly number[];
  /** Dimension between neighbouring edges: one fewer than scales. */
  slopes: readonly number[];
  /** The fitted value and the edges between which it was fitted. */
  value: number;
  window: readonly [number, number];
  title: string;
}

const [width, height] = [312, 84];
const [left, right, top, bottom] = [30, 300, 8, 66];

/** The dimension from each pair of neighbouring box edges: flat where the set scales, whatever r² says. */
export function LocalSlopesPlot({ scales, slopes, value, window: [from, to], title }: LocalSlopesPlotProps) {
  const points = slopes.map((slope, i) => ({ s: Math.sqrt(scales[i]! * scales[i + 1]!), slope }));
  if (points.length < 2) return null;
  const x = scaleLog([scales[0]!, scales.at(-1)!], [left, right]);
  const [low, high] = [Math.min(value, ...slopes), Math.max(value, ...slopes)];
  const room = Math.max(0.05, 0.15 * (high - low));
  const y = scaleLinear([low - room, high + room], [bottom, top]);
  return (
    <svg
      className="chart"
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={`${title}: from ${formatNumber(low, 3)} to ${formatNumber(high, 3)}`}
    >
      <title>{title}</title>
      <rect className="chart-band" x={x(from)} y={top} width={x(to) - x(from)} height={bottom - top} />
      <path className="chart-line-dim" d={`M${left} ${y(value)}H${right}`} />
      <path
        className="chart-line"
        d={
          line<{ s: number; slope: number }>()
            .x(({ s }) => x(s))
            .y(({ slope }) => y(slope))(points) ?? ""
        }
      />
      {points.map(({ s, slope }) => (
        <circle key={s} className={s >= from && s <= to ? "chart-dot" : "chart-dot-out"} cx={x(s)} cy={y(slope)} r={2} />
      ))}
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      {y.ticks(3).map((tick) => (
        <text key={tick} x={left - 4} y={y(tick)} dy="0.32em" textAnchor="end">
          {formatSetting(tick)}
        </text>
      ))}
      <text x={x(from)} y={bottom + 14} textAnchor="middle">
        {formatSetting(from, 2)}
      </text>
      <text x={x(to)} y={bottom + 14} textAnchor="middle">
        {formatSetting(to, 2)}
      </text>
    </svg>
  );
}
