import type { Mark } from "../core/spec/mark";

/** `pan` paints nothing: dragging moves the field. `erase` paints the value at rest. */
export type PaintTool = "pan" | "brush" | "line" | "text" | "stamp" | "noise" | "erase";

/** A picture of opacities, as a mark carries it. */
export type Opacity = Extract<Mark, { kind: "stamp" }>["opacity"];

/** What a hand has taken up to paint with. Lengths in cells. */
export interface Brush {
  tool: PaintTool;
  /** The values of a field, or which cells belong to the domain. */
  onto: "field" | "mask";
  /** Painting the domain: whether what is painted is inside. */
  inside: boolean;
  /** The field painted; null for the one of the view that is painted on. */
  field: string | null;
  /** The field of the view that was pointed at last. */
  over: string | null;
  radius: number;
  /** Share of the radius over which the edge fades, 0 to 1. */
  softness: number;
  blend: "set" | "add";
  /** What is painted, by model and field as `brushKey` writes them; the usual one where nothing was chosen. */
  values: Readonly<Record<string, number>>;
  /** Standard deviation of the noise, by the same keys. */
  amplitudes: Readonly<Record<string, number>>;
  text: string;
  /** Height of its letters. */
  textSize: number;
  /** The picture to stamp; null until one was opened. */
  image: { name: string; dark: Opacity; light: Opacity } | null;
  /** Its longer side. */
  imageSize: number;
  /** Which of its parts are painted. */
  imagePart: "dark" | "light";
  /** In three dimensions: every plane along z, not the shown one alone. */
  allPlanes: boolean;
}

export const brushAtFirst: Brush = {
  tool: "pan",
  onto: "field",
  inside: false,
  field: null,
  over: null,
  radius: 8,
  softness: 0.3,
  blend: "set",
  values: {},
  amplitudes: {},
  text: "MFN",
  textSize: 32,
  image: null,
  imageSize: 64,
  imagePart: "dark",
  allPlanes: false,
};
