import { extent, line, scaleLinear, type ScaleLinear } from "d3";
import { useId, useRef, type KeyboardEvent, type PointerEvent } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./membrane-views.css";
import { useSize } from "./use-size";
import "./views.css";

export interface VoltageCurve {
  name: string;
  /** A colour of tokens.css, such as `var(--series-1)`. */
  colour: string;
  /** µA/cm² at each potential. */
  values: readonly number[];
  look: "part" | "pump" | "total";
}

export interface CurrentVoltagePlotProps {
  title: string;
  /** Rising. */
  millivolts: readonly number[];
  curves: readonly VoltageCurve[];
  /** Where a current vanishes, mV. */
  reversals: readonly { name: string; colour: string; at: number }[];
  /** The chord from where a current vanishes to where it is looked at: its slope is the chord conductance. */
  chord: { colour: string; from: number; current: number; words: string } | null;
  /** The potential that is looked at, mV, and the total current there. */
  at: number;
  current: number;
  onAt(millivolts: number): void;
}

const usualHeight = 380;
/** Where it is narrow, as on a phone. */
const lowHeight = 300;
const margin = { left: 56, right: 12, top: 64, bottom: 42 };
/** Rows that names of reversals are spread over, and the width that one takes. */
const nameRows = 3;
const nameWidth = 62;

/** Currents against potential, with the potentials at which each vanishes, and a line that is drawn along to read them. */
export function CurrentVoltagePlot(props: CurrentVoltagePlotProps) {
  const frame = useRef<HTMLElement>(null);
  const { width } = useSize(frame);
  return (
    <figure ref={frame} className="iv-plot">
      <ul className="line-legend">
        {props.curves.map(({ name, colour, look }) => (
          <li key={name}>
            <span className={`iv-swatch iv-swatch-${look}`} style={{ borderColor: colour }} />
            {name}
          </li>
        ))}
      </ul>
      {width > 0 && <Plot {...props} width={width} />}
    </figure>
  );
}

function Plot({ title, millivolts, curves, reversals, chord, at, current, onAt, width }: CurrentVoltagePlotProps & { width: number }) {
  const height = width < 480 ? lowHeight : usualHeight;
  const describedBy = useId();
  const dragging = useRef(false);
  const [from, to] = [millivolts[0]!, millivolts.at(-1)!];
  const [low, high] = extent(curves.flatMap(({ values }) => values)) as [number, number];
  const x = scaleLinear([from, to], [margin.left, width - margin.right]);
  const y = scaleLinear(low < high ? [low, high] : [low - 1, high + 1], [height - margin.bottom, margin.top]).nice(6);
  const path = line<number>()
    .x((_, i) => x(millivolts[i]!))
    .y((value) => y(value));
  const base = height - margin.bottom;
  const inside = at >= from && at <= to;
  const held = Math.min(to, Math.max(from, at));
  const move = (event: PointerEvent<HTMLDivElement>) => {
    const { left } = event.currentTarget.getBoundingClientRect();
    onAt(Number(Math.min(to, Math.max(from, x.invert(event.clientX - left))).toFixed(1)));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    const next = by !== undefined ? held + by * (event.shiftKey ? 10 : 1) : event.key === "Home" ? from : event.key === "End" ? to : null;
    if (next === null) return;
    event.preventDefault();
    onAt(Number(Math.min(to, Math.max(from, next)).toFixed(1)));
  };
  const words = t("{{current}} µA/cm² at {{potential}} mV", { current: formatNumber(current, 3), potential: formatNumber(at, 3) });
  return (
    <div
      className="iv-frame"
      onPointerDown={(event) => {
        if (event.button !== 0) return;
        dragging.current = true;
        event.currentTarget.setPointerCapture(event.pointerId);
        move(event);
      }}
      onPointerMove={(event) => dragging.current && move(event)}
      onPointerUp={() => (dragging.current = false)}
      onPointerCancel={() => (dragging.current = false)}
    >
      <svg className="chart iv-chart" width={width} height={height}>
        <g role="img" aria-label={title} aria-describedby={describedBy}>
          <desc id={describedBy}>{describe(millivolts, curves, reversals)}</desc>
          <Axes x={x} y={y} width={width} height={height} />
          {curves.map(({ name, colour, values, look }) => (
            <path key={name} className={`iv-line iv-line-${look}`} style={{ stroke: colour }} d={path(values) ?? ""} />
          ))}
          <Reversals reversals={reversals.filter((one) => one.at >= from && one.at <= to)} x={x} zero={y(0)} />
          {chord && inside && chord.from >= from && chord.from <= to && (
            <g style={{ stroke: chord.colour, fill: chord.colour }}>
              <path className="iv-chord" d={`M${x(chord.from)} ${y(0)}L${x(at)} ${y(chord.current)}`} />
              <circle cx={x(at)} cy={y(chord.current)} r={3} />
            </g>
          )}
          {inside && <path className="iv-cursor" d={`M${x(at)} ${margin.top - 4}V${base}`} />}
          {inside && <circle className="iv-here" cx={x(at)} cy={y(current)} r={4} />}
        </g>
      </svg>
      <div
        className="iv-handle"
        role="slider"
        tabIndex={0}
        aria-label={t("Potential that is looked at")}
        aria-valuemin={from}
        aria-valuemax={to}
        aria-valuenow={held}
        aria-valuetext={words}
        style={{ left: x(held), top: base }}
        onKeyDown={onKeyDown}
      />
      <p className="iv-reading" aria-hidden="true">
        {words}
        {chord && <span style={{ color: chord.colour }}>{chord.words}</span>}
      </p>
    </div>
  );
}

