import { WorkbenchError } from "../core/errors";
import { spacingOf } from "./calibration";
import { defineFileConnector, type ImportedArray } from "./connector";
import { gridShape } from "./ready-vti";
import { readVtkImage, type VtkImage } from "./ready-vti-image";
import { child } from "./ready-vti-xml";

/**
 * Images of VTK (.vti): the array that the file calls its scalars, else the first of one component, as `[nz, ny, nx]`, or `[ny, nx]`
 * where there is one plane. Patterns of Ready (github.com/GollyGang/ready), which hold the fields of one state, are read whole:
 * `(arrays, nz, ny, nx)`.
 */
export const vtiFile = defineFileConnector({
  id: "vti-file",
  title: "VTK image, pattern of Ready",
  extensions: ["vti"],
  read: (name, bytes, most) => readVti(name, bytes, undefined, most),
});

/**
 * @param array name of the one to read; the scalars when left out.
 * @param most values of an array that may be.
 * @throws WorkbenchError `data/…` for what is no VTK image, a damaged one, or an array that it lacks.
 */
export function readVti(name: string, bytes: Uint8Array, array?: string, most?: number): ImportedArray {
  const image = readVtkImage(name, bytes, most);
  if (image.arrays.length === 0) throw new WorkbenchError("data/empty", [name], "the image holds no array");
  const warnings: string[] = [];
  const isPattern = child(image.document, "RD") !== null;
  const shape = gridShape(image.shape);
  const spacing = spacingIn(image, shape.length);
  if (isPattern && array === undefined && image.arrays.length > 1) {
    const count = image.arrays.length;
    warnings.push(`It holds ${count} fields of one state, one after the other: the first axis counts them and is no length.`);
    return { kind: "array", name, shape: [count, ...shape], values: joined(image), nominalRange: null, warnings };
  }
  const chosen = chooseArray(name, image, array, warnings);
  const lengths = lengthsOf(image, chosen, warnings);
  const values = image.arrays.some((one) => one.name === chosen && !one.single) ? lengths : Float32Array.from(lengths);
  return { kind: "array", name, shape, values, nominalRange: null, ...(spacing && { spacing }), warnings };
}

/** Edges of 1 without a unit are what VTK writes when nobody has set them. */
function spacingIn({ spacing }: VtkImage, axes: number): ImportedArray["spacing"] {
  const edge = spacing.slice(-axes);
  return edge.every((one) => one === 1) ? undefined : spacingOf(edge, "");
}

function joined({ arrays, double }: VtkImage): ImportedArray["values"] {
  const cells = arrays[0]!.values.length;
  const values = new (double ? Float64Array : Float32Array)(arrays.length * cells);
  arrays.forEach((one, i) => values.set(one.values, i * cells));
  return values;
}

function chooseArray(name: string, { arrays, active }: VtkImage, wanted: string | undefined, warnings: string[]): string {
  const known = [...new Set(arrays.map((one) => one.name))];
  if (wanted !== undefined) {
    if (known.includes(wanted)) return wanted;
    throw new WorkbenchError("data/unreadable", [name], `the image has no array "${wanted}"; it has ${known.join(", ")}`, { known });
  }
  const scalars = active !== null && known.includes(active) ? active : (arrays.find(({ components }) => components === 1)?.name ?? known[0]!);
  const others = known.filter((one) => one !== scalars);
  if (others.length > 0) warnings.push(`The image holds ${known.length} arrays; "${scalars}" was read, ${others.join(", ")} left out.`);
  return scalars;
}

/** The values of an array; of several components their length as a vector. */
function lengthsOf({ arrays }: VtkImage, name: string, warnings: string[]): Float64Array<ArrayBuffer> {
  const parts = arrays.filter((one) => one.name === name);
  if (parts.length === 1) return parts[0]!.values;
  warnings.push(`The array "${name}" has ${parts.length} components; its length as a vector was read.`);
  return parts[0]!.values.map((_, i) => Math.hypot(...parts.map(({ values }) => values[i]!)));
}
