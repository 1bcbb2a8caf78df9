import { line, scaleLinear, scaleLog, type ScaleContinuousNumeric } from "d3";
import { useId, type KeyboardEvent, type PointerEvent } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { logTicks, tickText } from "./axis-ticks";
import "./measure-views.css";
import {
  fitWithin,
  keyTarget,
  nearestPoint,
  pointsWithin,
  scaleNames,
  scalesOf,
  scalingPoints,
  slopesBetween,
  withEnd,
  type PointWindow,
  type ScalingPoint,
} from "./scaling-fit";
import "./views.css";

/** What a law of scaling is read from. */
export interface ScalingFacts {
  title: string;
  /** Ascending, above 0. */
  scales: readonly number[];
  /** What the scales are called, ascending, where that is not themselves: edges of boxes, which are fitted as effective edges. */
  names?: readonly number[];
  /** Natural logarithms of what scales. */
  logs: readonly number[];
  xLabel: string;
  /** Of the scales, as it stands behind a number; absent for none. */
  unit?: string;
  yLabel: string;
  /** The measure that a slope stands for, and its symbol. */
  read: (slope: number) => number;
  symbol: string;
  /** The measured value, drawn across the local slopes; null where there is none. */
  value: number | null;
  /** Scales between which the line was fitted. */
  window: readonly [number, number];
  /** `log = intercept + slope · ln scale` within that window. */
  slopeIntercept: { slope: number; intercept: number };
}

export interface ScalingPlotProps extends ScalingFacts {
  /** A window that a person chose instead; null where there is none. */
  ownWindow?: readonly [number, number] | null;
  /** Lets the ends of the window be dragged. Without it the plot is a still picture. */
  onWindow?: (window: readonly [number, number]) => void;
}

const [width, height] = [312, 240];
const [left, right] = [46, 302];
/** Of the log–log plot and of the local slopes under it. */
const upper = { top: 22, bottom: 134 };
const lower = { top: 154, bottom: 208 };

/** A log–log plot with its fitted line, and under it the slope between neighbouring points, which is flat where the set scales. */
export function ScalingPlot({ scales, names, logs, window, ownWindow = null, onWindow, ...facts }: ScalingPlotProps) {
  const describedBy = useId();
  const points = scalingPoints(scales, logs);
  if (points.length < 3) return null;
  const { title, xLabel, yLabel, slopeIntercept, read, symbol } = facts;
  const { nameOf, scaleOf } = scaleNames(scales, names);
  const named = (scale: number) => formatSetting(nameOf(scale), 3);
  const x = scaleLog([points[0]!.scale, points.at(-1)!.scale], [left, right]);
  const own = ownWindow && pointsWithin(points, ownWindow);
  const shown = own ?? pointsWithin(points, window);
  const fit = own ? fitWithin(points, own) : slopeIntercept;
  const [from, to] = own ? scalesOf(points, own) : window;
  const description = t("{{n}} points from {{low}} to {{high}}; {{symbol}} = {{value}} by a line from {{from}} to {{to}}.", {
    n: points.length,
    count: points.length,
    low: named(points[0]!.scale),
    high: named(points.at(-1)!.scale),
    symbol,
    value: formatNumber(read(fit.slope)),
    from: named(from),
    to: named(to),
  });
  return (
    <svg
      className="chart scaling-plot"
      viewBox={`0 0 ${width} ${height}`}
      role={onWindow ? "group" : "img"}
      aria-label={title}
      aria-describedby={describedBy}
    >
      <desc id={describedBy}>{description}</desc>
      <rect className="chart-band" x={x(from)} y={upper.top} width={Math.max(0, x(to) - x(from))} height={lower.bottom - upper.top} />
      <LogLog points={points} x={x} shown={shown} fit={fit} chosen={own ? slopeIntercept : null} named={named} />
      <LocalSlopes points={points} x={x} {...facts} own={own ? read(fit.slope) : null} from={from} to={to} />
      {logTicks(nameOf(points[0]!.scale), nameOf(points.at(-1)!.scale), 6).map((tick) => (
        <text key={tick} x={x(scaleOf(tick))} y={lower.bottom + 14} textAnchor="middle">
          {tickText(tick)}
        </text>
      ))}
      <text x={0} y={10}>
        {yLabel}
      </text>
      <text x={0} y={lower.top - 6}>
        {t("local {{symbol}}", { symbol })}
      </text>
      <text x={right} y={height - 4} textAnchor="end">
        {xLabel}
      </text>
      {onWindow &&
        (["first", "last"] as const).map((end) => (
          <WindowHandle
            key={end}
            end={end}
            points={points}
            window={shown}
            x={x}
            nameOf={nameOf}
            onMove={(next) => onWindow(scalesOf(points, next))}
          />
        ))}
      {!onWindow && <path className="chart-edge" d={`M${x(from)} ${upper.top}V${lower.bottom}M${x(to)} ${upper.top}V${lower.bottom}`} />}
    </svg>
  );
}

type Scale = ScaleContinuousNumeric<number, number>;

interface LogLogProps {
  points: readonly ScalingPoint[];
  x: Scale;
  shown: PointWindow;
  fit: { slope: number; intercept: number };
  /** The line of the chosen window, when another is shown. */
  chosen: { slope: number; intercept: number } | null;
  named(scale: number): string;
}

