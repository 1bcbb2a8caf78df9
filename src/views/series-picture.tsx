import { area, extent, line, scaleLinear, scaleLog, type ScaleContinuousNumeric } from "d3";
import { memo, useMemo, type SVGProps } from "react";
import type { DetectionCurve, Regime } from "../core/define/detector";
import type { MetricResult } from "../core/define/metric";
import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { envelope, timeTicks, type DrawnSample } from "./series-drawing";
import "./series-views.css";
import { regimeInWords } from "./series-reading";

/** A metric along the series, each value standing at the middle of its window. */
export interface WindowedMetric {
  title: string;
  /** Samples of a window. */
  length: number;
  starts: readonly number[];
  results: readonly MetricResult[];
}

export interface SeriesPictureProps {
  /** Finite; one a row. */
  values: readonly number[];
  /** What stands at each row, such as a date; null counts rows from 0. */
  labels: readonly string[] | null;
  title: string;
  unit: string;
  /** Needs values above 0. */
  logarithmic: boolean;
  regimes: readonly Regime[];
  /** Known from outside, by row. */
  events: readonly { index: number; title: string }[];
  windowed: WindowedMetric | null;
  /** Marked by hand, by row, with who marked it. */
  marks: readonly { index: number; by: string }[];
  /** What a detector left for drawing. */
  curves: readonly DetectionCurve[];
  /** A stretch that is looked at elsewhere, first and one past the last row; null for none. */
  window?: readonly [start: number, end: number] | null;
}

const margin = { left: 58, right: 20, top: 28, bottom: 24 };
const gap = 34;
/** Share of the height that the windowed metric takes. */
const lowerShare = 0.3;
/** Height of one curve of a detector, its name included, in pixels. */
const curveHeight = 74;
/** Curves drawn at most, and the share of the height they may take from the series: the others are in the export. */
export const mostCurves = 3;
const curvesShare = 0.35;

type Scale = ScaleContinuousNumeric<number, number>;

/** Where things lie in a picture of this size, in pixels: `y` of the series ends at `upperBottom`, the windowed metric begins at `split`. */
export interface SeriesLayout {
  x: Scale;
  y: Scale;
  top: number;
  upperBottom: number;
  split: number;
  /** Where the windowed metric ends; the curves of the detector stand below it. */
  lowerBottom: number;
  bottom: number;
  /** How many curves of the detector there is room for. */
  curvesDrawn: number;
}

export function seriesLayout(
  { values, logarithmic, windowed, curves }: Pick<SeriesPictureProps, "values" | "logarithmic" | "windowed" | "curves">,
  width: number,
  height: number,
): SeriesLayout {
  const right = Math.max(margin.left + 10, width - margin.right);
  const bottom = Math.max(margin.top + 40, height - margin.bottom);
  const room = Math.floor((curvesShare * (bottom - margin.top)) / curveHeight);
  const curvesDrawn = Math.min(mostCurves, room, curves.length);
  const lowerBottom = bottom - curvesDrawn * curveHeight;
  const split = windowed ? lowerBottom - lowerShare * (lowerBottom - margin.top) : lowerBottom;
  const upperBottom = windowed ? split - gap : lowerBottom;
  const x = scaleLinear([0, Math.max(1, values.length - 1)], [margin.left, right]);
  return { x, y: valueScale(values, logarithmic, upperBottom), top: margin.top, upperBottom, split, lowerBottom, bottom, curvesDrawn };
}

