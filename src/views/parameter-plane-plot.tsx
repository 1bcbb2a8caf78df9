import { line, scaleLinear } from "d3";
import { useEffect, useId, useRef, type KeyboardEvent, type PointerEvent } from "react";
import type { ParameterPlane, PlaneAxis } from "../core/analysis/parameter-plane";
import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./analysis-views.css";
import {
  arrowMove,
  classAt,
  classesIn,
  classWords,
  curvesIn,
  curveWords,
  regionPath,
  tidy,
  within,
  type CurveKind,
  type PlaneClass,
} from "./plane-drawing";
import "./views.css";

interface PlotAxis extends PlaneAxis {
  /** In words, for screen readers. */
  title: string;
  integer: boolean;
}

export interface ParameterPlanePlotProps {
  x: PlotAxis;
  y: PlotAxis;
  /** Classes and curves between these axes; null until they are there. */
  plane: ParameterPlane | null;
  /** Whether a newer one is on its way. */
  outdated: boolean;
  /** The setting in force; drawn at the rim when it lies outside. */
  point: readonly [x: number, y: number];
  onMove(point: readonly [x: number, y: number]): void;
}

const [width, height] = [312, 212];
const [left, right, top, bottom] = [40, 306, 6, 190];

/**
 * What uniform states do over two parameters. The setting is a point in it: dragged, sent where one clicks, or moved by the
 * arrow keys, a hundredth of an axis each, a tenth with Shift.
 */
export function ParameterPlanePlot({ x, y, plane, outdated, point, onMove }: ParameterPlanePlotProps) {
  const describedBy = useId();
  const handle = useRef<SVGGElement>(null);
  /** While it is dragged: from the pointer to the point. */
  const grip = useRef<readonly [number, number] | null>(null);
  useEffect(() => {
    const element = handle.current!;
    // Where a finger takes the handle the page is not to scroll; `touch-action` of a part of a drawing is not heeded everywhere.
    const hold = (event: TouchEvent) => event.preventDefault();
    element.addEventListener("touchstart", hold, { passive: false });
    return () => element.removeEventListener("touchstart", hold);
  }, []);
  const toX = scaleLinear([x.min, x.max], [left, right]);
  const toY = scaleLinear([y.min, y.max], [bottom, top]);
  const [atX, atY] = [toX(within(x, point[0])), toY(within(y, point[1]))];
  const move = (next: readonly [number, number]) => {
    if (next[0] !== point[0] || next[1] !== point[1]) onMove(next);
  };
  const placeOf = ({ clientX, clientY, currentTarget }: PointerEvent<SVGSVGElement>): [number, number] => {
    const box = currentTarget.getBoundingClientRect();
    return [((clientX - box.left) * width) / box.width, ((clientY - box.top) * width) / box.width];
  };
  const sendTo = ([px, py]: readonly [number, number]) => move([tidy(x, toX.invert(px)), tidy(y, toY.invert(py))]);
  const isOnHandle = ({ target }: PointerEvent) => handle.current!.contains(target as Node);
  const onPointerDown = (event: PointerEvent<SVGSVGElement>) => {
    const onHandle = isOnHandle(event);
    // A finger beside the handle may be about to scroll: it sends the point there by a tap alone.
    if (event.button !== 0 || (event.pointerType === "touch" && !onHandle)) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture(event.pointerId);
    handle.current!.focus({ preventScroll: true });
    const [px, py] = placeOf(event);
    grip.current = onHandle ? [atX - px, atY - py] : [0, 0];
    if (!onHandle) sendTo([px, py]);
  };
  const onPointerMove = (event: PointerEvent<SVGSVGElement>) => {
    if (!grip.current) return;
    const [px, py] = placeOf(event);
    sendTo([px + grip.current[0], py + grip.current[1]]);
  };
  const onPointerUp = (event: PointerEvent<SVGSVGElement>) => {
    if (!grip.current && event.pointerType === "touch") sendTo(placeOf(event));
    grip.current = null;
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const next = arrowMove(event.key, event.shiftKey, point, [x, y]);
    if (!next) return;
    event.preventDefault();
    move(next);
  };
  return (
    <svg
      className="chart plane-plot"
      viewBox={`0 0 ${width} ${height}`}
      onPointerDown={onPointerDown}
      onPointerMove={onPointerMove}
      onPointerUp={onPointerUp}
      onPointerCancel={() => (grip.current = null)}
    >
      <rect className="plane-ground" x={left} y={top} width={right - left} height={bottom - top} />
      {plane && (
        <g className={outdated ? "plane-old" : undefined}>
          <Regions plane={plane} toX={toX} toY={toY} />
        </g>
      )}
      <rect className="plane-frame" x={left} y={top} width={right - left} height={bottom - top} />
      {toX.ticks(4).map((value) => (
        <text key={value} x={toX(value)} y={bottom + 15} textAnchor="middle">
          {formatSetting(value)}
        </text>
      ))}
      {toY.ticks(5).map((value) => (
        <text key={value} x={left - 6} y={toY(value)} dy="0.32em" textAnchor="end">
          {formatSetting(value)}
        </text>
      ))}
      <path className="plane-guide" d={`M${left} ${atY}H${right}M${atX} ${top}V${bottom}`} />
      <desc id={describedBy}>
        {t("The arrow keys move the point: left and right along {{x}}, up and down along {{y}}; with Shift further.", {
          x: x.title,
          y: y.title,
        })}
      </desc>
      <g
        ref={handle}
        className="plane-point"
        tabIndex={0}
        role="slider"
        aria-label={t("Point in the plane of {{x}} and {{y}}", { x: x.title, y: y.title })}
        aria-valuemin={x.min}
        aria-valuemax={x.max}
        aria-valuenow={point[0]}
        aria-valuetext={pointInWords(x, y, point, outdated ? null : plane)}
        aria-describedby={describedBy}
        onKeyDown={onKeyDown}
      >
        <circle className="plane-point-focus" cx={atX} cy={atY} r={11} />
        <circle className="plane-point-ring" cx={atX} cy={atY} r={7} />
        <circle className="plane-point-core" cx={atX} cy={atY} r={4} />
        <circle className="plane-point-reach" cx={atX} cy={atY} r={18} />
      </g>
    </svg>
  );
}

