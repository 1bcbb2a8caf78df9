import { littleEndianBytes } from "../core/field/little-endian";
import { defineExporter } from "./exporter";
import { provenanceEntries } from "./provenance";
import { heightSurface, type HeightInput } from "./height-surface";

const magic = 0x46546c67; // "glTF"
const chunkTypes = { json: 0x4e4f534a, binary: 0x004e4942 } as const;
/** Numbers of the specification: element types, buffer targets. */
const float = 5126;
const unsignedInt = 5125;
const vertexTarget = 34962;
const indexTarget = 34963;

/**
 * A height surface as binary glTF 2.0, coloured as the field is shown, with normals; provenance stands in `asset.extras`.
 * Its y points up, as the format asks: the value of a cell is its height.
 *
 * Source: glTF 2.0 specification, Khronos Group 2021, ISO/IEC 12113:2022.
 */
export const glb = defineExporter<HeightInput>({
  id: "glb",
  title: "Surface with colours (GLB)",
  extension: "glb",
  type: "model/gltf-binary",
  encode(input, provenance) {
    const { positions, cells, triangles } = heightSurface(input);
    const colours = new Float32Array(positions.length);
    cells.forEach((cell, i) => colours.set((input.colour?.(input.values[cell]!) ?? grey).map(linear), 3 * i));
    const normals = normalsOf(positions, triangles);
    const parts = [upright(positions), upright(normals), colours, triangles].map((array) =>
      array instanceof Uint32Array ? new Uint8Array(array.buffer) : littleEndianBytes(array),
    );
    const offsets = parts.map((_, i) => parts.slice(0, i).reduce((sum, { length }) => sum + length, 0));
    const vertices = positions.length / 3;
    const [min, max] = bounds(upright(positions));
    const document = {
      asset: { version: "2.0", generator: provenance.software, extras: provenanceEntries(provenance) },
      scene: 0,
      scenes: [{ nodes: [0] }],
      nodes: [{ mesh: 0, name: "field" }],
      materials: [{ pbrMetallicRoughness: { metallicFactor: 0, roughnessFactor: 0.8 }, doubleSided: true }],
      meshes: [{ primitives: [{ attributes: { POSITION: 0, NORMAL: 1, COLOR_0: 2 }, indices: 3, material: 0 }] }],
      accessors: [
        { bufferView: 0, componentType: float, count: vertices, type: "VEC3", min, max },
        { bufferView: 1, componentType: float, count: vertices, type: "VEC3" },
        { bufferView: 2, componentType: float, count: vertices, type: "VEC3" },
        { bufferView: 3, componentType: unsignedInt, count: triangles.length, type: "SCALAR" },
      ],
      bufferViews: parts.map(({ length }, i) => ({
        buffer: 0,
        byteOffset: offsets[i],
        byteLength: length,
        target: i === 3 ? indexTarget : vertexTarget,
      })),
      buffers: [{ byteLength: parts.reduce((sum, { length }) => sum + length, 0) }],
    };
    return container(new TextEncoder().encode(JSON.stringify(document)), parts);
  },
});

const grey = [0.7, 0.7, 0.7] as const;

/** sRGB to light, as colours of vertices are meant (IEC 61966-2-1). */
const linear = (channel: number): number => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4);

/** Unit means of the normals of the triangles around a vertex, larger ones counting more. */
function normalsOf(p: Float32Array, triangles: Uint32Array): Float32Array<ArrayBuffer> {
  const normals = new Float32Array(p.length);
  for (let i = 0; i < triangles.length; i += 3) {
    const [a, b, c] = [3 * triangles[i]!, 3 * triangles[i + 1]!, 3 * triangles[i + 2]!];
    const [u, v] = [b, c].map((other) => [0, 1, 2].map((k) => p[other + k]! - p[a + k]!)) as [number[], number[]];
    for (let k = 0; k < 3; k++) {
      const part = u[(k + 1) % 3]! * v[(k + 2) % 3]! - u[(k + 2) % 3]! * v[(k + 1) % 3]!;
      for (const vertex of [a, b, c]) normals[vertex + k]! += part;
    }
  }
  for (let i = 0; i < normals.length; i += 3) {
    const length = Math.hypot(normals[i]!, normals[i + 1]!, normals[i + 2]!) || 1;
    for (let k = 0; k < 3; k++) normals[i + k]! /= length;
  }
  return normals;
}

/** (x, y, z) with z up becomes (x, z, −y) with y up. */
function upright(points: Float32Array): Float32Array<ArrayBuffer> {
  const turned = new Float32Array(points.length);
  for (let i = 0; i < points.length; i += 3) turned.set([points[i]!, points[i + 2]!, -points[i + 1]!], i);
  return turned;
}

function bounds(points: Float32Array): [number[], number[]] {
  const [min, max] = [
    [Infinity, Infinity, Infinity],
    [-Infinity, -Infinity, -Infinity],
  ];
  points.forEach((value, i) => {
    min[i % 3] = Math.min(min[i % 3]!, value);
    max[i % 3] = Math.max(max[i % 3]!, value);
  });
  return [min, max];
}

/** Header, the JSON padded with spaces, the arrays padded with zeros, each to a multiple of four bytes. */
function container(json: Uint8Array, parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const jsonLength = Math.ceil(json.length / 4) * 4;
  const binaryLength = parts.reduce((sum, { length }) => sum + length, 0);
  const bytes = new Uint8Array(12 + 8 + jsonLength + 8 + binaryLength);
  const view = new DataView(bytes.buffer);
  view.setUint32(0, magic, true);
  view.setUint32(4, 2, true);
  view.setUint32(8, bytes.length, true);
  view.setUint32(12, jsonLength, true);
  view.setUint32(16, chunkTypes.json, true);
  bytes.fill(0x20, 20, 20 + jsonLength).set(json, 20);
  let at = 20 + jsonLength;
  view.setUint32(at, binaryLength, true);
  view.setUint32(at + 4, chunkTypes.binary, true);
  at += 8;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
