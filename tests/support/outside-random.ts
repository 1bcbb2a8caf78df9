import type { Mask } from "../../src/core/define/metric";
import { draws, type Point } from "./outside-points";
import { fbmField } from "./fbm-surface";
import { planFft, planInverseFft } from "./fft";

const plane = (side: number, inside: (y: number, x: number) => boolean): Mask => ({
  shape: [side, side],
  cells: Uint8Array.from({ length: side * side }, (_, i) => (inside(Math.floor(i / side), i % side) ? 1 : 0)),
});

/** Cells of a surface of fractional Brownian motion with a neighbour on the other side of its mean: 2 − H (Adler 1981, The Geometry of Random Fields, ch. 8). */
export function levelSet(side: number, hurst: number, seed: number): Mask {
  const { values } = fbmField(side, 2, hurst, seed);
  const mean = Array.from(values).reduce((a, b) => a + b, 0) / values.length;
  const above = (y: number, x: number) => y < side && x < side && values[y * side + x]! > mean;
  return plane(side, (y, x) => (y + 1 < side && above(y, x) !== above(y + 1, x)) || (x + 1 < side && above(y, x) !== above(y, x + 1)));
}

/** Graph of fractional Brownian motion over an interval, by circulant embedding of its increments (Davies and Harte 1987), as high as it is wide: 2 − H. */
export function brownianGraph(samples: number, hurst: number, seed: number): Point[] {
  const draw = draws(seed);
  const normal = () => Math.sqrt(-2 * Math.log(1 - draw())) * Math.cos(2 * Math.PI * draw());
  const torus = 2 * samples;
  const covariance = (k: number) => (Math.abs(k + 1) ** (2 * hurst) + Math.abs(k - 1) ** (2 * hurst)) / 2 - Math.abs(k) ** (2 * hurst);
  const re = Float64Array.from({ length: torus }, (_, i) => covariance(Math.min(i, torus - i)));
  const im = new Float64Array(torus);
  planFft(torus)(re, im);
  const amplitudes = re.map((power) => Math.sqrt(Math.max(0, power)));
  re.set(Float64Array.from(re, normal));
  im.fill(0);
  planFft(torus)(re, im);
  amplitudes.forEach((amplitude, i) => {
    re[i]! *= amplitude;
    im[i]! *= amplitude;
  });
  planInverseFft(torus)(re, im);
  let height = 0;
  return squareGraph(Array.from(re.subarray(0, samples), (step) => (height += step)));
}

/** Σ aᵏ cos(2π bᵏ x + phase): the graph has box dimension 2 + log a / log b (Kaplan, Mallet-Paret, Yorke 1984, doi:10.1017/S0143385700002431). */
export function weierstrassGraph(samples: number, a: number, b: number, seed: number): Point[] {
  const draw = draws(seed);
  const terms = Array.from({ length: Math.ceil(Math.log(samples) / Math.log(b)) + 2 }, (_, k) => [a ** k, 2 * Math.PI * b ** k, 2 * Math.PI * draw()] as const); // prettier-ignore
  const heights = Array.from({ length: samples }, (_, i) =>
    terms.reduce((sum, [size, rate, phase]) => sum + size * Math.cos((rate * i) / samples + phase), 0),
  );
  return squareGraph(heights);
}

/** Heights over equal steps, all within the unit square. */
function squareGraph(heights: readonly number[]): Point[] {
  let [low, high] = [Infinity, -Infinity];
  for (const height of heights) [low, high] = [Math.min(low, height), Math.max(high, height)];
  return heights.map((height, i) => [i / heights.length, (height - low) / (high - low)]);
}

/** Critical site percolation: the largest cluster of a square, or the largest that does not touch its frame, 91/48 (den Nijs 1979). */
export function percolationCluster(side: number, seed: number, which: "any" | "inner"): Mask {
  const draw = draws(seed);
  const sites = plane(side, () => draw() < 0.592746);
  const { labels, sizes } = labelled(sites);
  const touching = new Set<number>();
  for (let i = 0; i < side; i++) for (const at of [i, (side - 1) * side + i, i * side, i * side + side - 1]) touching.add(labels[at]!);
  const largest = [...sizes.entries()].filter(([label]) => which === "any" || !touching.has(label)).reduce((a, b) => (b[1] > a[1] ? b : a))[0];
  return { shape: sites.shape, cells: Uint8Array.from(labels, (label) => (label === largest ? 1 : 0)) };
}

