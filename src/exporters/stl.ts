import { defineExporter } from "./exporter";
import { heightSurface, rimOf, type HeightInput } from "./height-surface";

/** What stands below the lowest point, as a share of the longer side. */
const base = 0.02;
const headerBytes = 80;
const triangleBytes = 50;

type Point = readonly [number, number, number];

/**
 * The height surface as a closed body on a flat base, ready to print: binary STL, lengths as in the model. The 80 bytes of its header name
 * software and hash, by which the spec is found again; the format has room for no more, and for no colours.
 */
export const stl = defineExporter<HeightInput>({
  id: "stl",
  title: "Height surface, for printing (STL)",
  extension: "stl",
  type: "model/stl",
  encode(input, { software, specHash }) {
    const { positions, triangles } = heightSurface(input);
    const floor = -base * Math.max(input.nx * input.spacing[1], input.ny * input.spacing[0]);
    const top = (i: number): Point => [positions[3 * i]!, positions[3 * i + 1]!, positions[3 * i + 2]!];
    const below = (i: number): Point => [positions[3 * i]!, positions[3 * i + 1]!, floor];
    const faces: [Point, Point, Point][] = [];
    for (let i = 0; i < triangles.length; i += 3) {
      const [a, b, c] = [triangles[i]!, triangles[i + 1]!, triangles[i + 2]!];
      faces.push([top(a), top(b), top(c)], [below(c), below(b), below(a)]);
    }
    for (const [from, to] of rimOf(triangles)) faces.push([top(to), top(from), below(from)], [below(from), below(to), top(to)]);
    const bytes = new Uint8Array(headerBytes + 4 + triangleBytes * faces.length);
    const view = new DataView(bytes.buffer);
    bytes.set(new TextEncoder().encode(`${software} ${specHash ?? ""}`.slice(0, headerBytes)));
    view.setUint32(headerBytes, faces.length, true);
    faces.forEach((face, i) => {
      const numbers = [...normalOf(...face), ...face.flat()];
      numbers.forEach((number, k) => view.setFloat32(headerBytes + 4 + triangleBytes * i + 4 * k, number, true));
    });
    return bytes;
  },
});

/** Of length 1, outwards; 0 for a triangle without area. */
function normalOf(a: Point, b: Point, c: Point): number[] {
  const [u, v] = [b, c].map((other) => other.map((value, i) => value - a[i]!)) as [number[], number[]];
  const cross = [0, 1, 2].map((i) => u[(i + 1) % 3]! * v[(i + 2) % 3]! - u[(i + 2) % 3]! * v[(i + 1) % 3]!);
  const length = Math.hypot(...cross) || 1;
  return cross.map((value) => value / length);
}
