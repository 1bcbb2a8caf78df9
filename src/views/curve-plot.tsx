import { area, line, scaleLinear, scaleLog } from "d3";
import { useId } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { logTicks, tickText } from "./axis-ticks";
import "./measure-views.css";
import "./views.css";

export interface CurveAxis {
  label: string;
  /** Values that are not above 0 are left out of a logarithmic axis. */
  logarithmic?: boolean;
}

export type CurvePoint = readonly [x: number, y: number];

export interface Curve {
  name: string;
  points: readonly CurvePoint[];
  look: "line" | "dots" | "dots and line" | "dashed";
}

export interface CurvePlotProps {
  title: string;
  x: CurveAxis;
  y: CurveAxis;
  curves: readonly Curve[];
  /** Lines across the plot at a value of one axis, each with a word. */
  marks?: readonly ({ label: string } & ({ x: number } | { y: number }))[];
  /** From low to high at each x, ascending. */
  band?: readonly (readonly [x: number, low: number, high: number])[];
}

const [width, height] = [312, 178];
const [left, right, bottom] = [40, 302, 146];
const legendLine = 14;

/** Curves over one pair of axes, each straight or logarithmic; a still picture that takes the width of its place. */
export function CurvePlot({ title, x: xAxis, y: yAxis, curves, marks = [], band = [] }: CurvePlotProps) {
  const describedBy = useId();
  const drawable = ([a, b]: CurvePoint) => Number.isFinite(a) && Number.isFinite(b) && (!xAxis.logarithmic || a > 0) && (!yAxis.logarithmic || b > 0);
  const drawn = curves.map((curve) => ({ ...curve, points: curve.points.filter(drawable) }));
  const all = [...drawn.flatMap(({ points }) => points), ...band.flatMap(([a, low, high]): CurvePoint[] => [[a, low], [a, high]]).filter(drawable)]; // prettier-ignore
  if (all.length < 2) return null;

  const legend = drawn.length > 1;
  const top = legend ? 20 + legendLine : 20;
  const xs = [...all.map(([a]) => a), ...marks.flatMap((mark) => ("x" in mark ? [mark.x] : []))];
  const ys = [...all.map(([, b]) => b), ...marks.flatMap((mark) => ("y" in mark ? [mark.y] : []))];
  const x = axisScale(xAxis, xs, [left, right], 0);
  const y = axisScale(yAxis, ys, [bottom, top], 0.06);
  const path = line<CurvePoint>()
    .x(([a]) => x(a))
    .y(([, b]) => y(b));
  const filled = area<readonly [number, number, number]>()
    .x(([a]) => x(a))
    .y0(([, low]) => y(low))
    .y1(([, , high]) => y(high));
  return (
    <svg className="chart curve-plot" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={title} aria-describedby={describedBy}>
      <desc id={describedBy}>{inWords(xAxis, drawn, marks)}</desc>
      {band.length > 1 && <path className="chart-band" d={filled(band) ?? ""} />}
      {crossesZero(y.domain()) && !yAxis.logarithmic && <path className="chart-axis" d={`M${left} ${y(0)}H${right}`} />}
      <path className="chart-axis" d={`M${left} ${bottom}H${right}`} />
      {ticksOf(xAxis, x, 6).map((tick) => (
        <text key={tick} x={x(tick)} y={bottom + 14} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      {ticksOf(yAxis, y, 5).map((tick) => (
        <text key={tick} x={left - 5} y={y(tick)} dy="0.32em" textAnchor="end">
          {tickText(tick)}
        </text>
      ))}
      {marks.map((mark) => (
        <Mark key={mark.label} label={mark.label} x={"x" in mark ? x(mark.x) : null} y={"y" in mark ? y(mark.y) : null} top={top} />
      ))}
      {drawn.map(({ name, points, look }, i) => (
        <g key={name} className={`curve curve-${i % 4} ${look === "dashed" ? "curve-dashed" : ""}`}>
          {look !== "dots" && <path className="curve-line" d={path(points) ?? ""} />}
          {look.startsWith("dots") &&
            points.map(([a, b], k) => (
              <circle key={k} cx={x(a)} cy={y(b)} r={2.25}>
                <title>{`${formatNumber(a, 3)}: ${formatNumber(b)}`}</title>
              </circle>
            ))}
        </g>
      ))}
      {legend && <Legend curves={drawn} />}
      <text x={0} y={10}>
        {yAxis.label}
      </text>
      <text x={right} y={height - 4} textAnchor="end">
        {xAxis.label}
      </text>
    </svg>
  );
}

function Mark({ label, x, y, top }: { label: string; x: number | null; y: number | null; top: number }) {
  const atRight = x !== null && x > (left + right) / 2;
  return (
    <g>
      <path className="chart-line-dim" d={x !== null ? `M${x} ${top}V${bottom}` : `M${left} ${y}H${right}`} />
      <text
        className="chart-strong"
        x={x === null ? right : x + (atRight ? -4 : 4)}
        y={x === null ? y! - 4 : top + 8}
        textAnchor={x === null || atRight ? "end" : "start"}
      >
        {label}
      </text>
    </g>
  );
}

function Legend({ curves }: { curves: readonly Curve[] }) {
  const place = (i: number) => left + curves.slice(0, i).reduce((sum, { name }) => sum + 26 + 6 * name.length, 0);
  return (
    <>
      {curves.map(({ name, look }, i) => (
        <g key={name} className={`curve curve-${i % 4} ${look === "dashed" ? "curve-dashed" : ""}`}>
          {look === "dots" ? <circle cx={place(i) + 6} cy={23} r={2.25} /> : <path className="curve-line" d={`M${place(i)} 23h12`} />}
          <text x={place(i) + 16} y={26}>
            {name}
          </text>
        </g>
      ))}
    </>
  );
}

type Axis = ReturnType<typeof scaleLinear<number, number>> | ReturnType<typeof scaleLog<number, number>>;

/** An axis over all values, with a share of room at both ends. */
function axisScale({ logarithmic }: CurveAxis, values: readonly number[], range: [number, number], room: number): Axis {
  const [low, high] = values.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
  if (logarithmic) {
    const factor = Math.max(high / low, 1.01) ** room * (high > low ? 1 : 1.5);
    return scaleLog([low / factor, high * factor], range);
  }
  const margin = high > low ? room * (high - low) : Math.abs(low) || 1;
  return scaleLinear([low - margin, high + margin], range);
}

const ticksOf = ({ logarithmic }: CurveAxis, scale: Axis, most: number): number[] => {
  const [low, high] = scale.domain() as [number, number];
  return logarithmic ? logTicks(low, high, most) : scale.ticks(most - 1);
};

const crossesZero = (domain: number[]): boolean => domain[0]! < 0 && domain[1]! > 0;

/** The plot in words, for those who cannot see it. */
function inWords({ label }: CurveAxis, curves: readonly Curve[], marks: CurvePlotProps["marks"] & object): string {
  const courses = curves.map(({ name, points }) => {
    if (points.length === 0) return t("{{name}}: no points", { name });
    const ys = points.map(([, b]) => b);
    const bounds = ys.reduce(([a, b], value) => [Math.min(a, value), Math.max(b, value)], [Infinity, -Infinity]);
    return t("{{name}}: {{n}} points between {{low}} and {{high}}", {
      name,
      n: points.length,
      count: points.length,
      low: formatNumber(bounds[0], 3),
      high: formatNumber(bounds[1], 3),
    });
  });
  return t("Over {{label}}. {{course}}.", { label, course: [...courses, ...marks.map((mark) => mark.label)].join("; ") });
}
