import { color } from "d3";
import { encode } from "fast-png";
import { parseHTML } from "linkedom";
import { toBase64 } from "./file-address";

/** A document to draw on where there is no page: on the command line. Nothing is laid out; texts are not measured. */
export function plainPaper(): Document {
  const { document } = parseHTML("<!doctype html><html><body></body></html>");
  const create = document.createElement.bind(document);
  return Object.assign(document, {
    createElement: (name: string) => (name.toLowerCase() === "canvas" ? plainCanvas() : create(name)),
  }) as unknown as Document;
}

/** As much of a canvas as Observable Plot fills: colour ramps, one rectangle a colour, and rasters, pixel by pixel. */
function plainCanvas() {
  let pixels: Uint8ClampedArray | null = null;
  const canvas = {
    width: 300,
    height: 150,
    getContext: () => context,
    toDataURL: () =>
      `data:image/png;base64,${toBase64(encode({ width: canvas.width, height: canvas.height, data: drawn(), channels: 4, depth: 8 }))}`,
  };
  const drawn = () => (pixels ??= new Uint8ClampedArray(4 * canvas.width * canvas.height));
  const context = {
    fillStyle: "#000",
    fillRect(left: number, top: number, width: number, height: number) {
      const { r, g, b, opacity } = color(context.fillStyle)?.rgb() ?? { r: 0, g: 0, b: 0, opacity: 0 };
      for (let y = top; y < top + height; y++)
        for (let x = left; x < left + width; x++) drawn().set([r, g, b, 255 * opacity], 4 * (y * canvas.width + x));
    },
    createImageData: (width: number, height: number) => ({ width, height, data: new Uint8ClampedArray(4 * width * height) }),
    putImageData: ({ data }: { data: Uint8ClampedArray }) => void (pixels = data),
  };
  return canvas;
}
