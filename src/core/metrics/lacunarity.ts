import { flag, num } from "../define/params";
import { defineMetric, undefinedBecause, type Mask } from "../define/metric";

/** Box masses at one edge, as exact integers. */
export interface BoxMasses {
  /** Box edge in cells. */
  r: number;
  /** Sum of the number of set cells over all boxes, and of its square. */
  sumM: number;
  sumM2: number;
  /** Positions of the box inside the frame. */
  boxes: number;
  /** Λ(r) = ⟨M²⟩/⟨M⟩²; null for an empty set. */
  lacunarity: number | null;
}

/**
 * Gliding-box lacunarity Λ(r) = ⟨M²⟩/⟨M⟩² = 1 + variance/mean², with the population variance over all positions of an r-box
 * inside the frame. 1 for a set without texture; 1 + (1 − p)/(p r²) for independent cells of density p in 2D. FracLac's λ is
 * Λ − 1. Undefined for an empty set and for boxes larger than the frame.
 */
export const lacunarity = defineMetric({
  id: "lacunarity",
  title: "Lacunarity",
  unit: "1",
  source: "Plotnick et al. 1996, Phys. Rev. E 53:5461, doi:10.1103/PhysRevE.53.5461",
  help: "How unevenly the set fills boxes of one size: 1 when every box holds the same, larger the more gappy it is.",
  formula: "\\Lambda(r) = \\frac{\\langle M^2 \\rangle}{\\langle M \\rangle^2}",
  dimensions: [2, 3],
  nullModels: ["random-mask", "random-phase"],
  params: {
    r: num(8, { title: "Box edge", unit: "cells", min: 1, max: 4096, integer: true, symbol: "r" }),
    periodic: flag(false, { title: "Periodic", help: "Boxes reach across the sides of the frame, as in a periodic run." }),
  },
  measure(mask, { r = 8, periodic = false } = {}) {
    const smallest = Math.min(...mask.shape);
    if (r > smallest) return undefinedBecause(`a box of ${r} cells does not fit into a frame ${smallest} cells wide`);
    const masses = boxMasses(mask, r, periodic);
    if (masses.lacunarity === null) return undefinedBecause("the set is empty");
    return { value: masses.lacunarity, detail: { ...masses } };
  },
  knownAnswers: () => [
    { title: "1 for a filled square", mask: patterned(64, () => true), value: 1, tolerance: 0 },
    { title: "1 for a checkerboard at an even edge", mask: patterned(64, (y, x) => (y + x) % 2 === 0), value: 1, tolerance: 1e-12 },
    {
      title: "58²/8² for one cell in the middle of 65 × 65",
      mask: patterned(65, (y, x) => y === 32 && x === 32),
      value: (58 / 8) ** 2,
      tolerance: 1e-9,
    },
  ],
});

/** Λ at 1, 2, 4, 8 … up to half the shortest side. */
export function lacunarityCurve(mask: Mask, periodic = false): BoxMasses[] {
  const curve: BoxMasses[] = [];
  for (let r = 1; r <= Math.max(1, Math.min(...mask.shape) / 2); r *= 2) curve.push(boxMasses(mask, r, periodic));
  return curve;
}

/**
 * Masses of all boxes of edge r inside the frame, in any number of dimensions.
 * @param r 1 … shortest side.
 * @param periodic boxes begin at every cell and go on at the opposite side.
 */
export function boxMasses(mask: Mask, r: number, periodic = false): BoxMasses {
  let sums = new Uint32Array(mask.cells.length);
  for (let cell = 0; cell < sums.length; cell++) sums[cell] = mask.cells[cell] === 0 ? 0 : 1;
  const shape = [...mask.shape];
  for (let axis = shape.length - 1; axis >= 0; axis--) {
    sums = slidingSums(sums, shape, axis, r, periodic);
    if (!periodic) shape[axis]! -= r - 1;
  }
  let [sumM, sumM2] = [0, 0];
  for (let box = 0; box < sums.length; box++) {
    const mass = sums[box]!;
    sumM += mass;
    sumM2 += mass * mass;
  }
  return { r, sumM, sumM2, boxes: sums.length, lacunarity: sumM === 0 ? null : (sumM2 / sumM) * (sums.length / sumM) };
}

/** Sums of r neighbours along one axis: the result is r − 1 shorter there unless they go round. Cells are visited in the order in which they lie. */
function slidingSums(values: Uint32Array, shape: readonly number[], axis: number, r: number, around: boolean): Uint32Array<ArrayBuffer> {
  const inner = shape.slice(axis + 1).reduce((a, b) => a * b, 1);
  const outer = shape.slice(0, axis).reduce((a, b) => a * b, 1);
  const length = shape[axis]!;
  const kept = around ? length : length - r + 1;
  const out = new Uint32Array(outer * kept * inner);
  const sums = new Uint32Array(inner);
  for (let o = 0; o < outer; o++) {
    const from = o * length * inner;
    const to = o * kept * inner;
    sums.fill(0);
    for (let k = 0; k < kept + r - 1; k++) {
      const entering = from + (k % length) * inner;
      for (let i = 0; i < inner; i++) sums[i]! += values[entering + i]!;
      if (k < r - 1) continue;
      const [leaving, box] = [from + (k - r + 1) * inner, to + (k - r + 1) * inner];
      for (let i = 0; i < inner; i++) {
        const sum = sums[i]!;
        out[box + i] = sum;
        sums[i] = sum - values[leaving + i]!;
      }
    }
  }
  return out;
}

function patterned(n: number, set: (y: number, x: number) => boolean): Mask {
  return { shape: [n, n], cells: Uint8Array.from({ length: n * n }, (_, i) => (set(Math.floor(i / n), i % n) ? 1 : 0)) };
}
