import { line, scaleLinear } from "d3";
import { useEffect, useId, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./membrane-views.css";
import { useSize } from "./use-size";
import "./views.css";

type Point = readonly [time: number, value: number];

/** What a hand does to a command. */
export interface CommandHand {
  /** Points that can be taken hold of. */
  points: readonly Point[];
  onStroke(stroke: readonly Point[]): void;
  onMove(index: number, point: Point): void;
  /** Puts a point beside another; returns the index of it. */
  onInsert(index: number): number;
  onRemove(index: number): void;
}

export interface CommandPadProps {
  /** What is commanded, with its unit. */
  name: string;
  timeUnit: string;
  duration: number;
  /** From the foot to the top. */
  low: number;
  high: number;
  /** The command, a point at each bend. */
  line: readonly Point[];
  /** Absent where it is only looked at. */
  hand?: CommandHand;
}

const usualHeight = 190;
/** Where it is narrow and only looked at, what stands under it is to be seen too. */
const lowHeight = 130;
/** Left and right as those of a `LineChart`, so that times stand under each other. */
const margin = { left: 56, right: 12, top: 22, bottom: 38 };
/** Pixels about a point within which it is taken hold of. */
const reach = 14;
/** Of more points none is shown: the line is all there is to see. */
const mostHandles = 60;

/** A command against time, which can be drawn with a pointer and moved point by point with keys. */
export function CommandPad(props: CommandPadProps) {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useSize(frame);
  return (
    <div ref={frame} className="command-pad">
      {width > 0 && <Pad {...props} width={width} />}
    </div>
  );
}

function Pad({ name, timeUnit, duration, low, high, line: command, hand, width }: CommandPadProps & { width: number }) {
  const describedBy = useId();
  const [stroke, setStroke] = useState<readonly Point[]>([]);
  const held = useRef<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const refocus = useRef(false);
  const svg = useRef<SVGSVGElement>(null);
  const height = !hand && width < 480 ? lowHeight : usualHeight;
  const x = scaleLinear([0, duration], [margin.left, width - margin.right]);
  const y = scaleLinear([low, high], [height - margin.bottom, margin.top]);
  const path = line<Point>()
    .x(([time]) => x(time))
    .y(([, value]) => y(value));
  const handles = hand && hand.points.length <= mostHandles ? hand.points : [];
  const current = Math.min(chosen, handles.length - 1);
  useEffect(() => {
    if (!refocus.current) return;
    refocus.current = false;
    svg.current?.querySelector<SVGElement>(`[data-point="${current}"]`)?.focus();
  });

  const pointAt = (event: PointerEvent<SVGSVGElement>): Point => {
    const { left, top } = event.currentTarget.getBoundingClientRect();
    return [x.invert(event.clientX - left), Math.min(high, Math.max(low, y.invert(event.clientY - top)))];
  };
  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    if (!hand || event.button !== 0) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    const at = pointAt(event);
    const near = handles.findIndex(([time, value]) => Math.hypot(x(time) - x(at[0]), y(value) - y(at[1])) <= reach);
    if (near >= 0) {
      held.current = near;
      setChosen(near);
    } else setStroke([at]);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (!hand) return;
    const at = pointAt(event);
    if (held.current !== null) hand.onMove(held.current, at);
    else if (stroke.length > 0) setStroke([...stroke, at]);
  };
  const onPointerUp = () => {
    if (stroke.length > 0) hand?.onStroke(stroke);
    held.current = null;
    setStroke([]);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const [time, value] = handles[current]!;
    const choose = (index: number) => {
      refocus.current = true;
      setChosen(Math.min(handles.length - 1, Math.max(0, index)));
    };
    const up = ((high - low) / 100) * (event.shiftKey ? 10 : 1);
    const deeds: Record<string, () => void> = {
      ArrowUp: () => hand!.onMove(current, [time, value + up]),
      ArrowDown: () => hand!.onMove(current, [time, value - up]),
      ArrowLeft: () => (event.shiftKey ? hand!.onMove(current, [time - duration / 100, value]) : choose(current - 1)),
      ArrowRight: () => (event.shiftKey ? hand!.onMove(current, [time + duration / 100, value]) : choose(current + 1)),
      Home: () => choose(0),
      End: () => choose(handles.length - 1),
      Enter: () => choose(hand!.onInsert(current)),
      Delete: () => {
        hand!.onRemove(current);
        choose(current - 1);
      },
    };
    const deed = deeds[event.key];
    if (!deed) return;
    event.preventDefault();
    deed();
  };
  return (
    <svg
      ref={svg}
      className={hand ? "chart pad pad-drawn" : "chart pad"}
      width={width}
      height={height}
      role="group"
      aria-label={t("Command: {{name}}", { name })}
      aria-describedby={describedBy}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={onPointerUp}
    >
      <desc id={describedBy}>{inWords(command, timeUnit)}</desc>
      <rect
        className="pad-sheet"
        x={margin.left}
        y={margin.top}
        width={width - margin.left - margin.right}
        height={height - margin.top - margin.bottom}
      />
      {y.ticks(4).map((value) => (
        <g key={value}>
          <path className={value === 0 ? "iv-zero" : "iv-grid"} d={`M${margin.left} ${y(value)}H${width - margin.right}`} />
          <text x={margin.left - 8} y={y(value)} dy="0.32em" textAnchor="end">
            {formatSetting(value)}
          </text>
        </g>
      ))}
      {x.ticks(Math.max(2, Math.floor(width / 90))).map((value) => (
        <text key={value} x={x(value)} y={height - margin.bottom + 15} textAnchor="middle">
          {formatSetting(value)}
        </text>
      ))}
      <text x={width - margin.right} y={height - 5} textAnchor="end">
        {timeUnit === "1" ? t("time") : t("time, {{unit}}", { unit: timeUnit })}
      </text>
      <text x={0} y={11}>
        {name}
      </text>
      <path className="pad-line" d={path(command) ?? ""} />
      {stroke.length > 0 && <path className="pad-stroke" d={path(stroke) ?? ""} />}
      {handles.map(([time, value], i) => (
        <g key={i}>
          <circle className="pad-point" cx={x(time)} cy={y(value)} r={i === current ? 5 : 4} aria-hidden="true" />
          <rect
            data-point={i}
            className="pad-grip"
            x={x(time) - 20}
            y={y(value) - 20}
            width={40}
            height={40}
            role="slider"
            tabIndex={i === current ? 0 : -1}
            aria-label={t("Point {{n}} of {{all}}", { n: i + 1, all: handles.length })}
            aria-valuemin={low}
            aria-valuemax={high}
            aria-valuenow={value}
            aria-valuetext={t("{{value}} at {{time}}", { value: formatNumber(value), time: formatNumber(time) })}
            onFocus={() => setChosen(i)}
            onKeyDown={onKeyDown}
          />
        </g>
      ))}
    </svg>
  );
}

/** The bends of a command in words; of many only the number. */
function inWords(command: readonly Point[], unit: string): string {
  if (command.length === 0) return t("There is no command yet.");
  if (command.length > 40) return t("{{count}} points", { count: command.length });
  const of = unit === "1" ? "" : ` ${unit}`;
  return command.map(([time, value]) => t("{{value}} at {{time}}", { value: formatNumber(value), time: `${formatNumber(time)}${of}` })).join("; ");
}
