import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { glb } from "../../src/exporters/glb";
import { heightSurface, rimOf, type HeightInput } from "../../src/exporters/height-surface";
import { stl } from "../../src/exporters/stl";
import { exportedProvenance } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

const hill: HeightInput = {
  nx: 5,
  ny: 4,
  values: Float32Array.from({ length: 20 }, (_, i) => Math.sin(i)),
  spacing: [2, 1],
  relief: 0.25,
  colour: (value) => [(value + 1) / 2, 0.5, 0.25],
};

describe("height surface", () => {
  it("has a corner a cell and two triangles between each four", () => {
    const { positions, triangles } = heightSurface(hill);
    expect(positions.length / 3).toBe(20);
    expect(triangles.length / 3).toBe(2 * 4 * 3);
    expect(rimOf(triangles)).toHaveLength(2 * (4 + 3));
  });
  it("is as high as the share of the longer side that was asked for", () => {
    const heights = heightSurface(hill).positions.filter((_, i) => i % 3 === 2);
    expect(Math.min(...heights)).toBe(0);
    expect(Math.max(...heights)).toBeCloseTo(0.25 * 8, 5);
  });
  it("leaves out what is outside the domain or not finite, and says when nothing remains", () => {
    const values = Float32Array.from(hill.values);
    values[0] = NaN;
    expect(heightSurface({ ...hill, values }).triangles.length / 3).toBe(2 * (4 * 3 - 1));
    expect(() => heightSurface({ ...hill, inside: new Uint8Array(20) })).toThrow(/no surface/);
  });
});

describe("STL", () => {
  const facesOf = (bytes: Uint8Array) => {
    const view = new DataView(bytes.buffer);
    return Array.from({ length: view.getUint32(80, true) }, (_, i) =>
      Array.from({ length: 3 }, (_, corner) => [0, 1, 2].map((axis) => view.getFloat32(84 + 50 * i + 12 + 12 * corner + 4 * axis, true))),
    );
  };
  it("is a closed body: every edge is passed as often one way as the other, also with holes", () => {
    fc.assert(
      fc.property(fc.array(fc.boolean(), { minLength: 20, maxLength: 20 }), (outside) => {
        const inside = Uint8Array.from(outside, (out, i) => (out && i % 3 === 0 ? 0 : 1));
        let bytes: Uint8Array;
        try {
          bytes = stl.encode({ ...hill, inside }, exportedProvenance);
        } catch {
          return;
        }
        const balance = new Map<string, number>();
        for (const face of facesOf(bytes)) {
          for (let k = 0; k < 3; k++) {
            const [a, b] = [String(face[k]), String(face[(k + 1) % 3])];
            const [key, way] = a < b ? [`${a} ${b}`, 1] : [`${b} ${a}`, -1];
            balance.set(key, (balance.get(key) ?? 0) + way);
          }
        }
        expect([...balance.values()].every((sum) => sum === 0)).toBe(true);
      }),
      { numRuns: 40 },
    );
  });
  it("has outside where its normals say: a positive volume", () => {
    const faces = facesOf(fileForOracle("surface.stl", stl.encode(hill, exportedProvenance)));
    const volume = faces.reduce((sum, [a, b, c]) => {
      const cross = [0, 1, 2].map((i) => b![(i + 1) % 3]! * c![(i + 2) % 3]! - b![(i + 2) % 3]! * c![(i + 1) % 3]!);
      return sum + cross.reduce((dot, value, i) => dot + value * a![i]!, 0) / 6;
    }, 0);
    // The base alone: 4 × 6 by 0.02 × 8.
    expect(volume).toBeGreaterThan(4 * 6 * 0.16);
  });
  it("names software and hash in its header", () =>
    expect(Buffer.from(stl.encode(hill, exportedProvenance).subarray(0, 80)).toString()).toContain(exportedProvenance.specHash!.slice(0, 40)));
});

describe("GLB", () => {
  const bytes = fileForOracle("surface.glb", glb.encode(hill, exportedProvenance));
  const view = new DataView(bytes.buffer);
  const textLength = view.getUint32(12, true);
  const document = JSON.parse(Buffer.from(bytes.subarray(20, 20 + textLength)).toString()) as {
    asset: { extras: Record<string, string> };
    accessors: { count: number; min?: number[]; max?: number[] }[];
    bufferViews: { byteOffset: number; byteLength: number }[];
  };
  it("is one container whose lengths agree, with spec and hash", () => {
    expect(Buffer.from(bytes.subarray(0, 4)).toString()).toBe("glTF");
    expect(view.getUint32(8, true)).toBe(bytes.length);
    expect(document.asset.extras["spec-hash"]).toBe(exportedProvenance.specHash);
  });
  it("holds corners within the bounds that it names, y up", () => {
    const [positions] = document.accessors;
    const { byteOffset } = document.bufferViews[0]!;
    const heights = Array.from({ length: positions!.count }, (_, i) => view.getFloat32(28 + textLength + byteOffset + 12 * i + 4, true));
    expect(positions!.count).toBe(20);
    expect(Math.max(...heights)).toBe(positions!.max![1]);
    expect(Math.max(...heights)).toBeCloseTo(2, 5);
  });
});
