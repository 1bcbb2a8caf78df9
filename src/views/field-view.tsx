import { Component, lazy, Suspense, useEffect, useMemo, useRef, useState, type ReactNode } from "react";
import { formatNumber, formatSetting } from "../ui/format";
import { ColourBar } from "./colour-bar";
import { lookupTable, type ColourMap } from "./colour-maps";
import type { Contrast } from "./contrast";
import { FieldAxes } from "./field-axes";
import { FieldCanvas, hasWebGl } from "./field-canvas";
import { createContrastReader, type PictureSource } from "./picture";
import { useFieldGestures, type Cell } from "./use-field-gestures";
import { useSize } from "./use-size";
import type { Viewport } from "./viewport";
import "./views.css";

const FieldPlane = lazy(() => import("./field-plane").then(({ FieldPlane }) => ({ default: FieldPlane })));

export interface FieldViewProps {
  source: PictureSource;
  nx: number;
  ny: number;
  map: ColourMap;
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
}

/** Screen pixels per cell from which cells are drawn as they are. */
const crisp = 12;

/** A field as a heat map with axes, colour bar and probe. Data reach it in the render loop; React never draws for data. */
export function FieldView({ source, nx, ny, map, smooth, spacing, symbol, unit, label }: FieldViewProps) {
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(plot);
  const gestures = useFieldGestures(plot, nx, ny, size, spacing[0] / spacing[1]);
  const contrastReader = useMemo(() => createContrastReader(map.kind === "diverging"), [map]);
  const table = useMemo(() => lookupTable(map), [map]);
  const [graphics, setGraphics] = useState(hasWebGl);
  const { view, cell } = gestures;
  const blend = smooth && size.width / view.width < crisp;
  const drawing = { source, contrast: contrastReader, table, view, blend };
  const canvas = <FieldCanvas {...drawing} />;

  return (
    <div className="field-view">
      <div
        ref={plot}
        className="field-plot"
        role="application"
        tabIndex={0}
        aria-label={label}
        aria-description="Arrow keys read single cells, Shift for ten at a time; plus and minus zoom, 0 shows the whole field."
        {...gestures.handlers}
      >
        {graphics ? (
          <OnFailure then={canvas} failed={() => setGraphics(false)}>
            <Suspense>
              <FieldPlane {...drawing} onLost={() => setGraphics(false)} />
            </Suspense>
          </OnFailure>
        ) : (
          canvas
        )}
        <FieldAxes view={view} nx={nx} ny={ny} spacing={spacing} size={size} />
        {cell && gestures.byKeys && <Crosshair cell={cell} view={view} />}
        {cell && <Probe source={source} cell={cell} view={view} spacing={spacing} symbol={symbol} unit={unit} announce={gestures.byKeys} />}
      </div>
      <LiveBar source={source} contrast={contrastReader} map={map} unit={unit} />
      {gestures.zoomedIn && (
        <button type="button" className="field-whole" onClick={gestures.reset}>
          Whole field
        </button>
      )}
      {!graphics && <p className="field-note">Drawn without the graphics card: this browser gives no WebGL 2, so large fields draw slowly.</p>}
    </div>
  );
}

/** Times between updates of numbers beside the picture, in milliseconds: faster than that nobody reads. */
const calmMs = 120;

/** Re-renders a small component when there is a newer picture, but not more often than a person can read. */
function useCalmly<T>(source: PictureSource, read: () => T): T {
  const [, redraw] = useState(0);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const unsubscribe = source.subscribe(() => {
      timer ??= setTimeout(() => {
        timer = undefined;
        redraw((n) => n + 1);
      }, calmMs);
    });
    return () => {
      unsubscribe();
      clearTimeout(timer);
    };
  }, [source]);
  return read();
}

function LiveBar({
  source,
  contrast,
  map,
  unit,
}: {
  source: PictureSource;
  contrast: (picture: NonNullable<ReturnType<PictureSource["latest"]>>) => Contrast;
  map: ColourMap;
  unit: string;
}) {
  const limits = useCalmly(source, () => {
    const picture = source.latest();
    return picture && contrast(picture);
  });
  return limits && <ColourBar map={map} contrast={limits} unit={unit} />;
}

interface ProbeProps {
  source: PictureSource;
  cell: Cell;
  view: Viewport;
  spacing: readonly [number, number];
  symbol: string;
  unit: string;
  announce: boolean;
}

function Probe({ source, cell, view, spacing: [hy, hx], symbol, unit, announce }: ProbeProps) {
  const value = useCalmly(source, () => {
    const picture = source.latest();
    const at = picture ? cell.y * picture.nx + cell.x : 0;
    return picture?.inside?.[at] === 0 ? "outside" : picture?.values[at];
  });
  const at = { x: (cell.x + 0.5 - view.x0) / view.width, y: (cell.y + 0.5 - view.y0) / view.height };
  const side = `${at.x > 0.6 ? "probe-left" : ""} ${at.y < 0.15 ? "probe-below" : ""}`;
  return (
    <output className={`field-probe ${side}`} style={{ left: `${100 * at.x}%`, top: `${100 * at.y}%` }} aria-live={announce ? "polite" : "off"}>
      x {formatSetting(cell.x * hx)}, y {formatSetting(cell.y * hy)}
      <b>{value === "outside" ? "outside the domain" : `${symbol} ${formatNumber(value)}${unit}`}</b>
    </output>
  );
}

function Crosshair({ cell, view }: { cell: Cell; view: Viewport }) {
  const at = { left: `${(100 * (cell.x + 0.5 - view.x0)) / view.width}%`, top: `${(100 * (cell.y + 0.5 - view.y0)) / view.height}%` };
  return <span className="field-crosshair" style={at} aria-hidden="true" />;
}

/** Shows something else when drawing fails to start, as when the browser refuses another graphics context. */
class OnFailure extends Component<{ then: ReactNode; failed(): void; children: ReactNode }, { failed: boolean }> {
  override state = { failed: false };
  static getDerivedStateFromError = () => ({ failed: true });
  override componentDidCatch(): void {
    this.props.failed();
  }
  override render(): ReactNode {
    return this.state.failed ? this.props.then : this.props.children;
  }
}
