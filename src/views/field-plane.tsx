import { useEffect, useMemo, useState, type ReactNode, type RefObject } from "react";
import { contourLevels } from "./contour-levels";
import type { Contrast } from "./contrast";
import { createFieldDrawing } from "./field-drawing";
import type { Picture, PictureSource } from "./picture";
import type { Stage } from "./stage";
import type { Viewport } from "./viewport";

export interface FieldPlaneProps {
  source: PictureSource;
  contrast(picture: Picture): Contrast;
  table: Uint8Array<ArrayBuffer>;
  view: Viewport;
  /** Interpolate between cells. */
  blend: boolean;
  /** Of values that go round a circle; 0 for those that do not. */
  period: number;
  /** Contour lines, about; none at 0. */
  lines?: number;
}

/** A field drawn by the graphics card where `target` stands. Renders `meanwhile` until it is seen for the first time. */
export function FieldPlane({
  stage,
  target,
  meanwhile,
  source,
  contrast,
  table,
  view,
  blend,
  period,
  lines = 0,
}: FieldPlaneProps & { stage: Stage; target: RefObject<HTMLElement | null>; meanwhile: ReactNode }) {
  const drawing = useMemo(() => createFieldDrawing(), []);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => () => drawing.dispose(), [drawing]);
  useEffect(() => source.subscribe(() => stage.invalidate()), [source, stage]);
  useEffect(() => {
    drawing.setTable(table);
    stage.invalidate();
  }, [drawing, table, contrast, source, stage]);
  useEffect(() => {
    drawing.setView(view, blend, period);
    stage.invalidate();
  }, [drawing, view, blend, period, stage]);
  useEffect(
    () =>
      stage.add({
        element: target.current!,
        drawing: {
          ...drawing,
          prepare() {
            const picture = source.latest();
            if (!picture) return false;
            const limits = contrast(picture);
            drawing.show(picture, limits, lines > 0 ? contourLevels(limits, lines) : []);
            return true;
          },
        },
        drawn: () => setDrawn(true),
      }),
    [stage, target, drawing, source, contrast, lines],
  );
  return drawn ? null : meanwhile;
}
