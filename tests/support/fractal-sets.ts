import type { Mask } from "../../src/core/define/metric";
import { uniformAt } from "../../src/core/field/philox";

/** A similarity of the plane: p ↦ ratio · R(turn) p + (x, y). */
export interface Similarity {
  ratio: number;
  /** Radians. */
  turn: number;
  x: number;
  y: number;
}

type Point = readonly [x: number, y: number];

/** The cells that hold a point. */
function cellsWith(points: readonly Point[]): Mask {
  let [left, right, top, bottom] = [Infinity, -Infinity, Infinity, -Infinity];
  for (const [x, y] of points) {
    [left, right] = [Math.min(left, x), Math.max(right, x)];
    [top, bottom] = [Math.min(top, y), Math.max(bottom, y)];
  }
  const shape = [Math.floor(bottom - top) + 1, Math.floor(right - left) + 1] as const;
  const cells = new Uint8Array(shape[0] * shape[1]);
  for (const [x, y] of points) cells[Math.floor(y - top) * shape[1] + Math.floor(x - left)] = 1;
  return { shape, cells };
}

/** The attractor of similarities, whose unit of length is `size` cells: dimension d with Σ ratio^d = 1 (Moran 1946). */
export function selfSimilar(maps: readonly Similarity[], size: number): Mask {
  const points: Point[] = [];
  const descend = (x: number, y: number, scale: number, turn: number): void => {
    if (scale < 0.7) {
      points.push([x, y]);
      return;
    }
    const [c, s] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
    for (const map of maps) descend(x + c * map.x - s * map.y, y + s * map.x + c * map.y, scale * map.ratio, turn + map.turn);
  };
  descend(0, 0, size, 0);
  return cellsWith(points);
}

/** A square parted base × base times, again and again, of which `kept` parts are kept each time at random: log kept / log base. */
export function carpet(base: number, kept: number, size: number, seed: number): Mask {
  const points: Point[] = [];
  let drawn = 0;
  const descend = (x: number, y: number, side: number): void => {
    if (side < 0.7) {
      points.push([x + side / 2, y + side / 2]);
      return;
    }
    const parts = Array.from({ length: base * base }, (_, part) => ({ part, key: uniformAt(seed, 0, drawn++, 0x63617270) }));
    parts.sort((a, b) => a.key - b.key);
    for (const { part } of parts.slice(0, kept)) descend(x + ((part % base) * side) / base, y + (Math.floor(part / base) * side) / base, side / base);
  };
  descend(0, 0, size);
  return cellsWith(points);
}

const triangular: readonly Point[] = [[0, 0], [1 / 3, 0], [0.5, Math.sqrt(3) / 6], [2 / 3, 0], [1, 0]]; // prettier-ignore

/** A segment of `size` cells at an angle in degrees, each part of which is replaced by the generator: pieces of equal length. */
export function kochCurve(size: number, degrees: number, generator = triangular): Mask {
  const points: Point[] = [];
  const descend = (x: number, y: number, dx: number, dy: number): void => {
    if (Math.hypot(dx, dy) < 0.5) {
      points.push([x, y]);
      return;
    }
    for (let i = 1; i < generator.length; i++) {
      const [[ax, ay], [bx, by]] = [generator[i - 1]!, generator[i]!];
      descend(x + ax * dx - ay * dy, y + ax * dy + ay * dx, (bx - ax) * dx - (by - ay) * dy, (bx - ax) * dy + (by - ay) * dx);
    }
  };
  const angle = (degrees * Math.PI) / 180;
  descend(0, 0, size * Math.cos(angle), size * Math.sin(angle));
  return cellsWith(points);
}

/** A cube of cells, those inside. */
export function volume(side: number, inside: (z: number, y: number, x: number) => boolean): Mask {
  const cells = Uint8Array.from({ length: side ** 3 }, (_, i) => (inside(Math.floor(i / side ** 2), Math.floor(i / side) % side, i % side) ? 1 : 0));
  return { shape: [side, side, side], cells };
}
