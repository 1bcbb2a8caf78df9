import { scaleLinear, scaleSqrt } from "d3";
import { useRef, type KeyboardEvent, type PointerEvent } from "react";
import { formatCount, formatNumber } from "../ui/format";
import "./measure-views.css";
import "./views.css";

export interface HistogramPlotProps {
  /** `counts.length + 1` edges, ascending. */
  edges: readonly number[];
  counts: readonly number[];
  /** Drawn as a line that can be dragged; null when there is none. */
  threshold: number | null;
  /** Which side of it is coloured. */
  inverted: boolean;
  title: string;
  onThreshold(value: number): void;
}

const [width, height] = [312, 96];
const [left, right, top, base] = [6, 306, 8, 76];
/** Share of the range that an arrow key moves the threshold by; with Shift ten times that. */
const keyStep = 1 / 256;

/** How many cells have which value, heights by square root so that rare values show. The threshold is dragged, or moved by arrow keys. */
export function HistogramPlot({ edges, counts, threshold, inverted, title, onThreshold }: HistogramPlotProps) {
  const svg = useRef<SVGSVGElement>(null);
  const [low, high] = [edges[0]!, edges.at(-1)!];
  const x = scaleLinear([low, high], [left, right]);
  const y = scaleSqrt([0, Math.max(...counts)], [base, top]);
  const held = (value: number) => Math.min(high, Math.max(low, value));
  /** As finely as a hand can point. */
  const chosen = (value: number) => onThreshold(Number(held(value).toPrecision(4)));
  const moveTo = (event: PointerEvent) => {
    const box = svg.current!.getBoundingClientRect();
    chosen(x.invert(((event.clientX - box.left) / box.width) * width));
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const direction = { ArrowLeft: -1, ArrowDown: -1, ArrowRight: 1, ArrowUp: 1 }[event.key];
    if (direction === undefined || threshold === null) return;
    event.preventDefault();
    chosen(threshold + direction * keyStep * (high - low) * (event.shiftKey ? 10 : 1));
  };
  const inSet = (bin: number) => threshold !== null && (edges[bin]! + edges[bin + 1]!) / 2 > threshold !== inverted;
  return (
    <svg
      ref={svg}
      className="chart histogram"
      viewBox={`0 0 ${width} ${height}`}
      role="group"
      aria-label={title}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        moveTo(event);
      }}
      onPointerMove={(event) => {
        if (event.currentTarget.hasPointerCapture(event.pointerId)) moveTo(event);
      }}
    >
      <title>{title}</title>
      {counts.map((count, bin) => (
        <rect
          key={bin}
          className={inSet(bin) ? "histogram-in" : "histogram-out"}
          x={x(edges[bin]!)}
          y={y(count)}
          width={Math.max(0.5, x(edges[bin + 1]!) - x(edges[bin]!))}
          height={base - y(count)}
        >
          <title>{`${formatNumber(edges[bin])} to ${formatNumber(edges[bin + 1])}: ${formatCount(count)} cells`}</title>
        </rect>
      ))}
      <path className="chart-axis" d={`M${left} ${base}H${right}`} />
      {threshold !== null && (
        <g
          className="histogram-threshold"
          role="slider"
          tabIndex={0}
          aria-label="Threshold"
          aria-valuemin={low}
          aria-valuemax={high}
          aria-valuenow={threshold}
          aria-valuetext={formatNumber(threshold)}
          transform={`translate(${x(held(threshold))} 0)`}
          onKeyDown={onKeyDown}
        >
          <rect x={-8} y={0} width={16} height={base} fill="transparent" />
          <path d={`M0 ${top - 6}V${base}`} />
          <path className="histogram-handle" d={`M-5 ${top - 8}H5L0 ${top - 2}Z`} />
        </g>
      )}
      <text x={left} y={base + 14}>
        {formatNumber(low, 3)}
      </text>
      <text x={right} y={base + 14} textAnchor="end">
        {formatNumber(high, 3)}
      </text>
    </svg>
  );
}
