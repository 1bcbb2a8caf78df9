import { useCallback } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { slopesOf } from "./field-gradient";
import { LiveCanvas, type Ink } from "./live-canvas";
import type { PictureSource } from "./picture";
import type { Size, Viewport } from "./viewport";

export interface SlopeLayerProps {
  source: PictureSource;
  view: Viewport;
  spacing: readonly [number, number];
  periodic: boolean;
  unit: string;
}

/** Pixels between arrows. */
const apart = 22;

/** Arrows down the gradient over a map; the longest one reaches to its neighbour, and its slope is told in the corner. */
export function SlopeLayer({ source, view, spacing, periodic, unit }: SlopeLayerProps) {
  const [hy, hx] = spacing;
  const draw = useCallback(
    (context: CanvasRenderingContext2D, { width, height }: Size, ink: Ink) => {
      const picture = source.latest();
      if (!picture) return;
      const [sx, sy] = [width / view.width, height / view.height];
      const every = Math.max(1, Math.round(apart / Math.min(sx, sy)));
      const shown = slopesOf(picture, [hy, hx], periodic, every).filter(
        ({ x, y }) => x > view.x0 && x < view.x0 + view.width && y > view.y0 && y < view.y0 + view.height,
      );
      const steepest = Math.max(0, ...shown.map(({ dx, dy }) => Math.hypot(dx, dy)));
      if (!(steepest > 0)) return;
      const path = new Path2D();
      for (const { x, y, dx, dy } of shown)
        addArrow(path, (x - view.x0) * sx, (y - view.y0) * sy, Math.atan2(dy, dx), (0.9 * apart * Math.hypot(dx, dy)) / steepest);
      context.lineCap = "round";
      for (const [colour, lineWidth] of [
        ["rgb(0 0 0 / 0.6)", 3],
        ["#fff", 1.25],
      ] as const) {
        Object.assign(context, { strokeStyle: colour, lineWidth });
        context.stroke(path);
      }
      const words = t("longest arrow {{slope}} per unit of length", { slope: `${formatNumber(steepest, 3)}${unit}` });
      context.font = ink.font;
      context.textBaseline = "bottom";
      Object.assign(context, { strokeStyle: "rgb(0 0 0 / 0.75)", lineWidth: 3, fillStyle: "#fff" });
      const place = [Math.max(0, -view.x0 * sx) + 8, height - Math.max(0, (view.y0 + view.height - picture.ny) * sy) - 6] as const;
      context.strokeText(words, ...place);
      context.fillText(words, ...place);
    },
    [source, view, hy, hx, periodic, unit],
  );
  return <LiveCanvas source={source} draw={draw} every={80} />;
}

/** An arrow whose middle is at (x, y). Shorter than a pixel it is left out: nothing goes anywhere there. */
function addArrow(path: Path2D, x: number, y: number, angle: number, length: number): void {
  if (length < 1) return;
  const [cos, sin] = [Math.cos(angle), Math.sin(angle)];
  const [tipX, tipY] = [x + (cos * length) / 2, y + (sin * length) / 2];
  path.moveTo(x - (cos * length) / 2, y - (sin * length) / 2);
  path.lineTo(tipX, tipY);
  const head = Math.min(5, 0.45 * length);
  for (const turn of [2.6, -2.6]) {
    path.moveTo(tipX, tipY);
    path.lineTo(tipX + head * Math.cos(angle + turn), tipY + head * Math.sin(angle + turn));
  }
}