/** A series with its regimes and events, and below it, on the same axis of time, a metric in windows. */
export function SeriesPicture({
  picture: { values, labels, title, regimes, events, windowed, marks, curves, window = null },
  layout: { x, y, top, split, lowerBottom, bottom, curvesDrawn },
  width,
  height,
  ...rest
}: { picture: SeriesPictureProps; layout: SeriesLayout; width: number; height: number } & SVGProps<SVGSVGElement>) {
  const n = values.length;
  const [left, right] = x.range() as [number, number];
  const path = useMemo(() => {
    const course = line<DrawnSample>(
      ({ index }) => x(index),
      ({ value }) => y(value),
    );
    return course(envelope(values, Math.max(1, Math.round(right - left))));
  }, [values, x, y, left, right]);
  return (
    <svg
      className="series-picture"
      viewBox={`0 0 ${width} ${height}`}
      width={width}
      height={height}
      role="img"
      aria-label={t("{{title}}: {{samples}}, {{regimes}}. Arrow keys read it off.", {
        title,
        samples: t("{{n}} samples", { n, count: n }),
        regimes: t("{{count}} regimes", { count: regimes.length }),
      })}
      {...rest}
    >
      <Bands regimes={regimes} x={x} top={top} bottom={bottom} />
      <ValueAxis scale={y} x={left} count={5} />
      <path className="series-line" d={path ?? ""} />
      <Means regimes={regimes} x={x} y={y} />
      {windowed && <WindowedChart windowed={windowed} x={x} top={split} bottom={lowerBottom} />}
      {curves.slice(0, curvesDrawn).map((curve, i) => (
        <CurveChart key={curve.id} curve={curve} x={x} top={lowerBottom + i * curveHeight + 30} bottom={lowerBottom + (i + 1) * curveHeight - 4} />
      ))}
      <TimeAxis n={n} labels={labels} x={x} y={bottom} width={right - left} />
      <Events events={events} x={x} top={top} bottom={bottom} />
      <HandMarks marks={marks} x={x} top={top} bottom={bottom} />
      {window && (
        <rect className="series-window" x={x(window[0])} y={top} width={Math.max(2, x(window[1] - 1) - x(window[0]))} height={bottom - top} />
      )}
    </svg>
  );
}

function valueScale(values: readonly number[], logarithmic: boolean, bottom: number): Scale {
  const [low = 0, high = 1] = extent(values);
  const range = [bottom, margin.top + 6];
  if (logarithmic && low > 0) return scaleLog(low === high ? [low / 2, low * 2] : [low, high], range).nice();
  return scaleLinear(low === high ? [low - 1, low + 1] : [low, high], range).nice(5);
}

const namesOfSpread = /^(calm|moderate|volatile)$/;

/** One colour a label, in the order of the means, or of the spreads where the labels are names of those. */
function colours(regimes: readonly Regime[]): (regime: Regime) => string {
  const order = regimes.every(({ label }) => namesOfSpread.test(label)) ? "std" : "mean";
  const labels = [...new Set(regimes.toSorted((a, b) => a[order] - b[order]).map(({ label }) => label))];
  return ({ label }) => `var(--series-${(labels.indexOf(label) % 7) + 1})`;
}

interface BandsProps {
  regimes: readonly Regime[];
  x: Scale;
  top: number;
  bottom: number;
}

/** Regimes as bands through both charts, one colour a label; changes as edges between the last and the first sample. */
const Bands = memo(function Bands({ regimes, x, top, bottom }: BandsProps) {
  const colourOf = useMemo(() => colours(regimes), [regimes]);
  if (regimes.length < 2) return null;
  return regimes.map((regime, i) => {
    const from = i === 0 ? x(0) : x(regime.start - 0.5);
    const to = i === regimes.length - 1 ? x(regime.end - 1) : x(regime.end - 0.5);
    return (
      <g key={regime.start} style={{ color: colourOf(regime) }}>
        <rect className="series-band" x={from} y={top} width={Math.max(0, to - from)} height={bottom - top} />
        {i > 0 && <path className="series-change" d={`M${from} ${top}V${bottom}`} />}
        {to - from > 7 * regime.label.length && (
          <text className="series-regime-name" x={(from + to) / 2} y={top + 12} textAnchor="middle">
            {regimeInWords(regime.label)}
          </text>
        )}
      </g>
    );
  });
});

