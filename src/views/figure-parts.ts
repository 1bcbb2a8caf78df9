/** Pixels of a picture: red, green, blue, opacity, 8 bits each, rows from the top. */
export interface Pixels {
  width: number;
  height: number;
  rgba: Uint8ClampedArray<ArrayBuffer>;
}

/** One mark of a drawn page. Lengths are millimetres from its upper left corner, colours as CSS writes them in hexadecimal. */
export type FigurePart =
  | { kind: "line"; from: readonly [number, number]; to: readonly [number, number] }
  | { kind: "frame"; x: number; y: number; width: number; height: number }
  | { kind: "image"; x: number; y: number; width: number; height: number; pixels: Pixels }
  /** Colours from the bottom to the top, equally far apart. */
  | { kind: "ramp"; x: number; y: number; width: number; height: number; colours: readonly string[] }
  /** `y` is the base line. */
  | { kind: "text"; x: number; y: number; text: string; size: number; anchor: "start" | "middle" | "end" };

/** A page as marks, before anybody decided whether it becomes vectors or pixels. */
export interface FigurePage {
  /** In millimetres. */
  width: number;
  height: number;
  parts: readonly FigurePart[];
  /** What it shows, for those who do not see it. */
  title: string;
}

export const ink = "#16191c";
export const paper = "#ffffff";
/** Width of lines, in millimetres. */
export const stroke = 0.2;
/** Width of a letter of the figure's typeface, as a share of its size: all letters of IBM Plex Mono are as wide. */
export const letterWidth = 0.6;
export const typeface = "'IBM Plex Mono', 'DejaVu Sans Mono', monospace";