type Scale = ScaleLinear<number, number>;

function Axes({ x, y, width, height }: { x: Scale; y: Scale; width: number; height: number }) {
  const base = height - margin.bottom;
  const [left, right] = [margin.left, width - margin.right];
  const [low, high] = y.domain() as [number, number];
  const [from, to] = x.domain() as [number, number];
  return (
    <>
      {y.ticks(6).map((value) => (
        <g key={value}>
          <path className={value === 0 ? "iv-zero" : "iv-grid"} d={`M${left} ${y(value)}H${right}`} />
          <text x={left - 8} y={y(value)} dy="0.32em" textAnchor="end">
            {formatSetting(value)}
          </text>
        </g>
      ))}
      {low < 0 && high > 0 && <path className="iv-zero" d={`M${left} ${y(0)}H${right}`} />}
      {from < 0 && to > 0 && <path className="iv-grid" d={`M${x(0)} ${margin.top}V${base}`} />}
      <path className="chart-axis" d={`M${left} ${base}H${right}`} />
      {x.ticks(Math.max(3, Math.floor(width / 90))).map((value) => (
        <text key={value} x={x(value)} y={base + 16} textAnchor="middle">
          {formatSetting(value)}
        </text>
      ))}
      <text x={right} y={height - 6} textAnchor="end">
        {t("potential inside against outside, mV")}
      </text>
      <text x={0} y={10}>
        {t("current, µA/cm², outward positive")}
      </text>
    </>
  );
}

/** A dot where a current vanishes, its name above; names that would lie over each other stand in another row. */
function Reversals({ reversals, x, zero }: { reversals: CurrentVoltagePlotProps["reversals"]; x: Scale; zero: number }) {
  const ends: number[] = [];
  const placed = reversals
    .toSorted((a, b) => a.at - b.at)
    .map((one) => {
      const left = x(one.at) - nameWidth / 2;
      const free = Array.from({ length: nameRows }, (_, row) => row).find((row) => (ends[row] ?? -Infinity) <= left);
      const row = free ?? nameRows - 1;
      ends[row] = left + nameWidth;
      return { ...one, row };
    });
  return placed.map(({ name, colour, at, row }) => {
    const top = margin.top - 8 - 13 * (nameRows - 1 - row);
    return (
      <g key={name}>
        <path className="iv-stem" style={{ stroke: colour }} d={`M${x(at)} ${top + 3}V${zero}`} />
        <circle cx={x(at)} cy={zero} r={3.5} style={{ fill: colour }} />
        <text className="chart-strong" x={x(at)} y={top} textAnchor="middle">
          {name}
        </text>
      </g>
    );
  });
}

/** The curves in words, for those who cannot see them. */
function describe(millivolts: readonly number[], curves: readonly VoltageCurve[], reversals: CurrentVoltagePlotProps["reversals"]): string {
  const [x0, x1] = [formatSetting(millivolts[0]), formatSetting(millivolts.at(-1))];
  const courses = curves.map(({ name, values }) =>
    t("{{name}} from {{low}} to {{high}} µA/cm²", { name, low: formatNumber(values[0], 3), high: formatNumber(values.at(-1), 3) }),
  );
  const zeros = reversals.map(({ name, at }) => t("{{name}} at {{at}} mV", { name, at: formatNumber(at) }));
  return `${[t("from {{x0}} to {{x1}} mV", { x0, x1 }), ...courses, ...zeros].join("; ")}.`;
}