/** F 0.037, k 0.06: Turing unstable */
export function pointInWords(x: PlaneAxis, y: PlaneAxis, point: readonly [number, number], plane: ParameterPlane | null): string {
  const place = `${x.name} ${formatSetting(point[0], 4)}, ${y.name} ${formatSetting(point[1], 4)}`;
  const found = plane && classAt(plane, point);
  return found ? `${place}: ${t(classWords[found])}` : place;
}

type Project = (value: number) => number;

function Regions({ plane, toX, toY }: { plane: ParameterPlane; toX: Project; toY: Project }) {
  if (plane.nx < 2 || plane.ny < 2) return null;
  const path = line<[number, number]>()
    .x(([x]) => toX(x))
    .y(([, y]) => toY(y));
  return (
    <>
      {classesIn(plane).map((name) => (
        <path key={name} className={regionClass(name)} d={regionPath(plane, name, ([x, y]) => [toX(x), toY(y)])} />
      ))}
      {plane.curves.map(({ kind, points }, i) => (
        <path key={i} className={curveClass(kind)} d={path(points) ?? ""} />
      ))}
    </>
  );
}

const regionClass = (name: PlaneClass) => `plane-${name.replaceAll(" ", "-")}`;
const curveClass = (kind: CurveKind) => `plane-curve plane-curve-${kind}`;

/** What the fills and lines of a plane mean. */
export function ParameterPlaneKey({ plane }: { plane: ParameterPlane }) {
  return (
    <ul className="chart-key" aria-label={t("Key")}>
      {classesIn(plane).map((name) => (
        <li key={name}>
          <svg width={12} height={12} aria-hidden="true">
            <rect className={regionClass(name)} x={0.5} y={0.5} width={11} height={11} />
          </svg>
          {t(classWords[name])}
        </li>
      ))}
      {curvesIn(plane).map((kind) => (
        <li key={kind}>
          <svg width={22} height={8} aria-hidden="true">
            <path className={curveClass(kind)} d="M0 4H22" />
          </svg>
          {t(curveWords[kind])}
        </li>
      ))}
    </ul>
  );
}
