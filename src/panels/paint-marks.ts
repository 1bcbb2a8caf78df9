import type { Mark } from "../core/spec/mark";
import { amplitudeAtHand, valueAtHand, valueAtRest } from "../state/brush-values";
import type { WorkbenchState } from "../state/store";
import { inkOf, opacityOf, resized, type Ink } from "./paint-opacity";
import { inkAsUrl, inkOfText } from "./paint-raster";
import type { Spot } from "./paint-stroke";

type Facts = Pick<WorkbenchState, "spec" | "field" | "slice" | "brush">;

/** In three dimensions a mark lies in the shown plane, unless all are to be painted. */
const planeOf = ({ spec, slice, brush }: Facts): { plane?: number } => (spec?.grid.shape.length === 3 && !brush.allPlanes ? { plane: slice } : {});

/** What the domain is painted with has hard edges and sets: a cell is inside or it is not. */
const blendOf = ({ brush }: Facts): "set" | "add" => (brush.onto === "mask" ? "set" : brush.blend);

export function strokeMark(facts: Facts, points: readonly Spot[]): Mark {
  const { tool, onto, radius, softness } = facts.brush;
  const erases = tool === "erase" && onto === "field";
  return {
    kind: "stroke",
    points: points.map(([x, y]) => [x, y]),
    radius,
    softness: onto === "mask" ? 0 : softness,
    value: erases ? valueAtRest(facts) : valueAtHand(facts),
    blend: erases ? "set" : blendOf(facts),
    ...planeOf(facts),
  };
}

export const noiseMark = (facts: Facts, at: Spot | null, seed: number): Mark => ({
  kind: "noise",
  amplitude: amplitudeAtHand(facts),
  seed,
  ...(at && { circle: { at: [at[0], at[1]], radius: facts.brush.radius } }),
  ...planeOf(facts),
});

/** The painted value everywhere; at rest for the eraser. */
export const fillMark = (facts: Facts): Mark => ({
  kind: "fill",
  value: facts.brush.tool === "erase" ? valueAtRest(facts) : valueAtHand(facts),
  ...planeOf(facts),
});

/** What a stamp or text leaves, one pixel a cell, with its middle on the place that is pointed at. */
export function stampMark(facts: Facts, { width, height, alpha }: Ink, [x, y]: Spot): Mark {
  return {
    kind: "stamp",
    at: [Math.round(x - width / 2), Math.round(y - height / 2)],
    size: [width, height],
    opacity: opacityOf({ width, height, alpha }),
    value: valueAtHand(facts),
    blend: blendOf(facts),
    ...planeOf(facts),
  };
}

/** What is about to be stamped, and as a picture for the eye. */
export interface Inked {
  ink: Ink;
  url: string;
}

/** What the present tool stamps; null when it stamps nothing: no words, no picture. Made anew only when it changes. */
export function createInkInHand(): (facts: Facts) => Inked | null {
  let of = "";
  let last: Inked | null = null;
  return (facts) => {
    const { tool, text, textSize, image, imageSize, imagePart } = facts.brush;
    if (tool !== "text" && tool !== "stamp") return null;
    const aspect = cellAspect(facts);
    const key = JSON.stringify(tool === "text" ? [text, textSize, aspect] : [image?.name, image?.dark.bytes.length, imageSize, imagePart, aspect]);
    if (key === of) return last;
    const ink = tool === "text" ? inkOfText(text, textSize) : image && imageInk(inkOf(image[imagePart]), imageSize);
    const fitted = ink && resized(ink, ink.width, Math.max(1, Math.round(ink.height / aspect)));
    [of, last] = [key, fitted && { ink: fitted, url: inkAsUrl(fitted) }];
    return last;
  };
}

function imageInk(ink: Ink, size: number): Ink {
  const scale = size / Math.max(ink.width, ink.height);
  return resized(ink, Math.max(1, Math.round(ink.width * scale)), Math.max(1, Math.round(ink.height * scale)));
}

/** Height of a cell over its width: letters are as tall as they are on paper, whatever the cells. */
function cellAspect({ spec }: Facts): number {
  const spacing = spec?.grid.spacing ?? 1;
  return Array.isArray(spacing) ? spacing.at(-2)! / spacing.at(-1)! : 1;
}
