import { useEffect, useMemo, useRef, type PointerEvent } from "react";
import { t } from "../ui/text";
import { lookupTable } from "./colour-maps";
import { shareOf } from "./contrast";
import type { FieldKindProps } from "./field-kinds/define";
import type { Cell } from "./field-link";
import { Crosshair, FieldProbe } from "./field-probe";
import { useStage } from "./field-stage";
import { LiveBar } from "./field-view";
import { createContrastReader, valueIn } from "./picture";
import type { Stage } from "./stage";
import { createSurfaceDrawing } from "./surface-drawing";
import { useCalmly } from "./use-calmly";
import { useOrbit } from "./use-orbit";
import { useSize } from "./use-size";

/** A field as a lit surface that one walks round. The cell that is read in a linked view is marked on it. */
export function SurfaceView(props: FieldKindProps) {
  const stage = useStage()?.stage ?? null;
  if (!stage)
    return <p className="field-chart-words">{t("A height surface needs WebGL 2, which this browser does not give. The other views do without.")}</p>;
  return <Surface {...props} stage={stage} />;
}

function Surface({ field, map, range, spacing, smooth, link, name, stage }: FieldKindProps & { stage: Stage }) {
  const { source, symbol, unit, title } = field;
  const [hy, hx] = spacing;
  const plot = useRef<HTMLDivElement>(null);
  const size = useSize(plot);
  const { orbit, handlers } = useOrbit(plot);
  const drawing = useMemo(() => createSurfaceDrawing(), []);
  const contrast = useMemo(() => createContrastReader(map.kind === "diverging", range), [map, range]);
  useEffect(() => () => drawing.dispose(), [drawing]);
  useEffect(() => source.subscribe(() => stage.invalidate()), [source, stage]);
  useEffect(() => {
    drawing.setTable(lookupTable(map));
    drawing.setSpacing([hy, hx]);
    drawing.setSmooth(smooth);
    stage.invalidate();
  }, [drawing, map, hy, hx, smooth, contrast, source, stage]);
  useEffect(
    () =>
      stage.add({
        element: plot.current!,
        drawing: {
          ...drawing,
          prepare(place) {
            const picture = source.latest();
            if (!picture) return false;
            drawing.show(picture, contrast(picture));
            drawing.look(orbit, place);
            return true;
          },
        },
        drawn: () => undefined,
      }),
    [stage, drawing, source, contrast, orbit],
  );
  const cell = link.reading?.cell ?? null;
  const at = useCalmly(source, () => {
    const picture = source.latest();
    if (!cell || !picture || size.width < 1 || cell.x >= picture.nx || cell.y >= picture.ny) return null;
    drawing.show(picture, contrast(picture));
    drawing.look(orbit, size);
    return drawing.seenAt(cell, shareOf(contrast(picture), valueIn(picture, cell)) || 0);
  });
  const read = (event: PointerEvent) => {
    const picture = source.latest();
    if (!picture || event.buttons !== 0) return;
    const box = event.currentTarget.getBoundingClientRect();
    const share = (one: Cell) => shareOf(contrast(picture), valueIn(picture, one)) || 0;
    const seen = drawing.cellAt({ x: (event.clientX - box.left) / box.width, y: (event.clientY - box.top) / box.height }, share);
    link.setReading(seen && { cell: seen, byKeys: false, from: name });
  };
  return (
    <div className="field-chart">
      <div
        ref={plot}
        className="surface-plot"
        role="application"
        tabIndex={0}
        aria-label={t("{{title}} as a height surface", { title })}
        aria-description={t("Arrow keys turn the surface, plus and minus go closer and farther, 0 goes back.")}
        {...handlers}
        onPointerMove={(event) => {
          handlers.onPointerMove(event);
          read(event);
        }}
        onPointerLeave={() => link.setReading((last) => (last?.from === name ? null : last))}
      >
        {at && cell && (
          <>
            <Crosshair at={at} />
            <FieldProbe source={source} cell={cell} at={at} spacing={spacing} symbol={symbol} unit={unit} announce={false} />
          </>
        )}
      </div>
      <LiveBar source={source} contrast={contrast} map={map} unit={unit} range={range} />
    </div>
  );
}
