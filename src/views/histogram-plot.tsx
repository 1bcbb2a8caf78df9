import { scaleLinear, scaleSqrt } from "d3";
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import "./measure-views.css";
import "./views.css";

/** A value that is dragged on the histogram. */
export interface HistogramHandle {
  label: string;
  value: number;
  onChange(value: number): void;
}

export interface HistogramPlotProps {
  /** `counts.length + 1` edges, ascending. */
  edges: readonly number[];
  counts: readonly number[];
  /** In ascending order: one does not pass the next. */
  handles: readonly HistogramHandle[];
  /** How a bar is coloured: in the set, outside, in it under a condition; null where its value does not say. */
  belonging(value: number): "in" | "out" | "when joined" | null;
  title: string;
}

const [width, height] = [256, 92];
const [left, right, top, base] = [6, 250, 8, 76];
/** Share of the range that an arrow key moves a handle by; with Shift ten times that. */
const keyStep = 1 / 256;
/** Digits as fine as a hand can point. */
const digits = 4;

/** How many cells have which value, heights by square root so that rare values show. Handles are dragged, or moved by arrow keys. */
export function HistogramPlot({ edges, counts, handles, belonging, title }: HistogramPlotProps) {
  const svg = useRef<SVGSVGElement>(null);
  const dragged = useRef(0);
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const x = scaleLinear([low, high], [left, right]);
  const y = scaleSqrt([0, Math.max(...counts)], [base, top]);
  const held = (value: number) => Math.min(high, Math.max(low, value));
  const choose = (index: number, value: number) => {
    const handle = handles[index];
    if (!handle) return;
    const between = Math.min(handles[index + 1]?.value ?? Infinity, Math.max(handles[index - 1]?.value ?? -Infinity, held(value)));
    handle.onChange(Number(between.toPrecision(digits)));
  };
  const valueAt = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    return x.invert(((event.clientX - box.left) / box.width) * width);
  };
  const onKeyDown = (event: KeyboardEvent, index: number) => {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction === undefined) return;
    event.preventDefault();
    choose(index, handles[index]!.value + direction * keyStep * (high - low) * (event.shiftKey ? 10 : 1));
  };
  return (
    <svg
      ref={svg}
      className={handles.length > 0 ? "chart histogram histogram-dragged" : "chart histogram"}
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={title}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        const value = valueAt(event);
        dragged.current = nearest(handles, value);
        choose(dragged.current, value);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) choose(dragged.current, valueAt(event));
      }}
    >
      <title>{title}</title>
      {counts.map((count, bin) => (
        <rect
          key={bin}
          className={barClass[belonging((edges[bin]! + edges[bin + 1]!) / 2) ?? "out"]}
          x={x(edges[bin]!)}
          y={y(count)}
          width={Math.max(0.5, x(edges[bin + 1]!) - x(edges[bin]!))}
          height={base - y(count)}
        >
          <title>
            {t("{{from}} to {{to}}: {{n}} cells", { from: formatNumber(edges[bin]), to: formatNumber(edges[bin + 1]), n: formatCount(count), count })}
          </title>
        </rect>
      ))}
      <path className="chart-axis" d={`M${left} ${base}H${right}`} />
      {handles.map(({ label, value }, index) => (
        <g
          key={label}
          className="histogram-threshold"
          role="slider"
          tabIndex={0}
          aria-label={label}
          aria-valuemin={low}
          aria-valuemax={high}
          aria-valuenow={value}
          aria-valuetext={formatNumber(value)}
          transform={`translate(${x(held(value))} 0)`}
          onKeyDown={(event) => onKeyDown(event, index)}
        >
          <title>{`${label}: ${formatNumber(value)}`}</title>
          <rect x={-8} y={0} width={16} height={base} fill="transparent" />
          <path d={`M0 ${top - 6}V${base}`} />
          <path className="histogram-handle" d={`M-5 ${top - 8}H5L0 ${top - 2}Z`} />
        </g>
      ))}
      <text x={left} y={base + 14}>
        {formatNumber(low, 3)}
      </text>
      <text x={right} y={base + 14} textAnchor="end">
        {formatNumber(high, 3)}
      </text>
    </svg>
  );
}

const barClass = { in: "histogram-in", out: "histogram-out", "when joined": "histogram-joined" };

/** The handle nearest to a value; of several at one place the first when the value lies below, else the last. */
export function nearest(handles: readonly Pick<HistogramHandle, "value">[], value: number): number {
  const distances = handles.map((handle) => Math.abs(handle.value - value));
  const least = Math.min(...distances);
  const first = distances.indexOf(least);
  return handles[first] && value < handles[first].value ? first : distances.lastIndexOf(least);
}