/** The mean of each regime, over the series. A logarithmic scale has no place for one that is not above 0. */
const Means = memo(function Means({ regimes, x, y }: { regimes: readonly Regime[]; x: Scale; y: Scale }) {
  const colourOf = useMemo(() => colours(regimes), [regimes]);
  if (regimes.length < 2) return null;
  return regimes
    .filter(({ mean }) => Number.isFinite(y(mean)))
    .map((regime) => (
      <path
        key={regime.start}
        className="series-mean"
        style={{ color: colourOf(regime) }}
        d={`M${x(regime.start)} ${y(regime.mean)}H${x(regime.end - 1)}`}
      />
    ));
});

function ValueAxis({ scale, x, count }: { scale: Scale; x: number; count: number }) {
  const ticks = scale.ticks(count);
  const spread = ticks.length > count + 4 ? Math.ceil(ticks.length / count) : 1;
  return (
    <g className="series-axis">
      {ticks
        .filter((_, i) => i % spread === 0)
        .map((value) => (
          <text key={value} x={x - 8} y={scale(value)} dy="0.32em" textAnchor="end">
            {formatSetting(value)}
          </text>
        ))}
    </g>
  );
}

const TimeAxis = memo(function TimeAxis({
  n,
  labels,
  x,
  y,
  width,
}: {
  n: number;
  labels: readonly string[] | null;
  x: Scale;
  y: number;
  width: number;
}) {
  const ticks = useMemo(() => timeTicks(n, labels, Math.max(2, Math.floor(width / 84))), [n, labels, width]);
  return (
    <g className="series-axis">
      <path d={`M${x(0)} ${y}H${x(Math.max(1, n - 1))}`} />
      {ticks.map(({ index, text }) => (
        <g key={index} transform={`translate(${x(index)} ${y})`}>
          <path d="M0 0V4" />
          <text y={16} textAnchor="middle">
            {text}
          </text>
        </g>
      ))}
    </g>
  );
});

/** Marks above the chart for what is known from outside; the words come on hover and in the list beside. */
const Events = memo(function Events({ events, x, top, bottom }: { events: SeriesPictureProps["events"]; x: Scale; top: number; bottom: number }) {
  return (
    <g className="series-events">
      {events.map(({ index, title }, i) => (
        <g key={title}>
          <title>{title}</title>
          <path className="series-event-line" d={`M${x(index)} ${top}V${bottom}`} />
          <circle cx={x(index)} cy={top - 12} r={8} />
          <text x={x(index)} y={top - 12} dy="0.34em" textAnchor="middle">
            {i + 1}
          </text>
        </g>
      ))}
    </g>
  );
});

/** Flags at the foot of the chart for what people marked, one height a person. */
const HandMarks = memo(function HandMarks({ marks, x, top, bottom }: { marks: SeriesPictureProps["marks"]; x: Scale; top: number; bottom: number }) {
  const people = [...new Set(marks.map(({ by }) => by))];
  return (
    <g className="series-marks">
      {marks.map(({ index, by }) => {
        const y = bottom - 8 - 9 * (people.indexOf(by) % 6);
        return (
          <g key={`${by} ${index}`}>
            <title>{t("{{by}} marked row {{index}}", { by, index })}</title>
            <path d={`M${x(index - 0.5)} ${top}V${bottom}`} />
            <path className="series-flag" d={`M${x(index - 0.5)} ${y}l8 4l-8 4Z`} />
          </g>
        );
      })}
    </g>
  );
});

