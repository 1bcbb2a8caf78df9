import { contours } from "d3";
import { planeClasses, type ParameterPlane, type PlaneAxis } from "../core/analysis/parameter-plane";

export type PlaneClass = (typeof planeClasses)[number];

/** What the uniform states of a class do, as a reader is told. */
export const classWords: Record<PlaneClass, string> = {
  "no fixed point": "no uniform state",
  stable: "stable",
  turing: "Turing unstable",
  hopf: "Hopf unstable",
  "turing and hopf": "Turing and Hopf unstable",
  unstable: "unstable",
};

export type CurveKind = ParameterPlane["curves"][number]["kind"];
export const curveWords: Record<CurveKind, string> = { turing: "Turing curve", hopf: "Hopf curve", "saddle-node": "saddle-node curve" };

type Point = readonly [x: number, y: number];

/** A value kept within its axis. */
export const within = ({ min, max }: PlaneAxis, value: number): number => Math.min(max, Math.max(min, value));

/** The class at the sample nearest to a point; null where the plane has none. Samples run from end to end of each axis. */
export function classAt({ x, y, nx, ny, classes }: ParameterPlane, [atX, atY]: Point): PlaneClass | null {
  if (nx < 2 || ny < 2) return null;
  const place = (axis: PlaneAxis, value: number, n: number) => Math.round(((within(axis, value) - axis.min) / (axis.max - axis.min)) * (n - 1));
  return planeClasses[classes[place(y, atY, ny) * nx + place(x, atX, nx)]!] ?? null;
}

/** The classes that occur, in the order of `planeClasses`. */
export const classesIn = ({ classes }: Pick<ParameterPlane, "classes">): PlaneClass[] => planeClasses.filter((_, index) => classes.includes(index));

/** The kinds of curve that occur. */
export const curvesIn = ({ curves }: Pick<ParameterPlane, "curves">): CurveKind[] =>
  (Object.keys(curveWords) as CurveKind[]).filter((kind) => curves.some((curve) => curve.kind === kind && curve.points.length > 1));

/** The outline of where a class holds, halfway between samples that differ, as SVG path data. `project` takes points of the plane to the drawing. */
export function regionPath({ x, y, nx, ny, classes }: ParameterPlane, name: PlaneClass, project: (point: Point) => Point): string {
  const index = planeClasses.indexOf(name);
  const [region] = contours().size([nx, ny]).thresholds([0.5])(Array.from(classes, (value) => (value === index ? 1 : 0)));
  // In contours the sample i stands at i + ½, and what touches the rim closes beyond it.
  const along = (axis: PlaneAxis, n: number, place: number) => within(axis, axis.min + ((place - 0.5) / (n - 1)) * (axis.max - axis.min));
  const ring = (points: readonly (readonly number[])[]) =>
    points.map(([i, j]) =>
      project([along(x, nx, i!), along(y, ny, j!)])
        .map((value) => Number(value.toFixed(2)))
        .join(" "),
    );
  return region!.coordinates.flatMap((polygon) => polygon.map((points) => `M${ring(points).join("L")}Z`)).join("");
}

/** The step of an axis that cuts it into about `parts`: 1, 2 or 5 times a power of ten, never longer than asked for. */
export function tidyStep({ min, max }: PlaneAxis, parts: number): number {
  const rough = (max - min) / parts;
  const unit = 10 ** Math.floor(Math.log10(rough) + 1e-9);
  return Number((([5, 2].find((factor) => factor * unit <= rough * (1 + 1e-9)) ?? 1) * unit).toPrecision(1));
}

/** A value of an axis to a thousandth of its length, in a round number. */
export function tidy(axis: PlaneAxis & { integer?: boolean }, value: number): number {
  if (axis.integer) return Math.round(within(axis, value));
  const step = tidyStep(axis, 1000);
  return within(axis, Number((Math.round(value / step) * step).toPrecision(12)));
}

/** Where an arrow key takes a point: a hundredth of the axis, a tenth with Shift; null for another key. */
export function arrowMove(
  key: string,
  far: boolean,
  [x, y]: Point,
  axes: readonly [PlaneAxis & { integer?: boolean }, PlaneAxis & { integer?: boolean }],
): Point | null {
  const move = ({ ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowDown: [0, -1], ArrowUp: [0, 1] } as Record<string, Point | undefined>)[key];
  if (!move) return null;
  const along = (axis: PlaneAxis & { integer?: boolean }, value: number, by: number) =>
    by === 0 ? value : tidy(axis, value + by * Math.max(axis.integer ? 1 : 0, tidyStep(axis, far ? 10 : 100)));
  return [along(axes[0], x, move[0]), along(axes[1], y, move[1])];
}
