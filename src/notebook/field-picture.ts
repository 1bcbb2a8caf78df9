import type { Field } from "../core/define/metric";
import { colourMaps } from "../views/colour-maps";
import type { HeatOutput } from "./cell-output";
import { contourLines } from "./contour-lines";
import { toBase64 } from "./file-address";
import { Picture } from "./pictures";
import { reliefLight } from "./relief";

/** How a field is drawn. */
export interface FieldPictureOptions {
  title?: string;
  /** Id of a colour map, such as `viridis` or `vik`; the reader's own when left out. */
  map?: string;
  /** Values at the two ends of the map; what lies beyond is drawn as they are. The smallest and the largest when left out. */
  range?: readonly [number, number];
  /** Lines of equal value: at these values, or about so many at round ones. */
  contours?: number | readonly number[];
  /** Which plane of a volume, from 0; the middle one when left out. */
  plane?: number;
}

const widestPicture = 256;

/**
 * A field as a picture of at most 256 cells a side; of a volume, one plane.
 * @throws RangeError for a range or a plane that is none; WorkbenchError for a colour map that does not exist, with the nearest one.
 */
export function heatPicture(field: Field, given: string | FieldPictureOptions = {}): Picture {
  const { title = "", map, range, contours, plane } = typeof given === "string" ? { title: given } : given;
  const whole = planeOf(field, plane);
  const { rows, columns, stride, values } = thinned(whole);
  const [low, high] = range ?? extremes(whole.values);
  if (range && !(Number.isFinite(low) && Number.isFinite(high) && low < high))
    throw new RangeError(`range must be two numbers, the lower first, got [${range.join(", ")}]`);
  const notFinite = whole.values.reduce((count, value) => count + Number(!Number.isFinite(value)), 0);
  const found = notFinite < whole.values.length;
  const levels = Uint8Array.from(values, (value) =>
    !Number.isFinite(value) ? 255 : high > low ? Math.round(254 * Math.min(1, Math.max(0, (value - low) / (high - low)))) : 127,
  );
  const output: HeatOutput = {
    kind: "heat",
    title,
    shape: [rows, columns],
    levels: toBase64(levels),
    min: found ? low : null,
    max: found ? high : null,
    notFinite,
    stride,
    ...(map !== undefined && { map: colourMaps.get(map).id }),
    ...(contours !== undefined && found && { lines: contourLines(contours, { values, rows, columns, low, high }) }),
  };
  return new Picture(output);
}

/**
 * A field as a surface under light from the upper left: a still picture seen from above.
 * @param given `height` is that from the smallest to the largest value, as a share of the longer side; a twentieth when left out.
 */
export function surfacePicture(field: Field, { height = 0.05, ...given }: FieldPictureOptions & { height?: number } = {}): Picture {
  if (!(height > 0 && height < Infinity)) throw new RangeError(`height must be a share of the longer side above 0, got ${height}`);
  const { output } = heatPicture(field, given);
  const { rows, columns, values } = thinned(planeOf(field, given.plane));
  const { min, max } = output as HeatOutput;
  const scale = max! > min! ? (height * Math.max(rows, columns)) / (max! - min!) : 0;
  const heights = values.map((value) => scale * Math.min(max!, Math.max(min!, value)));
  return new Picture({ ...(output as HeatOutput), light: toBase64(reliefLight(heights, rows, columns)) });
}

interface Plane {
  ny: number;
  nx: number;
  values: Float64Array;
}

/** @throws RangeError for a plane that the field does not have. */
function planeOf({ shape, values }: Field, wanted?: number): Plane {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const planes = shape.length === 3 ? shape[0]! : 1;
  const plane = wanted ?? Math.floor(planes / 2);
  if (!(Number.isInteger(plane) && plane >= 0 && plane < planes))
    throw new RangeError(`plane must be a whole number from 0 to ${planes - 1}, got ${plane}`);
  return { ny, nx, values: Float64Array.from({ length: ny * nx }, (_, i) => values[plane * ny * nx + i]!) };
}

/** Every so many cells of one plane, so that it fits a picture. */
function thinned({ ny, nx, values }: Plane): { rows: number; columns: number; stride: number; values: Float64Array } {
  const stride = Math.max(1, Math.ceil(Math.max(ny, nx) / widestPicture));
  const [rows, columns] = [Math.ceil(ny / stride), Math.ceil(nx / stride)];
  const kept = Float64Array.from({ length: rows * columns }, (_, i) => values[Math.floor(i / columns) * stride * nx + (i % columns) * stride]!);
  return { rows, columns, stride, values: kept };
}

function extremes(values: Float64Array): [number, number] {
  let [low, high] = [Infinity, -Infinity];
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return [low, high];
}
