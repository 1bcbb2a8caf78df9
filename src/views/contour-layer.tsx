import { useCallback, useMemo } from "react";
import { contourLevels } from "./contour-levels";
import { contoursOf } from "./contour-lines";
import type { Contrast } from "./contrast";
import { LiveCanvas } from "./live-canvas";
import type { Picture, PictureSource } from "./picture";
import type { Size, Viewport } from "./viewport";

export interface ContourLayerProps {
  source: PictureSource;
  contrast(picture: Picture): Contrast;
  view: Viewport;
  levels: number;
}

/** Times between two drawings, in milliseconds: finding lines takes longer than colouring cells. */
const every = 150;

/** Lines of equal value over a map where there is no graphics card to draw them, white in a dark rim, so that they stand out of any colour. */
export function ContourLayer({ source, contrast, view, levels }: ContourLayerProps) {
  // Zooming draws what is known already.
  const known = useMemo(() => keepContours(), []);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { width, height }: Size) => {
      const picture = source.latest();
      if (!picture) return;
      const [sx, sy] = [width / view.width, height / view.height];
      const path = new Path2D();
      for (const { rings } of known(picture, contrast(picture), levels))
        for (const ring of rings) ring.forEach(([x, y], i) => path[i === 0 ? "moveTo" : "lineTo"]((x - view.x0) * sx, (y - view.y0) * sy));
      context.lineJoin = "round";
      for (const [colour, lineWidth] of [
        ["rgb(0 0 0 / 0.45)", 2],
        ["#fff", 0.8],
      ] as const) {
        Object.assign(context, { strokeStyle: colour, lineWidth });
        context.stroke(path);
      }
    },
    [source, contrast, view, levels, known],
  );
  return <LiveCanvas source={source} draw={draw} every={every} />;
}

function keepContours() {
  let last = { key: "", lines: [] as ReturnType<typeof contoursOf> };
  return (picture: Picture, contrast: Contrast, count: number) => {
    const key = `${picture.key} ${contrast.low} ${contrast.high} ${contrast.logarithmic ?? false} ${count}`;
    if (last.key !== key) last = { key, lines: contoursOf(picture, contourLevels(contrast, count)) };
    return last.lines;
  };
}
