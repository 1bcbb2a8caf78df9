import { choice, flag } from "../define/params";
import { defineMetric, undefinedBecause, type Mask, type MetricResult } from "../define/metric";
import { components } from "./components";
import { scalingDimension, type ScalingDetail } from "./scaling-dimension";

/** `scales` are lengths √A in cells, `logs` those of perimeters: both means over the components of a bin of areas. */
export type PerimeterAreaDetail = ScalingDetail & {
  /** Components in each bin. */
  counts: number[];
  /** Area in cells and perimeter in cell edges, inner ones included, of every component of 9 cells or more that the frame does not cut. */
  areas: number[];
  perimeters: number[];
  /** Components that touch the frame, or span a periodic domain, and are left out. */
  cut: number;
};

/** Smaller components show the shape of single cells. */
const finestLength = 3;
const fewestComponents = 20;
const fewestBins = 4;
/** A window of lengths must span at least this factor: 16 in area. */
const shortestRatio = 4;
/** Bins to a factor of 2 in length. */
const binsPerOctave = 2;
/** Error beyond what the windows show, for this many components; it falls with the root of their number. */
const calibration = (fitted: number): number => 0.05 + 0.4 / Math.sqrt(fitted);

/**
 * Perimeter–area dimension of the islands of a set: P ∝ A^(D/2) over its connected components, so that D is the slope of ln P
 * against ln √A: 1 for islands of any one smooth shape, more for islands whose coast winds the more the larger they are.
 *
 * The perimeter is the number of cell edges between a component and what is not set, around holes too; that is longer than a smooth
 * outline by a factor that is the same at all sizes. Components that touch the frame are cut and left out, in a periodic domain those that span it; those below
 * 9 cells show the shape of cells. Means over bins of area, two to a factor of 2 in length, keep the many small components from
 * deciding alone; see `scalingDimension` for the choice of the window.
 *
 * Undefined for fewer than 20 such components and where their lengths √A span less than a factor of 4.
 */
export const perimeterAreaDimension = defineMetric({
  id: "perimeter-area-dimension",
  title: "Perimeter–area dimension",
  unit: "1",
  source: "Mandelbrot 1982, The Fractal Geometry of Nature, ch. 12; Lovejoy 1982, Science 216:185, doi:10.1126/science.216.4542.185",
  help: "How fast the outline of the set's islands grows with their size: 1 for smooth ones of one shape, 1.35 for clouds, up to 2.",
  formula: "P \\propto A^{D/2}",
  dimensions: [2],
  nullModels: ["random-mask", "random-phase"],
  params: {
    connectivity: choice("4", {
      options: ["4", "8"],
      optionTitles: { 4: "across sides (4)", 8: "across corners too (8)" },
      title: "Neighbours",
      help: "4: cells belong together across edges; 8: across corners as well.",
    }),
    periodic: flag(false, { title: "Periodic", help: "Opposite sides of the frame touch, so that they cut no island." }),
  },
  measure: (mask, { connectivity = "4", periodic = false } = {}): MetricResult<PerimeterAreaDetail> =>
    measureDimension(mask, connectivity === "4" ? 4 : 8, periodic),
  knownAnswers: () => [{ title: "1 for squares of many sizes", mask: squares(), value: 1, tolerance: 1e-9 }],
});

function measureDimension(mask: Mask, connectivity: 4 | 8, periodic: boolean): MetricResult<PerimeterAreaDetail> {
  if (mask.shape.length !== 2) return undefinedBecause("islands have a perimeter and an area in two dimensions only: measure the planes one by one");
  const islands = islandsOf(mask, connectivity, periodic);
  const large = islands.areas.length;
  if (large < fewestComponents) {
    const cut = islands.cut > 0 ? ` (${islands.cut} ${periodic ? "span the domain" : "touch the frame"} and are left out)` : "";
    return undefinedBecause(
      `only ${large} components of ${finestLength ** 2} cells or more lie whole in the frame${cut}; at least ${fewestComponents} are needed`,
    );
  }
  const bins = binned(islands.areas, islands.perimeters);
  const lengths = bins.map(({ length }) => length);
  if (bins.length < fewestBins || lengths.at(-1)! / lengths[0]! < shortestRatio)
    return undefinedBecause(`the components are too much of one size: their lengths √A must span a factor of ${shortestRatio}`);
  const limits = { from: 0, to: Infinity, ratio: shortestRatio, embedding: 2, margin: calibration(large) };
  const found = scalingDimension(
    lengths,
    bins.map(({ logPerimeter }) => logPerimeter),
    limits,
  );
  if (!found) return undefinedBecause("the perimeter of the components grows faster than their area: they have no scaling in this range");
  return { ...found, detail: { ...found.detail, counts: bins.map(({ count }) => count), ...islands } };
}

