import { ink, paper, stroke, typeface, type FigurePage, type FigurePart, type Pixels } from "./figure-parts";

const millimetresPerInch = 25.4;

/** A page drawn again and again onto one canvas, as frames of a movie are. */
export interface FigurePainter {
  canvas: OffscreenCanvas;
  draw(page: FigurePage): void;
  pixels(): Pixels;
}

/**
 * @param width in pixels; the height follows from the page and the whole is made even where `even` asks for it, as encoders of movies do.
 */
export function figurePainter(page: FigurePage, width: number, even = false): FigurePainter {
  const whole = (length: number) => (even ? 2 * Math.max(1, Math.round(length / 2)) : Math.max(1, Math.round(length)));
  const canvas = new OffscreenCanvas(whole(width), whole((width * page.height) / page.width));
  const context = canvas.getContext("2d", { willReadFrequently: true })!;
  return {
    canvas,
    draw({ parts }) {
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.fillStyle = paper;
      context.fillRect(0, 0, canvas.width, canvas.height);
      context.scale(canvas.width / page.width, canvas.height / page.height);
      context.imageSmoothingEnabled = false;
      for (const part of parts) drawPart(context, part);
    },
    pixels: () => ({ width: canvas.width, height: canvas.height, rgba: context.getImageData(0, 0, canvas.width, canvas.height).data }),
  };
}

/** The page as pixels, so many to the inch. */
export function figurePixels(page: FigurePage, dpi: number): Pixels {
  const painter = figurePainter(page, (page.width * dpi) / millimetresPerInch);
  painter.draw(page);
  return painter.pixels();
}

function drawPart(context: OffscreenCanvasRenderingContext2D, part: FigurePart): void {
  context.strokeStyle = context.fillStyle = ink;
  context.lineWidth = stroke;
  switch (part.kind) {
    case "line":
      context.beginPath();
      context.moveTo(...part.from);
      context.lineTo(...part.to);
      context.stroke();
      return;
    case "frame":
      context.strokeRect(part.x, part.y, part.width, part.height);
      return;
    case "image": {
      const { width, height, rgba } = part.pixels;
      const cells = new OffscreenCanvas(width, height);
      cells.getContext("2d")!.putImageData(new ImageData(rgba, width, height), 0, 0);
      context.drawImage(cells, part.x, part.y, part.width, part.height);
      return;
    }
    case "ramp": {
      const gradient = context.createLinearGradient(0, part.y + part.height, 0, part.y);
      part.colours.forEach((colour, i) => gradient.addColorStop(i / (part.colours.length - 1), colour));
      context.fillStyle = gradient;
      context.fillRect(part.x, part.y, part.width, part.height);
      return;
    }
    case "text":
      context.font = `${part.size}px ${typeface}`;
      context.textAlign = part.anchor === "middle" ? "center" : part.anchor;
      context.fillText(part.text, part.x, part.y);
  }
}
