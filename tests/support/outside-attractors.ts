import { draws, type Point } from "./outside-points";

/** A similarity p ↦ ratio · R p + shift; R turns the plane, space not at all. */
export interface Copy {
  ratio: number;
  /** Radians. */
  turn?: number;
  shift: Point;
}

/** Points of the attractor of similarities of the unit square or cube, no part of which is larger than `finest`. */
export function attractor(copies: readonly Copy[], finest: number): Point[] {
  const points: Point[] = [];
  const axes = copies[0]!.shift.length;
  const descend = (at: Point, scale: number, turn: number): void => {
    if (scale < finest) {
      points.push(at);
      return;
    }
    const [c, s] = [Math.cos(turn) * scale, Math.sin(turn) * scale];
    for (const copy of copies) {
      const [x, y, z] = copy.shift as [number, number, number];
      const next = axes === 2 ? [at[0]! + c * x - s * y, at[1]! + s * x + c * y] : [at[0]! + scale * x, at[1]! + scale * y, at[2]! + scale * z];
      descend(next, scale * copy.ratio, turn + (copy.turn ?? 0));
    }
  };
  descend(Array<number>(axes).fill(0), 1, 0);
  return points;
}

/** The d with Σ ratioᵈ = 1 (Moran 1946, doi:10.1017/S0305004100022684), by bisection. */
export function moranDimension(ratios: readonly number[]): number {
  let [low, high] = [0, 3];
  for (let k = 0; k < 60; k++) {
    const middle = (low + high) / 2;
    if (ratios.reduce((sum, ratio) => sum + ratio ** middle, 0) > 1) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/**
 * Copies of the unit square of random ratios and turns, each within a part of its own of `base` × `base`: the open set
 * condition holds, so Moran's equation gives the dimension.
 */
export function randomCopies(base: number, kept: number, seed: number): Copy[] {
  const draw = draws(seed);
  const parts = Array.from({ length: base * base }, (_, part) => ({ part, key: draw() })).sort((a, b) => a.key - b.key);
  return parts.slice(0, kept).map(({ part }) => {
    const turn = 2 * Math.PI * draw();
    const [c, s] = [Math.cos(turn), Math.sin(turn)];
    const ratio = (0.7 + 0.3 * draw()) / base / (Math.abs(c) + Math.abs(s));
    // the image of the square's middle is put into the part's middle
    const middle = [(part % base) + 0.5, Math.floor(part / base) + 0.5].map((x) => x / base) as [number, number];
    return { ratio, turn, shift: [middle[0] - (ratio * (c - s)) / 2, middle[1] - (ratio * (s + c)) / 2] };
  });
}

/** The product of two Cantor sets, of two parts each of ratio a and of ratio b: log 2/log(1/a) + log 2/log(1/b). */
export function cantorProduct(a: number, b: number, finest: number): Point[] {
  const [across, down] = [a, b].map((ratio) => attractor([0, 1 - ratio].map((x) => ({ ratio, shift: [x, 0] })), finest).map(([x]) => x!)) as [number[], number[]]; // prettier-ignore
  return across.flatMap((x) => down.map((y) => [x, y]));
}

/** The end points of a curve each piece of which is replaced by the generator, corners in the unit of the piece's own length. */
export function replacedCurve(generator: readonly Point[], finest: number, mirrored: readonly boolean[] = []): Point[] {
  const points: Point[] = [];
  const descend = (from: Point, to: Point, flip: number): void => {
    const [dx, dy] = [to[0]! - from[0]!, to[1]! - from[1]!];
    if (Math.hypot(dx, dy) < finest) {
      points.push(from);
      return;
    }
    const corners = generator.map(([x, y]) => [from[0]! + x! * dx - flip * y! * dy, from[1]! + x! * dy + flip * y! * dx]);
    for (let k = 1; k < corners.length; k++)
      if (mirrored[k - 1]) descend(corners[k]!, corners[k - 1]!, -flip);
      else descend(corners[k - 1]!, corners[k]!, flip);
  };
  descend([0, 0], [1, 0], 1);
  return [...points, [1, 0]];
}

/** Koch's quadratic curves (Mandelbrot 1982, plates 49 and 50): 5 pieces of a third, 8 pieces of a quarter. */
export const quadraticOne: readonly Point[] = [[0, 0], [1 / 3, 0], [1 / 3, 1 / 3], [2 / 3, 1 / 3], [2 / 3, 0], [1, 0]]; // prettier-ignore
export const quadraticTwo: readonly Point[] = [[0, 0], [0.25, 0], [0.25, 0.25], [0.5, 0.25], [0.5, 0], [0.5, -0.25], [0.75, -0.25], [0.75, 0], [1, 0]]; // prettier-ignore

/** The edge of Gosper's island (Gardner 1976): three pieces of 1/√7. */
export const gosperEdge: readonly Point[] = (() => {
  const tilt = Math.atan2(Math.sqrt(3), 5);
  const corners: [number, number][] = [[0, 0]];
  for (const angle of [tilt, tilt - Math.PI / 3, tilt]) {
    const [x, y] = corners.at(-1)!;
    corners.push([x + Math.cos(angle) / Math.sqrt(7), y + Math.sin(angle) / Math.sqrt(7)]);
  }
  return corners;
})();

/** Gosper's island: seven copies about a middle one. */
export const gosperCopies: readonly Copy[] = [0, 1, 2, 3, 4, 5, 6].map((k) => ({
  ratio: 1 / Math.sqrt(7),
  turn: Math.atan2(Math.sqrt(3), 5),
  shift: k === 0 ? [0, 0] : [Math.cos((k * Math.PI) / 3), Math.sin((k * Math.PI) / 3)].map((x) => 0.5 * x),
}));

/** Heighway's dragon: interior points, and an edge of dimension 1.523627 (Chang and Zhang 1999). */
export const dragonCopies: readonly Copy[] = [
  { ratio: Math.SQRT1_2, turn: Math.PI / 4, shift: [0, 0] },
  { ratio: Math.SQRT1_2, turn: (3 * Math.PI) / 4, shift: [1, 0] },
];

/** The edge's dimension: twice the logarithm to base 2 of the root of x³ − x² − 2. */
export const dragonEdgeDimension = 2 * Math.log2(1.6956207695598621);

/** Lévy's C: interior points, so dimension 2. */
export const levyCopies: readonly Copy[] = [
  { ratio: Math.SQRT1_2, turn: Math.PI / 4, shift: [0, 0] },
  { ratio: Math.SQRT1_2, turn: -Math.PI / 4, shift: [0.5, 0.5] },
];

/**
 * Circles of an Apollonian packing within a circle of radius 1, down to radius `finest`: from two touching ones of radii r and 1 − r,
 * by Descartes' theorem with complex centres (Lagarias, Mallows, Wilks 2002, doi:10.1080/00029890.2002.11920041). The set left has
 * dimension 1.305686728 (Thomas and Dhar 1994, doi:10.1088/0305-4470/27/7/007).
 */
export function apollonianCircles(radius: number, finest: number): { x: number; y: number; radius: number }[] {
  interface Circle { k: number; x: number; y: number } // prettier-ignore
  const circle = (k: number, x: number, y: number): Circle => ({ k, x, y });
  const outer = circle(-1, 0, 0);
  const first = circle(1 / radius, radius - 1, 0);
  const second = circle(1 / (1 - radius), radius, 0);
  const touching = -1 + first.k + second.k + 2 * Math.sqrt(Math.max(0, first.k * second.k - first.k - second.k));
  const r = 1 / touching;
  // the third circle touches the outer one and the first: its centre is 1 − r and radius + r away from theirs
  const x = ((1 - r) ** 2 - (radius + r) ** 2 + first.x ** 2) / (2 * first.x);
  const third = circle(touching, x, Math.sqrt(Math.max(0, (1 - r) ** 2 - x * x)));
  const found: Circle[] = [outer, first, second, third, circle(third.k, third.x, -third.y)];
  /** The other circle that touches three, given one. */
  const other = (a: Circle, b: Circle, c: Circle, known: Circle): Circle => {
    const k = 2 * (a.k + b.k + c.k) - known.k;
    const centre = (of: "x" | "y") => (2 * (a.k * a[of] + b.k * b[of] + c.k * c[of]) - known.k * known[of]) / k;
    return circle(k, centre("x"), centre("y"));
  };
  const fill = (a: Circle, b: Circle, c: Circle, known: Circle): void => {
    const next = other(a, b, c, known);
    if (1 / next.k < finest) return;
    found.push(next);
    fill(a, b, next, c);
    fill(a, c, next, b);
    fill(b, c, next, a);
  };
  const mirror = found[4]!;
  fill(outer, first, third, second);
  fill(outer, second, third, first);
  fill(first, second, third, outer);
  fill(outer, first, mirror, second);
  fill(outer, second, mirror, first);
  fill(first, second, mirror, outer);
  return found.map((one) => ({ x: one.x, y: one.y, radius: Math.abs(1 / one.k) }));
}