/** Area and perimeter of the large enough components that are islands, in the order in which scanning meets them. */
function islandsOf(mask: Mask, connectivity: 4 | 8, periodic: boolean): Pick<PerimeterAreaDetail, "areas" | "perimeters" | "cut"> {
  const [ny, nx] = mask.shape as [number, number];
  const { count, sizes, labels } = components(mask, { connectivity, periodic });
  const perimeters = new Uint32Array(count);
  const isCut = periodic ? spanning(labels, count, nx, ny) : new Uint8Array(count);
  for (let y = 0, at = 0; y < ny; y++)
    for (let x = 0; x < nx; x++, at++) {
      const label = labels[at]!;
      if (label === 0) continue;
      const atSide = y === 0 || x === 0 || y === ny - 1 || x === nx - 1;
      if (atSide && !periodic) {
        isCut[label - 1] = 1;
        continue;
      }
      const [up, down] = [y === 0 ? at + (ny - 1) * nx : at - nx, y === ny - 1 ? x : at + nx];
      const [before, after] = [x === 0 ? at + nx - 1 : at - 1, x === nx - 1 ? at - x : at + 1];
      for (const neighbour of [up, down, before, after]) if (labels[neighbour] === 0) perimeters[label - 1]!++;
    }
  const whole = Array.from({ length: count }, (_, k) => k).filter((k) => isCut[k] === 0);
  const large = whole.filter((k) => sizes[k]! >= finestLength ** 2);
  return { areas: large.map((k) => sizes[k]!), perimeters: large.map((k) => perimeters[k]!), cut: count - whole.length };
}

/** 1 for each component with a cell in every row or in every column: it may close on itself round the domain and have no coast of an island. */
function spanning(labels: Uint32Array, count: number, nx: number, ny: number): Uint8Array {
  const rows = linesOf(labels, count, ny, nx, (line, place) => line * nx + place);
  const columns = linesOf(labels, count, nx, ny, (line, place) => place * nx + line);
  return Uint8Array.from(rows, (met, k) => (met === ny || columns[k] === nx ? 1 : 0));
}

/** In how many lines, rows or columns, each component has a cell. */
function linesOf(labels: Uint32Array, count: number, lines: number, length: number, cellOf: (line: number, place: number) => number): Uint32Array {
  const met = new Uint32Array(count);
  const last = new Int32Array(count).fill(-1);
  for (let line = 0; line < lines; line++)
    for (let place = 0; place < length; place++) {
      const label = labels[cellOf(line, place)]!;
      if (label === 0 || last[label - 1] === line) continue;
      last[label - 1] = line;
      met[label - 1]!++;
    }
  return met;
}

interface Bin {
  /** Geometric mean of √A. */
  length: number;
  logPerimeter: number;
  count: number;
}

function binned(areas: readonly number[], perimeters: readonly number[]): Bin[] {
  const bins = new Map<number, { log: number; logPerimeter: number; count: number }>();
  areas.forEach((area, k) => {
    const key = Math.floor(binsPerOctave * Math.log2(Math.sqrt(area) / finestLength) + 1e-9);
    const bin = bins.get(key) ?? { log: 0, logPerimeter: 0, count: 0 };
    bins.set(key, bin);
    bin.log += Math.log(area) / 2;
    bin.logPerimeter += Math.log(perimeters[k]!);
    bin.count++;
  });
  return [...bins]
    .sort(([a], [b]) => a - b)
    .map(([, { log, logPerimeter, count }]) => ({ length: Math.exp(log / count), logPerimeter: logPerimeter / count, count }));
}

/** Squares of edges 3 … 26 in a row of columns. */
function squares(): Mask {
  const [ny, nx] = [30, 450];
  const cells = new Uint8Array(ny * nx);
  for (let edge = 3, left = 2; edge <= 26; edge++) {
    for (let y = 2; y < 2 + edge; y++) cells.fill(1, y * nx + left, y * nx + left + edge);
    left += edge + 2;
  }
  return { shape: [ny, nx], cells };
}
