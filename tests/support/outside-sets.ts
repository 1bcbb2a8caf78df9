import type { Mask } from "../../src/core/define/metric";
import { placed, scaled, speckled } from "./fractal-variants";
import {
  apollonianCircles,
  attractor,
  cantorProduct,
  dragonCopies,
  dragonEdgeDimension,
  gosperCopies,
  gosperEdge,
  levyCopies,
  moranDimension,
  quadraticOne,
  quadraticTwo,
  randomCopies,
  replacedCurve,
  type Copy,
} from "./outside-attractors";
import { alongLine, drawnPoints, type Point } from "./outside-points";
import { aggregate, brownianGraph, hull, levelSet, loopErasedWalk, percolationCluster, weierstrassGraph } from "./outside-random";
import { blobs, complementOf, disc, polygon, ring, solidOf } from "./outside-shapes";
import { carpet } from "./fractal-sets";

/** A picture of a set whose dimension is known by proof (by experiment for aggregates). */
export interface OutsideSet {
  family: string;
  title: string;
  dimension: number;
  /** Made when asked for: some take a second. */
  mask: () => Mask;
}

/** A family in two parts: its sets, from a number that makes each another. */
type Family = (k: number) => Omit<OutsideSet, "family">;

const degrees = (k: number): number => (k * 37.3) % 90;
const finest = (size: number): number => 0.5 / size;
const sides = [211, 347, 523, 777, 1013, 290];
const side = (k: number): number => sides[k % sides.length]!;
/** Off the middle of a larger frame, with or without salt, by turns. */
const framed = (mask: Mask, k: number): Mask => {
  const [h, w] = mask.shape as [number, number];
  const set = k % 2 === 0 ? placed(mask, h + 31 + 17 * k, w + 57, 11 + 5 * k, 23 + 2 * k) : mask;
  return k % 3 === 2 ? speckled(set, 0.002, k) : set;
};
const cells = (points: readonly Point[], k: number, pen = 1, size = side(k)): Mask => framed(drawnPoints(points, { size, turn: degrees(k), pen }), k);
const curve = (generator: readonly Point[], k: number, pen = 1): Mask => {
  const size = side(k);
  return cells(alongLine(replacedCurve(generator, k % 2 === 0 ? 1 / size : 3 / size), finest(size)), k, pen);
};
const ofCopies = (copies: readonly Copy[], k: number): Mask => cells(attractor(copies, finest(side(k))), k);
const log = (count: number, ratio: number): number => Math.log(count) / Math.log(ratio);
const edgeOf = ({ shape, cells: all }: Mask): Mask => {
  const [ny, nx] = shape as [number, number];
  const at = (y: number, x: number) => y >= 0 && x >= 0 && y < ny && x < nx && all[y * nx + x] === 1;
  const open = (y: number, x: number) => !at(y - 1, x) || !at(y + 1, x) || !at(y, x - 1) || !at(y, x + 1);
  return { shape, cells: all.map((cell, i) => (cell === 1 && open(Math.floor(i / nx), i % nx) ? 1 : 0)) };
};
const spaceCopies = (base: number, keep: (digits: readonly number[]) => boolean, ratio = 1 / base): Copy[] =>
  Array.from({ length: base ** 3 }, (_, i) => [Math.floor(i / base ** 2), Math.floor(i / base) % base, i % base])
    .filter(keep)
    .map((digits) => ({ ratio, shift: digits.map((digit) => (digit * (1 - ratio)) / (base - 1)) }));
const inSpace = (copies: readonly Copy[], k: number): Mask =>
  drawnPoints(attractor(copies, 0.7 / (61 + 13 * (k % 6))), { size: 61 + 13 * (k % 6), turn: k % 2 === 0 ? 0 : degrees(k) });
const triangle: readonly Copy[] = [[0, 0], [1, 0], [0.5, Math.sqrt(3) / 2]].map(([x, y]) => ({ ratio: 0.5, shift: [x! / 2, y! / 2] })); // prettier-ignore

