import type { Raster } from "./mask-image";
import type { Size, Viewport } from "./viewport";

/** A rectangle of cells; `x1` and `y1` are exclusive. */
export interface Rectangle {
  x0: number;
  x1: number;
  y0: number;
  y1: number;
}

/** The cells from one corner to the other, both included, whichever way round. */
export const rectangleBetween = (a: { x: number; y: number }, b: { x: number; y: number }): Rectangle => ({
  x0: Math.min(a.x, b.x),
  x1: Math.max(a.x, b.x) + 1,
  y0: Math.min(a.y, b.y),
  y1: Math.max(a.y, b.y) + 1,
});

/** Where the first cell of what is drawn lies in the image. */
interface Placed {
  x0: number;
  y0: number;
}

/** What is drawn over an image, in cells of it. */
export type Overlay =
  | (Placed & { kind: "cells"; raster: Raster })
  | (Placed & BoxCover & { kind: "boxes" })
  | (Placed & { kind: "skeleton"; lines: readonly Float32Array[]; nodes: readonly OverlayNode[] });

/** Boxes of one edge on a grid of boxes, C order: 1 where the box holds a cell of the set. */
export interface BoxCover {
  /** In cells. */
  edge: number;
  rows: number;
  columns: number;
  occupied: Uint8Array;
  /** Side of what is covered, beyond which the last boxes stick out: they are drawn to there. */
  nx: number;
  ny: number;
}

export interface OverlayNode {
  x: number;
  y: number;
  kind: "end" | "branching" | "crossing";
}

/** A still of an image with what lies over it. */
export interface PictureLayers {
  base: Raster;
  overlay: Overlay | null;
  /** The measured part; the rest is dimmed. Null when it is the whole, or lies in another plane. */
  part: Rectangle | null;
  /** Draws all as dimmed: no cell of this plane is measured. */
  outside: boolean;
}

/** Colours of the lines, clear of every grey; Okabe and Ito 2008. The style sheet has the same for the legend. */
const lineColours = { halo: "rgb(0 0 0 / 0.7)", box: "#e69f00", skeleton: "#56b4e9", end: "#f0e442", branching: "#cc79a7", crossing: "#009e73" };
/** Boxes drawn smaller than this have no outlines. */
const smallestOutlined = 4;
/** Screen pixels from which a cell is drawn as a square, not blended with its neighbours. */
const crisp = 1;
const dimmed = "rgb(0 0 0 / 0.55)";

/** Draws the layers as they show through a viewport on a picture of `size` pixels. `density`: pixels of the screen for one of the page. */
export function drawLayers(context: CanvasRenderingContext2D, layers: PictureLayers, view: Viewport, size: Size, density: number): void {
  const [sx, sy] = [size.width / view.width, size.height / view.height];
  context.setTransform(1, 0, 0, 1, 0, 0);
  context.clearRect(0, 0, size.width, size.height);
  context.setTransform(sx, 0, 0, sy, -view.x0 * sx, -view.y0 * sy);
  context.imageSmoothingEnabled = Math.min(sx, sy) < crisp;
  context.imageSmoothingQuality = "medium";
  context.drawImage(bitmapOf(layers.base), 0, 0);
  const { overlay, part, base, outside } = layers;
  if (overlay?.kind === "cells") context.drawImage(bitmapOf(overlay.raster), overlay.x0, overlay.y0);
  else if (overlay?.kind === "boxes") drawBoxes(context, overlay, view, Math.min(sx, sy), density);
  else if (overlay) drawSkeleton(context, overlay, Math.sqrt(sx * sy), density);
  if (part || outside) {
    context.fillStyle = dimmed;
    context.beginPath();
    context.rect(0, 0, base.width, base.height);
    if (part) context.rect(part.x0, part.y0, part.x1 - part.x0, part.y1 - part.y0);
    context.fill("evenodd");
  }
}

/** Rasters as the canvas draws them, each made once. */
const bitmaps = new WeakMap<Raster, HTMLCanvasElement>();

function bitmapOf(raster: Raster): HTMLCanvasElement {
  const known = bitmaps.get(raster);
  if (known) return known;
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = [raster.width, raster.height];
  canvas.getContext("2d")!.putImageData(new ImageData(raster.rgba, raster.width, raster.height), 0, 0);
  bitmaps.set(raster, canvas);
  return canvas;
}

function drawBoxes(context: CanvasRenderingContext2D, boxes: Placed & BoxCover, view: Viewport, scale: number, density: number): void {
  const { edge, columns, rows, occupied, x0, y0, nx, ny } = boxes;
  const visible = (from: number, length: number, origin: number, count: number) => [
    Math.max(0, Math.floor((from - origin) / edge)),
    Math.min(count, Math.ceil((from + length - origin) / edge)),
  ];
  const [left, right] = visible(view.x0, view.width, x0, columns) as [number, number];
  const [top, bottom] = visible(view.y0, view.height, y0, rows) as [number, number];
  context.beginPath();
  for (let row = top; row < bottom; row++)
    for (let column = left; column < right; column++) {
      if (occupied[row * columns + column] === 0) continue;
      const [x, y] = [column * edge, row * edge];
      context.rect(x0 + x, y0 + y, Math.min(edge, nx - x), Math.min(edge, ny - y));
    }
  const outlined = edge * scale >= smallestOutlined * density;
  context.globalAlpha = outlined ? 0.4 : 0.8;
  context.fillStyle = lineColours.box;
  context.fill();
  context.globalAlpha = 1;
  if (!outlined) return;
  context.strokeStyle = lineColours.box;
  context.lineWidth = density / scale;
  context.stroke();
}

const paths = new WeakMap<readonly Float32Array[], Path2D>();

/** All lines as one path, made once. */
function pathOf(lines: readonly Float32Array[]): Path2D {
  const known = paths.get(lines);
  if (known) return known;
  const path = new Path2D();
  for (const line of lines) {
    path.moveTo(line[0]!, line[1]!);
    for (let k = 2; k < line.length; k += 2) path.lineTo(line[k]!, line[k + 1]!);
  }
  paths.set(lines, path);
  return path;
}

/** Radius of a node and width of a line in pixels of the page, when cells are small. */
const nodeRadius = 3;
const lineWidth = 1.6;

function drawSkeleton(
  context: CanvasRenderingContext2D,
  { x0, y0, lines, nodes }: Placed & { lines: readonly Float32Array[]; nodes: readonly OverlayNode[] },
  scale: number,
  density: number,
): void {
  context.save();
  context.translate(x0 + 0.5, y0 + 0.5);
  const width = Math.max(lineWidth * density, 0.3 * scale) / scale;
  context.lineJoin = context.lineCap = "round";
  for (const [colour, wider] of [
    [lineColours.halo, 2],
    [lineColours.skeleton, 1],
  ] as const) {
    context.strokeStyle = colour;
    context.lineWidth = wider * width;
    context.stroke(pathOf(lines));
  }
  // Nodes closer than they are large would hide the lines.
  const crowding = Math.min(1, Math.max(0.35, scale / (2 * density)));
  const radius = Math.max(nodeRadius * crowding * density, 0.4 * scale) / scale;
  context.strokeStyle = lineColours.halo;
  context.lineWidth = density / scale;
  for (const kind of ["end", "branching", "crossing"] as const) {
    context.fillStyle = lineColours[kind];
    context.beginPath();
    for (const node of nodes) {
      if (node.kind !== kind) continue;
      context.moveTo(node.x + radius, node.y);
      context.arc(node.x, node.y, radius, 0, 2 * Math.PI);
    }
    context.fill();
    context.stroke();
  }
  context.restore();
}
