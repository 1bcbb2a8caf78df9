import { scaleLinear } from "d3";
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef } from "react";
import { formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { chartMargin } from "./chart-axes";
import { lookupTable } from "./colour-maps";
import { FieldCanvas } from "./field-canvas";
import type { FieldKindProps } from "./field-kinds/define";
import { useStage } from "./field-stage";
import { LiveBar } from "./field-view";
import { createKymograph, pointsOf, type Kymograph, type Line } from "./kymograph";
import { LiveCanvas, type Ink } from "./live-canvas";
import { createContrastReader } from "./picture";
import type { Size } from "./viewport";

const FieldPlane = lazy(() => import("./field-plane").then(({ FieldPlane }) => ({ default: FieldPlane })));

/** Frames that are kept. */
const rows = 256;

/** A field along a line that a person draws, frame under frame. */
export function KymographView(props: FieldKindProps) {
  const { line } = props.marks;
  if (!line)
    return (
      <p className="field-chart-words">{t("Choose the line tool and draw a line on a map: what lies along it is shown here, frame by frame.")}</p>
    );
  return <AlongLine {...props} line={line} />;
}

function AlongLine({ field, line, spacing, map, range, smooth }: FieldKindProps & { line: Line }) {
  const plot = useRef<HTMLDivElement>(null);
  const stage = useStage()?.stage ?? null;
  const kymograph = useMemo(() => createKymograph(field.source, line, rows), [field.source, line]);
  useEffect(() => kymograph.start(), [kymograph]);
  const contrast = useMemo(() => createContrastReader(map.kind === "diverging", range), [map, range]);
  const table = useMemo(() => lookupTable(map), [map]);
  const view = useMemo(() => ({ x0: 0, y0: 0, width: pointsOf(line), height: rows }), [line]);
  const [hy, hx] = spacing;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, size: Size, ink: Ink) => drawKymographAxes(context, size, ink, kymograph, lengthOf(line, [hy, hx])),
    [kymograph, line, hy, hx],
  );
  const drawing = { source: kymograph.source, contrast, table, view, blend: smooth, period: 0 };
  const canvas = <FieldCanvas {...drawing} />;
  return (
    <div className="field-chart">
      <div ref={plot} className="kymograph-plot">
        {stage ? (
          <Suspense fallback={canvas}>
            <FieldPlane {...drawing} stage={stage} target={plot} meanwhile={canvas} />
          </Suspense>
        ) : (
          canvas
        )}
      </div>
      <div className="kymograph-axes">
        <LiveCanvas
          source={kymograph.source}
          draw={draw}
          label={t("{{title}} along the drawn line over time, the newest frame at the foot", { title: field.title })}
        />
      </div>
      <LiveBar source={kymograph.source} contrast={contrast} map={map} unit={field.unit} range={range} />
    </div>
  );
}

const lengthOf = ([[x0, y0], [x1, y1]]: Line, [hy, hx]: readonly [number, number]): number => Math.hypot((x1 - x0) * hx, (y1 - y0) * hy);

/** Pixels at the right that the colour bar takes. */
const barWidth = 92;

/** Frames need not be evenly far apart in time, so each tick tells the time of its own row. */
function drawKymographAxes(context: CanvasRenderingContext2D, { width, height }: Size, ink: Ink, { moments }: Kymograph, length: number): void {
  const [x0, x1, top, foot] = [60, width - barWidth, chartMargin.top, height - chartMargin.bottom];
  context.font = ink.font;
  context.strokeStyle = ink.line;
  context.strokeRect(x0 - 0.5, top - 0.5, x1 - x0 + 1, foot - top + 1);
  context.fillStyle = ink.dim;
  context.textAlign = "center";
  context.textBaseline = "top";
  const x = scaleLinear([0, length], [x0, x1]);
  for (const value of x.ticks(Math.max(2, Math.floor((x1 - x0) / 80)))) context.fillText(formatSetting(value), x(value), foot + 6);
  context.fillText(t("along the line"), (x0 + x1) / 2, foot + 22);
  context.textAlign = "right";
  context.textBaseline = "middle";
  const apart = Math.max(1, Math.ceil((32 * rows) / Math.max(1, foot - top)));
  for (let row = 0; row < moments.length; row += apart)
    context.fillText(formatSetting(moments[row]!.time, 5), x0 - 6, top + ((row + 0.5) / rows) * (foot - top));
  context.save();
  context.translate(8, (top + foot) / 2);
  context.rotate(-Math.PI / 2);
  context.textAlign = "center";
  context.fillText("t", 0, 0);
  context.restore();
}