/** Its hull: cells that touch what a walk along edges or corners reaches from outside; 7/4 (Saleur and Duplantier 1987, doi:10.1103/PhysRevLett.58.2325). */
export function hull({ shape, cells }: Mask): Mask {
  const side = shape[0]!;
  const outside = new Uint8Array(cells.length);
  const stack = [0];
  outside[0] = 1;
  const touched = new Uint8Array(cells.length);
  while (stack.length > 0) {
    const at = stack.pop()!;
    const [y, x] = [Math.floor(at / side), at % side];
    for (let j = Math.max(0, y - 1); j <= Math.min(side - 1, y + 1); j++)
      for (let i = Math.max(0, x - 1); i <= Math.min(side - 1, x + 1); i++) {
        const next = j * side + i;
        if (cells[next] === 1) {
          if (j === y || i === x) touched[next] = 1;
        } else if (outside[next] === 0) {
          outside[next] = 1;
          stack.push(next);
        }
      }
  }
  return { shape, cells: touched };
}

/** Cells joined by edges: a label for each from 1, and how many cells each has. */
function labelled({ shape, cells }: Mask): { labels: Int32Array; sizes: Map<number, number> } {
  const side = shape[0]!;
  const labels = new Int32Array(cells.length);
  const sizes = new Map<number, number>();
  for (let first = 0; first < cells.length; first++) {
    if (cells[first] === 0 || labels[first] !== 0) continue;
    const label = sizes.size + 1;
    const stack = [first];
    labels[first] = label;
    let size = 0;
    while (stack.length > 0) {
      const at = stack.pop()!;
      size++;
      const x = at % side;
      for (const next of [at - side, at + side, x > 0 ? at - 1 : -1, x + 1 < side ? at + 1 : -1])
        if (next >= 0 && next < cells.length && cells[next] === 1 && labels[next] === 0) {
          labels[next] = label;
          stack.push(next);
        }
    }
    sizes.set(label, size);
  }
  return { labels, sizes };
}

/** A loop-erased walk from the middle of a square to its frame: 5/4 (Kenyon 2000, doi:10.1007/BF02392811). */
export function loopErasedWalk(side: number, seed: number): Mask {
  const draw = draws(seed);
  const cells = new Uint8Array(side * side);
  const path: number[] = [];
  const steps = [1, -1, side, -side];
  let at = (side >> 1) * side + (side >> 1);
  for (;;) {
    if (cells[at] === 1) while (path.at(-1) !== at) cells[path.pop()!] = 0;
    else {
      cells[at] = 1;
      path.push(at);
    }
    const [y, x] = [Math.floor(at / side), at % side];
    if (x === 0 || y === 0 || x === side - 1 || y === side - 1) return { shape: [side, side], cells };
    at += steps[Math.floor(4 * draw())]!;
  }
}

/** Diffusion-limited aggregation of so many discs, off the lattice; about 1.71 (Tolman and Meakin 1989, doi:10.1103/PhysRevA.40.428). */
export function aggregate(particles: number, seed: number): Point[] {
  const draw = draws(seed);
  const placed: [number, number][] = [[0, 0]];
  const bins = new Map<number, number[]>();
  const key = (x: number, y: number) => Math.floor(x) * 65536 + Math.floor(y);
  const put = (x: number, y: number, k: number) => bins.set(key(x, y), [...(bins.get(key(x, y)) ?? []), k]);
  put(0, 0, 0);
  let radius = 1;
  const nearest = (x: number, y: number): number => {
    let closest = Infinity;
    for (let j = -2; j <= 2; j++)
      for (let i = -2; i <= 2; i++)
        for (const k of bins.get(key(x + i, y + j)) ?? []) closest = Math.min(closest, Math.hypot(placed[k]![0] - x, placed[k]![1] - y));
    return closest;
  };
  while (placed.length < particles) {
    let turn = 2 * Math.PI * draw();
    let [x, y] = [(radius + 3) * Math.cos(turn), (radius + 3) * Math.sin(turn)];
    for (;;) {
      const away = Math.hypot(x, y);
      if (away > 4 * radius + 40) break;
      const gap = away > radius + 3 ? away - radius - 1 : nearest(x, y) - 1;
      if (gap < 0.05) {
        put(x, y, placed.length);
        placed.push([x, y]);
        radius = Math.max(radius, away);
        break;
      }
      turn = 2 * Math.PI * draw();
      const step = Math.min(gap, away > radius + 3 ? Infinity : 1) + 0.02;
      [x, y] = [x + step * Math.cos(turn), y + step * Math.sin(turn)];
    }
  }
  return placed;
}
