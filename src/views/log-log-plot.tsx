import { line, scaleLog } from "d3";
import { useId, type Ref } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { scaleNames } from "./scaling-fit";
import "./views.css";

export interface LogLogPlotProps {
  /** Box edges in cells, ascending, all positive: what the axis tells. */
  edges: readonly number[];
  /** The effective edge of each, where it is drawn and fitted. */
  scales: readonly number[];
  /** Boxes of each edge that cover the set. */
  counts: readonly number[];
  /** Effective edges between which the line was fitted. */
  window: readonly [number, number];
  /** `ln N = intercept + slope · ln s` within the window. */
  slope: number;
  intercept: number;
  title: string;
  ref?: Ref<SVGSVGElement>;
}

const [width, height] = [312, 132];
const [left, right, top, bottom] = [30, 300, 8, 112];

/** Counts against box edges, both logarithmic: filled dots and the line where the fit was made, hollow ones outside. */
export function LogLogPlot({ edges, scales, counts, window: [from, to], slope, intercept, title, ref }: LogLogPlotProps) {
  const describedBy = useId();
  const points = scales.map((s, i) => ({ s, n: counts[i]! })).filter(({ s, n }) => s > 0 && n > 0);
  if (points.length < 2) return null;
  const x = scaleLog([points[0]!.s, points.at(-1)!.s], [left, right]);
  const { nameOf, scaleOf } = scaleNames(scales, edges);
  const named = (scale: number) => formatSetting(nameOf(scale), 3);
  const n = points.map((point) => point.n);
  const y = scaleLog([Math.min(...n), Math.max(...n, Math.min(...n) * 1.01)], [bottom - 8, top + 8]);
  const tolerance = 1 + 1e-9;
  const inWindow = ({ s }: { s: number }) => s * tolerance >= from && s <= to * tolerance;
  const fitted = (s: number): [number, number] => [x(s), y(Math.exp(intercept + slope * Math.log(s)))];
  const reach = 1.25;
  const ends = [Math.max(points[0]!.s, from / reach), Math.min(points.at(-1)!.s, to * reach)];
  const description = t("{{n}} box edges from {{low}} to {{high}} cells; slope {{slope}} fitted from {{from}} to {{to}}.", {
    n: points.length,
    count: points.length,
    low: named(points[0]!.s),
    high: named(points.at(-1)!.s),
    slope: formatNumber(slope, 3),
    from: named(from),
    to: named(to),
  });
  return (
    <svg ref={ref} className="chart" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <title>{title}</title>
      <desc id={describedBy}>{description}</desc>
      <rect className="chart-band" x={x(from)} y={top} width={x(to) - x(from)} height={bottom - top} />
      <path className="chart-edge" d={`M${x(from)} ${top}V${bottom}M${x(to)} ${top}V${bottom}`} />
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      <path className="chart-line" d={line()(ends.map((s) => fitted(s!)))!} />
      {points.map((point) => (
        <circle key={point.s} className={inWindow(point) ? "chart-dot" : "chart-dot-out"} cx={x(point.s)} cy={y(point.n)} r={2.75} />
      ))}
      {octaves(nameOf(points[0]!.s), nameOf(points.at(-1)!.s)).map((s) => (
        <text key={s} x={x(scaleOf(s))} y={bottom + 14} textAnchor="middle">
          {s}
        </text>
      ))}
      <text x={0} y={top + 8}>
        N(s)
      </text>
      <text x={width} y={bottom + 3} textAnchor="end">
        s
      </text>
    </svg>
  );
}

/** Powers of two within a range, thinned where they would crowd. */
function octaves(low: number, high: number): number[] {
  const all = Array.from({ length: 20 }, (_, i) => 2 ** i).filter((s) => s >= low * 0.999 && s <= high * 1.001);
  return all.length > 9 ? all.filter((_, i) => i % 2 === 0) : all;
}