/** The families to choose an estimator by. */
export const choosing: Record<string, Family> = {
  "quadratic Koch curve of 5 pieces": (k) => ({ title: `pen ${1 + (k % 3)}`, dimension: log(5, 3), mask: () => curve(quadraticOne, k, 1 + (k % 3)) }),
  "product of two Cantor sets": (k) => {
    const [a, b] = [0.2 + 0.25 * ((k * 0.618) % 1), 0.45 - 0.25 * ((k * 0.382) % 1)] as const;
    return {
      title: `ratios ${a.toFixed(3)}, ${b.toFixed(3)}`,
      dimension: log(2, 1 / a) + log(2, 1 / b),
      mask: () => cells(cantorProduct(a, b, finest(side(k))), k),
    };
  },
  "disc or ring": (k) => ({
    title: `${k}`,
    dimension: 2,
    mask: () => framed(k % 2 ? ring(side(k), 0.1 + 0.04 * (k % 6), 0.4) : disc(side(k), 0.2 + 0.04 * (k % 6)), k),
  }),
  "a shape's outside": (k) => ({
    title: `${k}`,
    dimension: 2,
    mask: () => complementOf(k % 2 ? polygon(side(k), 3 + k, k) : disc(side(k), 0.3 + 0.03 * (k % 6))),
  }),
  "graph of fractional Brownian motion": (k) => {
    const H = 0.2 + 0.12 * (k % 6);
    return {
      title: `H = ${H}`,
      dimension: 2 - H,
      mask: () => framed(drawnPoints(alongLine(brownianGraph(16384, H, k), finest(side(k))), { size: side(k) }), k),
    };
  },
  "percolation cluster": (k) => ({ title: `${k}`, dimension: 91 / 48, mask: () => percolationCluster(211 + 97 * (k % 6), k + 1, "any") }),
  "Apollonian gasket": (k) => ({
    title: `first circle ${(0.3 + 0.04 * (k % 6)).toFixed(2)}`,
    dimension: 1.305686728,
    mask: () => {
      const size = side(k);
      const around = apollonianCircles(0.3 + 0.04 * (k % 6), 1 / size).flatMap(({ x, y, radius }) => {
        const parts = Math.ceil(8 * radius * size);
        return Array.from({ length: parts }, (_, i) => [
          x + radius * Math.cos((2 * Math.PI * i) / parts),
          y + radius * Math.sin((2 * Math.PI * i) / parts),
        ]);
      });
      return cells(around, k, 1 + (k % 2));
    },
  }),
  "lines and outlines": (k) => ({
    title: `pen ${1 + 2 * (k % 6)}`,
    dimension: 1,
    mask: () => {
      const size = side(k);
      const corners = k % 2 ? Array.from({ length: 60 }, (_, i) => [Math.cos(i / 9), 0.7 * Math.sin(i / 9)]) : [[0, 0], [1, 0.3], [0.7, 0.9], [0.2, 0.8]]; // prettier-ignore
      return cells(alongLine(corners, finest(size)), k, 1 + 2 * (k % 6));
    },
  }),
  "Gosper island's edge": (k) => ({ title: `pen ${1 + (k % 2)}`, dimension: 2 * log(3, 7), mask: () => curve(gosperEdge, k, 1 + (k % 2)) }),
  "random carpet, enlarged": (k) => {
    const base = 2 + (k % 3);
    const kept = [3, 7, 11, 3, 6, 13][k % 6]!;
    return {
      title: `${kept} of ${base}²`,
      dimension: log(kept, base),
      mask: () => framed(scaled(carpet(base, kept, [256, 243, 256, 256, 243, 256][k % 6]!, k), 1 + 0.35 * ((k % 6) + 1)), k),
    };
  },
  "dust and sponge in space": (k) =>
    k % 2 === 0
      ? {
          title: `dust of ratio ${0.3 + 0.02 * k}`,
          dimension: 3 * log(2, 1 / (0.3 + 0.02 * k)),
          mask: () =>
            inSpace(
              spaceCopies(2, () => true, 0.3 + 0.02 * k),
              k,
            ),
        }
      : {
          title: "Menger's sponge",
          dimension: log(20, 3),
          mask: () =>
            inSpace(
              spaceCopies(3, (digits) => digits.filter((d) => d === 1).length < 2),
              k,
            ),
        },
  "loop-erased walk": (k) => ({ title: `${k}`, dimension: 5 / 4, mask: () => loopErasedWalk([311, 547, 453, 690, 833, 401][k % 6]!, k + 1) }),
};

