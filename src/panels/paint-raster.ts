import { WorkbenchError } from "../core/errors";
import { inkOfPicture, trimmed, type Ink } from "./paint-opacity";

/** Longest side of a picture to stamp, in pixels: finer than most grids can show, and short enough to go into a link or a file. */
const longest = 256;
/** Letters as they stand on the page, a little heavier: thin ones would drown between cells. */
const face = (height: number) => `600 ${height}px "IBM Plex Sans Variable", "IBM Plex Sans", system-ui, sans-serif`;

function sheet(width: number, height: number): CanvasRenderingContext2D {
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [width, height];
  return canvas.getContext("2d", { willReadFrequently: true })!;
}

/** Words as opacities, one pixel a cell; null when there is nothing to see. @param height of a line's letters, in cells. */
export function inkOfText(text: string, height: number): Ink | null {
  const lines = text.split("\n").slice(0, 32);
  const measure = sheet(1, 1);
  measure.font = face(height);
  const width = Math.min(4096, Math.ceil(Math.max(...lines.map((line) => measure.measureText(line).width)) + height));
  const down = Math.min(4096, Math.ceil(1.3 * height * lines.length + height));
  const drawn = sheet(width, down);
  drawn.font = face(height);
  drawn.textAlign = "center";
  drawn.textBaseline = "middle";
  lines.forEach((line, i) => drawn.fillText(line, width / 2, height / 2 + 1.3 * height * (i + 0.5)));
  const { data } = drawn.getImageData(0, 0, width, down);
  return trimmed({ width, height: down, alpha: Uint8Array.from({ length: width * down }, (_, i) => data[4 * i + 3]!) });
}

/**
 * What is dark and what is light in a picture file, made smaller where it is large.
 * @throws WorkbenchError `data/unreadable` when the browser knows no such picture.
 */
export async function inksOfFile(file: File): Promise<{ dark: Ink; light: Ink }> {
  const url = URL.createObjectURL(file);
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const scale = Math.min(1, longest / Math.max(image.naturalWidth, image.naturalHeight));
    const [width, height] = [image.naturalWidth, image.naturalHeight].map((side) => Math.max(1, Math.round(side * scale))) as [number, number];
    const drawn = sheet(width, height);
    drawn.drawImage(image, 0, 0, width, height);
    const { data } = drawn.getImageData(0, 0, width, height);
    return { dark: inkOfPicture(data, width, height, "dark"), light: inkOfPicture(data, width, height, "light") };
  } catch {
    throw new WorkbenchError("data/unreadable", [], `${file.name} is no picture that this browser can draw; take a PNG, JPEG, WebP or SVG`);
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** The ink as a picture that CSS can use as a mask. */
export function inkAsUrl({ width, height, alpha }: Ink): string {
  const drawn = sheet(width, height);
  const pixels = drawn.createImageData(width, height);
  alpha.forEach((value, i) => (pixels.data[4 * i + 3] = value));
  drawn.putImageData(pixels, 0, 0);
  return drawn.canvas.toDataURL();
}
