import type { ImportedArray } from "../connectors/connector";
import { finiteRange } from "../core/metrics/threshold";
import type { MeasureFacts } from "../state/measure-slice";
import { paintMask, type PlacedSet, type Plane, type Raster } from "../views/mask-image";
import { measuredSet, type SeenSet } from "./measure-preview";
import { measuredShape, rectangleIn } from "./measure-region";

/** Plane `z` of an image; an image in the plane has one. */
export function planeOfImage({ shape, values }: Pick<ImportedArray, "shape" | "values">, z: number): Plane<ImportedArray["values"]> {
  const [ny, nx] = measuredShape(shape).slice(-2) as [number, number];
  return { nx, ny, values, start: z * ny * nx };
}

/** The plane that is shown at first: the middle one of what is measured. */
export function middlePlane({ image, setting: { region } }: Pick<MeasureFacts, "image" | "setting">): number {
  const shape = measuredShape(image?.shape ?? []);
  if (shape.length !== 3) return 0;
  const [from, to] = region?.[0] ?? [0, shape[0]!];
  return Math.floor((from + to) / 2);
}

/** What plane `z` of an image has of a set; null where the plane lies outside the part that the set was made of. */
export function planeOfSet({ mask, region }: SeenSet, shape: readonly number[], z: number): PlacedSet | null {
  const sides = measuredShape(shape);
  const place = rectangleIn(region, sides, z);
  if (!place) return null;
  const [ny, nx] = mask.shape.slice(-2) as [number, number];
  const first = sides.length === 3 ? (region?.[0]?.[0] ?? 0) : 0;
  return { x0: place.x0, y0: place.y0, nx, ny, values: mask.cells, start: (z - first) * ny * nx };
}

/** The image in grey with the measured set over it, for the export: of a volume plane `z`, or the middle one. */
export function pictureOfSet(shown: ImportedArray, facts: MeasureFacts, z = middlePlane(facts)): Raster {
  const { min = 0, max = 1 } = finiteRange(shown.values) ?? {};
  const set = measuredSet(facts);
  return paintMask(planeOfImage(shown, z), [min, max], set && planeOfSet(set, shown.shape, z));
}