function LogLog({ points, x, shown: { first, last }, fit, chosen, named }: LogLogProps) {
  const logs = points.map(({ log }) => log);
  const [low, high] = [Math.min(...logs), Math.max(...logs)];
  const y = scaleLinear([low, Math.max(high, low + 1e-6)], [upper.bottom - 6, upper.top + 6]);
  const reach = 1.3;
  const ends = [Math.max(points[0]!.scale, points[first]!.scale / reach), Math.min(points.at(-1)!.scale, points[last]!.scale * reach)];
  const along = ({ slope, intercept }: { slope: number; intercept: number }, between: readonly number[]) =>
    line()(between.map((scale) => [x(scale), y(intercept + slope * Math.log(scale))]))!;
  return (
    <>
      {logTicks(Math.exp(low), Math.exp(high), 5).map((tick) => (
        <text key={tick} x={left - 5} y={y(Math.log(tick))} dy="0.32em" textAnchor="end">
          {tickText(tick)}
        </text>
      ))}
      <path className="chart-axis" d={`M${left} ${upper.bottom}H${right}`} />
      {chosen && <path className="chart-line-dim" d={along(chosen, ends)} />}
      <path className="chart-line" d={along(fit, ends)} />
      {points.map(({ scale, log }, i) => (
        <circle key={scale} className={i >= first && i <= last ? "chart-dot" : "chart-dot-out"} cx={x(scale)} cy={y(log)} r={2.5}>
          <title>{`${named(scale)}: ${formatNumber(Math.exp(log))}`}</title>
        </circle>
      ))}
    </>
  );
}

interface LocalSlopesProps extends Pick<ScalingFacts, "read" | "value"> {
  points: readonly ScalingPoint[];
  x: Scale;
  /** What the line within a person's own window says; null where there is none. */
  own: number | null;
  from: number;
  to: number;
}

function LocalSlopes({ points, x, read, value, own, from, to }: LocalSlopesProps) {
  const slopes = slopesBetween(points).map(({ scale, slope }) => ({ scale, value: read(slope) }));
  const known = [...slopes.map((slope) => slope.value), ...[value, own].filter((one) => one !== null)];
  const [low, high] = [Math.min(...known), Math.max(...known)];
  const room = Math.max(0.05, 0.1 * (high - low));
  const y = scaleLinear([low - room, high + room], [lower.bottom - 2, lower.top]);
  return (
    <>
      {value !== null && <path className="chart-line-dim" d={`M${left} ${y(value)}H${right}`} />}
      {own !== null && <path className="chart-line-own" d={`M${x(from)} ${y(own)}H${x(to)}`} />}
      <path
        className="chart-line"
        d={
          line<{ scale: number; value: number }>()
            .x(({ scale }) => x(scale))
            .y((slope) => y(slope.value))(slopes) ?? ""
        }
      />
      {slopes.map((slope) => (
        <circle
          key={slope.scale}
          className={slope.scale >= from && slope.scale <= to ? "chart-dot" : "chart-dot-out"}
          cx={x(slope.scale)}
          cy={y(slope.value)}
          r={1.75}
        />
      ))}
      <path className="chart-axis" d={`M${left} ${lower.bottom}H${right}`} />
      {y.ticks(3).map((tick) => (
        <text key={tick} x={left - 5} y={y(tick)} dy="0.32em" textAnchor="end">
          {formatSetting(tick)}
        </text>
      ))}
    </>
  );
}

interface WindowHandleProps {
  end: "first" | "last";
  points: readonly ScalingPoint[];
  window: PointWindow;
  x: Scale;
  nameOf(scale: number): number;
  onMove(window: PointWindow): void;
}

/** One end of the window: dragged from point to point, or moved by the arrow keys, Home and End. */
function WindowHandle({ end, points, window, x, nameOf, onMove }: WindowHandleProps) {
  const at = window[end];
  const { scale } = points[at]!;
  const moveTo = (index: number) => {
    const next = withEnd(points, window, end, index);
    if (next[end] !== at) onMove(next);
  };
  const onPointer = (event: PointerEvent<SVGGElement>) => {
    if (event.type === "pointerdown") event.currentTarget.setPointerCapture(event.pointerId);
    else if (!event.currentTarget.hasPointerCapture(event.pointerId)) return;
    const box = event.currentTarget.ownerSVGElement!.getBoundingClientRect();
    moveTo(nearestPoint(points, x.invert(((event.clientX - box.left) * width) / box.width)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const target = keyTarget(event.key, at, points.length);
    if (target === null) return;
    event.preventDefault();
    moveTo(target);
  };
  const [low, high] = end === "first" ? [0, window.last - 2] : [window.first + 2, points.length - 1];
  return (
    <g
      className="window-handle"
      role="slider"
      tabIndex={0}
      aria-label={end === "first" ? t("Window from") : t("Window to")}
      aria-valuemin={nameOf(points[low]!.scale)}
      aria-valuemax={nameOf(points[high]!.scale)}
      aria-valuenow={nameOf(scale)}
      aria-valuetext={formatSetting(nameOf(scale), 3)}
      transform={`translate(${x(scale)} 0)`}
      onPointerDown={onPointer}
      onPointerMove={onPointer}
      onKeyDown={onKeyDown}
    >
      <rect x={-11} y={upper.top - 8} width={22} height={lower.bottom - upper.top + 8} fill="transparent" />
      <path className="chart-edge" d={`M0 ${upper.top}V${lower.bottom}`} />
      <rect className="window-grip" x={-4} y={upper.top - 8} width={8} height={14} rx={2} />
    </g>
  );
}
