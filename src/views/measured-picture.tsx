import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent, type ReactNode, type RefObject } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { drawLayers, rectangleBetween, type PictureLayers, type Rectangle } from "./picture-layers";
import { ScaleBar } from "./scale-bar";
import { useFieldGestures, type Cell } from "./use-field-gestures";
import { useSize } from "./use-size";
import { cellAt, type Viewport } from "./viewport";
import "./measure-views.css";
import "./views.css";

export interface MeasuredPictureProps {
  layers: PictureLayers;
  /** Length of a cell along y and x; null when it is not known. */
  spacing: readonly [number, number] | null;
  /** Unit of the spacing. */
  unit: string;
  /** What is shown, for screen readers. */
  label: string;
  /** The value of a cell, for the probe. */
  valueAt(cell: Cell): number;
  /** What else is known of a cell; null for nothing. */
  wordsAt(cell: Cell): string | null;
  /** A rectangle is being chosen: dragging draws it instead of moving the picture. */
  choosing: boolean;
  onChosen(rectangle: Rectangle): void;
  onChoosingEnded(): void;
  /** Stands under the picture, beside its scale. */
  under: ReactNode;
}

/**
 * An image with what is drawn over it. Zoom by wheel, pinch and keys, move by dragging, read by pointer and arrow keys; it is drawn anew
 * only when something changed.
 */
export function MeasuredPicture(props: MeasuredPictureProps) {
  const { layers, spacing, unit, label, valueAt, wordsAt, choosing, onChosen, onChoosingEnded, under } = props;
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const size = useSize(frame);
  const { width: nx, height: ny } = layers.base;
  const aspect = spacing ? spacing[0] / spacing[1] : 1;
  const gestures = useFieldGestures(frame, nx, ny, size, aspect);
  const { view, cell } = gestures;
  const choice = useChoice(frame, view, nx, ny, onChosen, onChoosingEnded);

  useEffect(() => {
    const element = canvas.current!;
    const density = devicePixelRatio;
    const [width, height] = [Math.round(size.width * density), Math.round(size.height * density)];
    if (width === 0 || height === 0) return;
    if (element.width !== width || element.height !== height) [element.width, element.height] = [width, height];
    const context = element.getContext("2d");
    if (context) drawLayers(context, layers, view, { width, height }, density);
  }, [layers, view, size]);

  const outline = choosing ? choice.rectangle : layers.part;
  return (
    <div className="measured-picture">
      <div
        ref={frame}
        className={choosing ? "measured-frame measured-choosing" : "measured-frame"}
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-description={t("Arrow keys read single cells, Shift for ten at a time; plus and minus zoom, 0 shows the whole image.")}
        {...(choosing ? choice.handlers : gestures.handlers)}
      >
        <canvas ref={canvas} />
        {outline && <span className="measured-part" style={placeOf(outline, view)} aria-hidden="true" />}
        {cell && gestures.byKeys && !choosing && (
          <span className="field-crosshair" style={placeOf({ x0: cell.x + 0.5, x1: cell.x + 0.5, y0: cell.y + 0.5, y1: cell.y + 0.5 }, view)} />
        )}
        {cell && !choosing && (
          <Probe cell={cell} view={view} value={valueAt(cell)} words={wordsAt(cell)} spacing={spacing} unit={unit} announce={gestures.byKeys} />
        )}
      </div>
      <div className="measured-under">
        <ScaleBar cellsPerPixel={size.width > 0 ? view.width / size.width : 0} cell={spacing?.[1] ?? null} unit={unit} />
        {under}
        {gestures.zoomedIn && (
          <button type="button" className="measured-whole" onClick={gestures.reset}>
            {t("Show all of it")}
          </button>
        )}
      </div>
    </div>
  );
}

/** Where a rectangle of cells lies in the frame, in shares of it. */
const placeOf = ({ x0, x1, y0, y1 }: Rectangle, view: Viewport) => ({
  left: `${(100 * (x0 - view.x0)) / view.width}%`,
  top: `${(100 * (y0 - view.y0)) / view.height}%`,
  ...(x1 > x0 && { width: `${(100 * (x1 - x0)) / view.width}%`, height: `${(100 * (y1 - y0)) / view.height}%` }),
});

interface ProbeProps {
  cell: Cell;
  view: Viewport;
  value: number;
  words: string | null;
  spacing: readonly [number, number] | null;
  unit: string;
  announce: boolean;
}

/** The cell, its place where cells have a length, its value, and what is drawn there. */
function Probe({ cell, view, value, words, spacing, unit, announce }: ProbeProps) {
  const at = { x: (cell.x + 0.5 - view.x0) / view.width, y: (cell.y + 0.5 - view.y0) / view.height };
  const side = `${at.x > 0.5 ? "probe-left" : ""} ${at.y < 0.2 ? "probe-below" : ""}`;
  return (
    <output className={`field-probe ${side}`} style={{ left: `${100 * at.x}%`, top: `${100 * at.y}%` }} aria-live={announce ? "polite" : "off"}>
      {t("column {{x}}, row {{y}}", { x: cell.x, y: cell.y })}
      <b>{Number.isFinite(value) ? formatNumber(value) : t("not a finite number")}</b>
      {spacing && (
        <span className="probe-more">
          {formatSetting(cell.x * spacing[1], 4)}, {formatSetting(cell.y * spacing[0], 4)} {unit}
        </span>
      )}
      {words && <span className="probe-more">{words}</span>}
    </output>
  );
}

/** Draws a rectangle of cells by dragging; Escape gives it up. */
function useChoice(
  frame: RefObject<HTMLElement | null>,
  view: Viewport,
  nx: number,
  ny: number,
  onChosen: (rectangle: Rectangle) => void,
  onEnded: () => void,
) {
  const [drag, setDrag] = useState<{ from: Cell; to: Cell } | null>(null);
  const cellOf = ({ clientX, clientY }: PointerEvent): Cell => {
    const box = frame.current!.getBoundingClientRect();
    const at = { x: (clientX - box.left) / box.width, y: (clientY - box.top) / box.height };
    const clamp = (place: number, side: number) => Math.max(0, Math.min(side - 1, Math.floor(place)));
    return cellAt(view, at, nx, ny) ?? { x: clamp(view.x0 + at.x * view.width, nx), y: clamp(view.y0 + at.y * view.height, ny) };
  };
  const rectangle = drag && rectangleBetween(drag.from, drag.to);
  const end = () => {
    setDrag(null);
    onEnded();
  };
  return {
    rectangle,
    handlers: {
      onPointerDown(event: PointerEvent) {
        if (event.button !== 0) return;
        event.currentTarget.setPointerCapture(event.pointerId);
        const cell = cellOf(event);
        setDrag({ from: cell, to: cell });
      },
      onPointerMove(event: PointerEvent) {
        const cell = cellOf(event);
        setDrag((last) => last && { ...last, to: cell });
      },
      onPointerUp() {
        if (rectangle && rectangle.x1 - rectangle.x0 > 1 && rectangle.y1 - rectangle.y0 > 1) {
          onChosen(rectangle);
          end();
        } else setDrag(null);
      },
      onPointerCancel: () => setDrag(null),
      onKeyDown(event: KeyboardEvent) {
        if (event.key === "Escape") end();
      },
    },
  };
}
