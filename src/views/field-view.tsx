import { lazy, Suspense, useMemo, useRef, type ReactNode } from "react";
import { t } from "../ui/text";
import { useAfterFirstFrame } from "../ui/use-after-first-frame";
import { ColourBar } from "./colour-bar";
import { lookupTable, type ColourMap } from "./colour-maps";
import { usualRange, type RangeChoice } from "./colour-ranges";
import type { Contrast } from "./contrast";
import { FieldCanvas } from "./field-canvas";
import type { FieldLink } from "./field-link";
import { Crosshair, FieldProbe } from "./field-probe";
import { FieldStage, useStage } from "./field-stage";
import type { FieldTool } from "./field-tool";
import { createContrastReader, type Picture, type PictureSource } from "./picture";
import { useCalmly } from "./use-calmly";
import { useFieldGestures } from "./use-field-gestures";
import { useSize } from "./use-size";
import type { Size, Viewport } from "./viewport";
import "./views.css";

const FieldAxes = lazy(() => import("./field-axes").then(({ FieldAxes }) => ({ default: FieldAxes })));
const ContourLayer = lazy(() => import("./contour-layer").then(({ ContourLayer }) => ({ default: ContourLayer })));
const FieldPlane = lazy(() => import("./field-plane").then(({ FieldPlane }) => ({ default: FieldPlane })));

export interface FieldViewProps {
  source: PictureSource;
  nx: number;
  ny: number;
  map: ColourMap;
  range?: RangeChoice;
  /** Of values that go round a circle, such as 2π for an angle. */
  period?: number;
  /** Interpolate between cells where they are drawn small; single cells stay crisp up close. */
  smooth: boolean;
  /** Length of a cell along y and x, in the model's unit of length. */
  spacing: readonly [number, number];
  /** Symbol of the field, for the probe. */
  symbol: string;
  /** As it stands behind a value: " mV", or nothing. */
  unit: string;
  /** What is shown, for screen readers. */
  label: string;
  /** What dragging does, in place of moving the field. */
  tool?: FieldTool | null;
  /** Shared with other views of the same grid, in which `name` names this one. */
  link?: FieldLink;
  name?: string;
  /** Contour lines over it, about. */
  lines?: number;
  /** Drawn over the field, under what the tool draws, in pixels of a box of `size`. */
  overlay?(view: Viewport, size: Size): ReactNode;
}

/** Screen pixels per cell from which cells are drawn as they are. */
const crisp = 12;

/** A field as a heat map with axes, colour bar and probe. Data reach it in the render loop; React never draws for data. */
export function FieldView(props: FieldViewProps) {
  const plot = <FieldPlot {...props} />;
  return useStage() ? plot : <FieldStage>{plot}</FieldStage>;
}

function FieldPlot({ source, nx, ny, map, smooth, spacing, symbol, unit, label, range = usualRange, period = 0, ...more }: FieldViewProps) {
  const { tool = null, link, name, lines = 0, overlay } = more;
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(plot);
  const gestures = useFieldGestures(plot, nx, ny, size, spacing[0] / spacing[1], { link, name, tool });
  const contrast = useMemo(() => createContrastReader(map.kind === "diverging", range), [map, range]);
  const table = useMemo(() => lookupTable(map), [map]);
  const shared = useStage()?.stage ?? null;
  const drawn = useAfterFirstFrame();
  const stage = drawn ? shared : null;
  const { view, cell } = gestures;
  const drawing = { source, contrast, table, view, period, blend: smooth && size.width / view.width < crisp };
  const canvas = <FieldCanvas {...drawing} />;
  const at = cell && { x: (cell.x + 0.5 - view.x0) / view.width, y: (cell.y + 0.5 - view.y0) / view.height };
  const inSight = at !== null && at.x >= 0 && at.x <= 1 && at.y >= 0 && at.y <= 1;

  return (
    <div className="field-view">
      <div
        ref={plot}
        className="field-plot"
        style={tool?.cursor ? { cursor: tool.cursor } : undefined}
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-description={t("Arrow keys read single cells, Shift for ten at a time; plus and minus zoom, 0 shows the whole field.")}
        {...gestures.handlers}
      >
        {stage ? (
          <Suspense fallback={canvas}>
            <FieldPlane {...drawing} stage={stage} target={plot} meanwhile={canvas} lines={lines} />
          </Suspense>
        ) : (
          canvas
        )}
        {!stage && lines > 0 && (
          <Suspense>
            <ContourLayer source={source} contrast={contrast} view={view} levels={lines} />
          </Suspense>
        )}
        {overlay && <div className="field-overlay">{overlay(view, size)}</div>}
        {tool?.overlay && <div className="field-overlay">{tool.overlay(view, size)}</div>}
        {drawn && (
          <Suspense>
            <FieldAxes view={view} nx={nx} ny={ny} spacing={spacing} size={size} />
          </Suspense>
        )}
        {inSight && (gestures.byKeys || gestures.elsewhere) && <Crosshair at={at} />}
        {inSight && cell && (
          <FieldProbe
            source={source}
            cell={cell}
            at={at}
            spacing={spacing}
            symbol={symbol}
            unit={unit}
            announce={gestures.byKeys && !gestures.elsewhere}
          />
        )}
      </div>
      <LiveBar source={source} contrast={contrast} map={map} unit={unit} range={period > 0 ? usualRange : range} />
      {gestures.zoomedIn && (
        <button type="button" className="field-whole" onClick={gestures.reset}>
          {t("Whole field")}
        </button>
      )}
    </div>
  );
}

interface LiveBarProps {
  source: PictureSource;
  contrast(picture: Picture): Contrast;
  map: ColourMap;
  unit: string;
  range: RangeChoice;
}

/** The colour bar, kept up to date. */
export function LiveBar({ source, contrast, map, unit, range }: LiveBarProps) {
  const limits = useCalmly(source, () => {
    const picture = source.latest();
    return picture && contrast(picture);
  });
  return limits && <ColourBar map={map} contrast={limits} unit={unit} range={range.id} />;
}
