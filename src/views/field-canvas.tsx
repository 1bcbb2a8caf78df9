import { useLayoutEffect, useRef } from "react";
import { paint } from "./paint";
import type { FieldPlaneProps } from "./field-plane";

/** The field drawn without a graphics card, for browsers and machines that give none. Same colours, same geometry. */
export function FieldCanvas({ source, contrast, table, view, blend, period }: FieldPlaneProps) {
  const ref = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const canvas = ref.current!;
    const plane = document.createElement("canvas");
    let request = 0;
    const draw = () => {
      request = 0;
      const picture = source.latest();
      const context = canvas.getContext("2d");
      if (!picture || !context) return;
      const { nx, ny } = picture;
      [plane.width, plane.height] = [nx, ny];
      plane.getContext("2d")!.putImageData(new ImageData(paint(picture, contrast(picture), table), nx, ny), 0, 0);
      [canvas.width, canvas.height] = [canvas.clientWidth * devicePixelRatio, canvas.clientHeight * devicePixelRatio];
      const [sx, sy] = [canvas.width / view.width, canvas.height / view.height];
      // Between colours it would go the wrong way round a circle.
      context.imageSmoothingEnabled = blend && period === 0;
      context.setTransform(sx, 0, 0, sy, -view.x0 * sx, -view.y0 * sy);
      context.drawImage(plane, 0, 0);
    };
    const ask = () => {
      if (request === 0) request = requestAnimationFrame(draw);
    };
    draw();
    const unsubscribe = source.subscribe(ask);
    return () => {
      unsubscribe();
      cancelAnimationFrame(request);
    };
  }, [source, contrast, table, view, blend, period]);
  return <canvas ref={ref} className="field-canvas" />;
}

let found: boolean | undefined;

/** Whether this browser gives WebGL 2. Asked once; the context made for asking is given back at once. */
export function hasWebGl(): boolean {
  if (found === undefined) {
    const context = document.createElement("canvas").getContext("webgl2");
    found = context !== null;
    context?.getExtension("WEBGL_lose_context")?.loseContext();
  }
  return found;
}