/** The families to judge it by. */
export const judging: Record<string, Family> = {
  "quadratic Koch curve of 8 pieces": (k) => ({ title: `pen ${1 + (k % 3)}`, dimension: 1.5, mask: () => curve(quadraticTwo, k, 1 + (k % 3)) }),
  "self-similar set of random ratios": (k) => {
    const copies = randomCopies(2 + (k % 3), [3, 6, 10, 4, 8, 6][k % 6]!, k + 1);
    return { title: `${copies.length} copies`, dimension: moranDimension(copies.map(({ ratio }) => ratio)), mask: () => ofCopies(copies, k) };
  },
  "Vicsek's cross": (k) => ({
    title: `${k}`,
    dimension: log(5, 3),
    mask: () => ofCopies([[0, 0], [2, 0], [1, 1], [0, 2], [2, 2]].map((shift) => ({ ratio: 1 / 3, shift: shift.map((x) => x / 3) })), k), // prettier-ignore
  }),
  "dragon's edge": (k) => ({
    title: `${k}`,
    dimension: dragonEdgeDimension,
    mask: () => framed(edgeOf(drawnPoints(attractor(dragonCopies, finest(side(k))), { size: side(k), turn: degrees(k) })), k),
  }),
  "dragon, Gosper's island or Lévy's curve, filled": (k) => ({
    title: ["dragon", "Gosper", "dragon", "Gosper", "Lévy", "Gosper"][k]!,
    dimension: 2,
    mask: () => ofCopies([dragonCopies, gosperCopies, dragonCopies, gosperCopies, levyCopies, gosperCopies][k]!, k),
  }),
  "level set of fractional Brownian motion": (k) => ({
    title: `H = ${(0.2 + 0.12 * (k % 6)).toFixed(2)}`,
    dimension: 1.8 - 0.12 * (k % 6),
    mask: () => levelSet([211, 347, 401, 290, 333, 450][k % 6]!, 0.2 + 0.12 * (k % 6), k + 1),
  }),
  "graph of Weierstrass": (k) => {
    const [a, b] = [0.6 + 0.04 * k, 2 + 0.3 * k] as const;
    return {
      title: `${a}, ${b}`,
      dimension: 2 + Math.log(a) / Math.log(b),
      mask: () => framed(drawnPoints(alongLine(weierstrassGraph(16384, a, b, k), finest(side(k))), { size: side(k) }), k),
    };
  },
  "percolation hull": (k) => ({ title: `${k}`, dimension: 7 / 4, mask: () => hull(percolationCluster(350 + 97 * (k % 6), k + 11, "inner")) }),
  aggregate: (k) => ({ title: `${k}`, dimension: 1.71, mask: () => drawnPoints(aggregate(2500 + 700 * k, k + 1), { size: 250 + 60 * k, pen: 3 }) }),
  "triangle of Sierpiński, aslant": (k) => ({
    title: `pen ${1 + (k % 2)}`,
    dimension: log(3, 2),
    mask: () => cells(attractor(triangle, finest(side(k))), k, 1 + (k % 2)),
  }),
  "polygon, star or blobs": (k) => ({
    title: `${k}`,
    dimension: 2,
    mask: () => framed(k % 2 ? polygon(side(k), 3 + k, 0.3 * k, 0.6) : blobs(side(k), 5 + 5 * k, 2, [0.03, 0.15], k), k),
  }),
  "circle, spiral or many lines": (k) => ({
    title: `pen ${2 + k}`,
    dimension: 1,
    mask: () => {
      const size = side(k);
      const line = [[[0, 0], [1, 0.13 * k]], Array.from({ length: 90 }, (_, i) => [Math.cos(i / 14.3), Math.sin(i / 14.3)]), Array.from({ length: 200 }, (_, i) => [(i / 200) * Math.cos(i / 12), (i / 200) * Math.sin(i / 12)])][k % 3]!; // prettier-ignore
      return cells(alongLine(line, finest(size)), k, 2 + k);
    },
  }),
  "balls, a sphere, a tetrahedron": (k) =>
    [
      { title: "balls", dimension: 3, mask: () => blobs(90, 6, 3, [0.1, 0.25], k) },
      { title: "sphere", dimension: 2, mask: () => solidOf(90, (x, y, z) => Math.abs(Math.hypot(x, y, z) - 0.42) < 0.006) },
      { title: "tetrahedron", dimension: 2, mask: () => inSpace([[0, 0, 0], [1, 1, 0], [1, 0, 1], [0, 1, 1]].map((shift) => ({ ratio: 0.5, shift: shift.map((x) => x / 2) })), k) }, // prettier-ignore
      { title: "one ball", dimension: 3, mask: () => solidOf(100, (x, y, z) => Math.hypot(x, y, z) < 0.4) },
      { title: "balls", dimension: 3, mask: () => blobs(117, 12, 3, [0.07, 0.2], k) },
      { title: "plane aslant", dimension: 2, mask: () => solidOf(97, (x, y, z) => Math.abs(z - 0.3 * y - 0.4 * x) < 0.0052) },
    ][k]!,
};

export const perFamily = 6;

/** Sets `from … to − 1` of each family. */
export function* outsideSets(families: Record<string, Family>, from = 0, to = perFamily): Generator<OutsideSet> {
  for (const [family, make] of Object.entries(families)) for (let k = from; k < to; k++) yield { family, ...make(k) };
}
