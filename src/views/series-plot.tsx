import { useMemo, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { formatNumber, formatWithInterval } from "../ui/format";
import { t } from "../ui/text";
import { mostCurves, SeriesPicture, seriesLayout, windowPoints, type SeriesPictureProps, type WindowPoint } from "./series-picture";
import { curveInWords, nearestMark, regimeInWords } from "./series-reading";
import "./series-views.css";
import { useSize } from "./use-size";

/** Room for the four lines of words under the crosshair, and for one line a curve, in pixels. */
const readingHeight = (curves: number): number => 84 + 15 * Math.min(mostCurves, curves);

/** What a person who sets marks may do on the plot. */
export interface Marking {
  /** Rows that this person has marked. */
  own: readonly number[];
  /** Sets a mark at a row, or takes it away again. */
  toggle(index: number): void;
}

/** A series with its regimes that a pointer or the arrow keys read off. */
export function SeriesPlot({ marking, onKeyM, ...props }: SeriesPictureProps & { marking: Marking | null; onKeyM(): void }) {
  const { values, logarithmic, windowed, curves } = props;
  const frame = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(frame);
  const [at, setAt] = useState<number | null>(null);
  const n = values.length;
  const layout = useMemo(
    () => seriesLayout({ values, logarithmic, windowed, curves }, width, height),
    [values, logarithmic, windowed, curves, width, height],
  );
  const { x, y, top, upperBottom, bottom } = layout;
  const read = at === null || at >= n ? null : at;
  const move = (index: number) => setAt(Math.min(n - 1, Math.max(0, Math.round(index))));
  const onPointer = (event: PointerEvent<SVGSVGElement>) => move(x.invert(event.clientX - event.currentTarget.getBoundingClientRect().left));
  const remove = (index: number) => {
    const mark = marking && nearestMark(marking.own, x, index);
    if (mark !== null) marking?.toggle(mark);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const by = { ArrowLeft: -1, ArrowRight: 1, PageUp: -n / 20, PageDown: n / 20 }[event.key];
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === "m") onKeyM();
    else if (event.key === "Enter" && marking && read !== null) marking.toggle(read);
    else if (event.key === "Delete" && marking && read !== null) remove(read);
    else if (event.key === "Escape") setAt(null);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(n - 1);
    else if (by === undefined) return;
    else move((read ?? (by > 0 ? -1 : n)) + (event.shiftKey ? 10 * by : by));
    event.preventDefault();
  };
  const ready = width > 0 && n > 0;
  // Away from the line, so that the words do not cover what they tell of.
  const readingTop = read !== null && y(values[read]!) > (top + upperBottom) / 2 ? top + 24 : upperBottom - readingHeight(curves.length);
  return (
    <div className="series-plot" ref={frame}>
      {ready && (
        <SeriesPicture
          picture={props}
          layout={layout}
          width={width}
          height={height}
          tabIndex={0}
          onPointerMove={onPointer}
          onPointerDown={onPointer}
          onClick={() => read !== null && marking?.toggle(nearestMark(marking.own, x, read) ?? read)}
          onPointerLeave={() => setAt(null)}
          onKeyDown={onKeyDown}
          onBlur={() => setAt(null)}
        />
      )}
      {ready && read !== null && (
        // A picture of its own: the crosshair moves without the series being painted anew.
        <svg className="series-reading" width={width} height={height} aria-hidden="true">
          <path d={`M${x(read)} ${top}V${bottom}`} />
          <circle cx={x(read)} cy={y(values[read]!)} r={3.5} />
        </svg>
      )}
      {ready && read !== null && <Reading {...props} at={read} left={x(read)} top={readingTop} flip={x(read) > width / 2} />}
    </div>
  );
}

interface ReadingProps extends SeriesPictureProps {
  at: number;
  left: number;
  top: number;
  flip: boolean;
}

/** What stands under the crosshair, in words and numbers. */
function Reading({ values, labels, unit, regimes, windowed, curves, at, left, top, flip }: ReadingProps) {
  const regime = regimes.find(({ start, end }) => at >= start && at < end);
  const points = useMemo(() => (windowed ? windowPoints(windowed) : []), [windowed]);
  const near = points.reduce<WindowPoint | null>(
    (best, point) => (best && Math.abs(best.middle - at) <= Math.abs(point.middle - at) ? best : point),
    null,
  );
  const covered = near && windowed && Math.abs(near.middle - at) <= windowed.length / 2;
  const [value, half] = formatWithInterval(near?.value ?? null, near?.interval);
  return (
    <div className={flip ? "series-words series-words-left" : "series-words"} style={{ left, top }} role="status">
      <span>{labels?.[at] ?? t("row {{at}}", { at })}</span>
      <b>
        {formatNumber(values[at])} {unit}
      </b>
      {regime && regimes.length > 1 && (
        <span>
          {t("{{label}}: {{mean}}, std {{std}}", {
            label: regimeInWords(regime.label),
            mean: formatNumber(regime.mean, 3),
            std: formatNumber(regime.std, 3),
          })}
        </span>
      )}
      {covered && near.value !== null && <span>{`${t(windowed.title)} ${value}${half ? ` ± ${half}` : ""}`}</span>}
      {curves.slice(0, mostCurves).map((curve) => (
        <span key={curve.id}>{curveInWords(curve, at)}</span>
      ))}
    </div>
  );
}