/** One number a sample that a detector left: a line with gaps, and the level it is held against. */
const CurveChart = memo(function CurveChart({ curve, x, top, bottom }: { curve: DetectionCurve; x: Scale; top: number; bottom: number }) {
  const drawn = useMemo(() => thinned(curve.values, Math.max(1, Math.round(x.range()[1]! - x.range()[0]!))), [curve, x]);
  const known = drawn.filter(({ value }) => value !== null).map(({ value }) => value!);
  const [low, high] = extent([...known, ...(curve.limit === undefined ? [] : [curve.limit]), ...(curve.unit === "1" ? [0, 1] : [])]);
  if (low === undefined || high === undefined) return null;
  const y = scaleLinear(low === high ? [low - 1, high + 1] : [low, high], [bottom, top]);
  const course = line<CurvePoint>(
    ({ index }) => x(index),
    ({ value }) => y(value!),
  ).defined(({ value }) => value !== null);
  return (
    <g>
      <text className="series-chart-name" x={x.range()[0]} y={top - 8}>
        {curve.unit === "1" ? t(curve.title) : `${t(curve.title)}, ${curve.unit}`}
      </text>
      <ValueAxis scale={y} x={x.range()[0]!} count={2} />
      {curve.limit !== undefined && <path className="series-limit" d={`M${x.range()[0]} ${y(curve.limit)}H${x.range()[1]}`} />}
      <path className="series-line" d={course(drawn) ?? ""} />
    </g>
  );
});

interface CurvePoint {
  index: number;
  value: number | null;
}

/** The greatest of each stretch where there are more values than columns: peaks are what these curves are read for. */
function thinned(values: readonly (number | null)[], columns: number): CurvePoint[] {
  const n = values.length;
  const stretch = Math.max(1, Math.ceil(n / columns));
  const points: CurvePoint[] = [];
  for (let from = 0; from < n; from += stretch) {
    let at = from;
    for (let i = from; i < Math.min(n, from + stretch); i++) if ((values[i] ?? -Infinity) > (values[at] ?? -Infinity)) at = i;
    points.push({ index: at, value: values[at]! });
  }
  return points;
}

export interface WindowPoint {
  middle: number;
  value: number | null;
  interval: readonly [number, number] | undefined;
}

export const windowPoints = ({ starts, length, results }: WindowedMetric): WindowPoint[] =>
  results.map((result, i) => ({
    middle: starts[i]! + (length - 1) / 2,
    value: result.value,
    interval: result.value === null ? undefined : result.interval,
  }));

const WindowedChart = memo(function WindowedChart({ windowed, x, top, bottom }: { windowed: WindowedMetric; x: Scale; top: number; bottom: number }) {
  const points = useMemo(() => windowPoints(windowed), [windowed]);
  const defined = points.filter(({ value }) => value !== null);
  const [low, high] = extent(defined.flatMap(({ value, interval }) => (interval ? [...interval] : [value!])));
  const first = windowed.results.find((result) => result.value === null);
  if (low === undefined || high === undefined) {
    return (
      <text className="series-undefined" x={x.range()[0]} y={(top + bottom) / 2}>
        {t("{{title}} is not defined here: {{reason}}.", {
          title: t(windowed.title),
          reason: first?.value === null ? t(first.reason) : t("no window fits"),
        })}
      </text>
    );
  }
  const y = scaleLinear(low === high ? [low - 0.1, low + 0.1] : [low, high], [bottom, top]).nice(3);
  const isDefined = ({ value }: WindowPoint) => value !== null;
  const at = ({ middle }: WindowPoint) => x(middle);
  const spread = area<WindowPoint>(
    at,
    ({ interval }) => y(interval![0]),
    ({ interval }) => y(interval![1]),
  ).defined(({ interval }) => interval !== undefined);
  const course = line<WindowPoint>(at, ({ value }) => y(value!)).defined(isDefined);
  return (
    <g>
      <text className="series-chart-name" x={x.range()[0]} y={top - 10}>
        {x.range()[1]! > 520
          ? t("{{title}}, windows of {{n}} samples, drawn at their middle", { title: t(windowed.title), n: windowed.length, count: windowed.length })
          : t(windowed.title)}
      </text>
      <ValueAxis scale={y} x={x.range()[0]!} count={3} />
      <path className="series-spread" d={spread(points) ?? ""} />
      <path className="series-line" d={course(points) ?? ""} />
      {points.length === 1 && defined.length === 1 && <circle className="series-dot" cx={at(points[0]!)} cy={y(points[0]!.value!)} r={3} />}
    </g>
  );
});
