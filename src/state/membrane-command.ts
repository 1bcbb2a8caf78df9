/** A command drawn by hand: points joined by straight lines, from time 0 to the end of the run. Times rise. */
export type CommandPoint = readonly [time: number, value: number];

/** What is drawn on: how long it lasts, and the values from its foot to its top. */
export interface CommandSheet {
  duration: number;
  low: number;
  high: number;
}

/** A jump is drawn as a rise that lasts this share of the run, for a command has one value at a time. */
const jumpShare = 1e-3;
/** How far a line may lie from the hand that drew it, as a share of the sheet. */
const tolerance = 0.006;

/** To the thousandth of a range, so that drawn numbers can be read. */
function rounded(value: number, range: number): number {
  const power = Math.floor(Math.log10(Math.abs(range) || 1)) - 3;
  return Number((Math.round(value / 10 ** power) * 10 ** power).toFixed(Math.max(0, -power)));
}

const tidy = ([time, value]: CommandPoint, { duration, low, high }: CommandSheet): CommandPoint => [
  Math.min(duration, Math.max(0, rounded(time, duration))),
  rounded(value, high - low),
];

/** The value at a time between the first point and the last. */
export function commandAt(points: readonly CommandPoint[], time: number): number {
  const after = points.findIndex(([t]) => t >= time);
  if (after <= 0) return points[after < 0 ? points.length - 1 : 0]![1];
  const [[t0, v0], [t1, v1]] = [points[after - 1]!, points[after]!];
  return v0 + ((v1 - v0) * (time - t0)) / (t1 - t0);
}

/** A command of one value throughout. */
export const flatCommand = (value: number, duration: number): CommandPoint[] => [
  [0, value],
  [duration, value],
];

/** The command with what a hand drew in the place of what was there. What is before and after it stays, with a jump where they do not meet. */
export function withStroke(points: readonly CommandPoint[], stroke: readonly CommandPoint[], sheet: CommandSheet): readonly CommandPoint[] {
  const drawn = straightened(forwards(stroke.map((point) => tidy(point, sheet))), sheet);
  const [first, last] = [drawn[0], drawn.at(-1)];
  if (!first || !last) return points;
  const jump = jumpShare * sheet.duration;
  const before = first[0] - jump;
  const after = last[0] + jump;
  return risingOnly(
    [
      ...points.filter(([t]) => t < before),
      ...(before > 0 ? [tidy([before, commandAt(points, before)], sheet)] : []),
      ...(first[0] > 0 && before <= 0 ? [[0, first[1]] as const] : []),
      ...drawn,
      ...(after >= sheet.duration && last[0] < sheet.duration ? [[sheet.duration, last[1]] as const] : []),
      ...(after < sheet.duration ? [tidy([after, commandAt(points, after)], sheet)] : []),
      ...points.filter(([t]) => t > after),
    ],
    sheet,
  );
}

/** The command with one point elsewhere: between its neighbours, and at its time where it is the first or the last. */
export function withPoint(points: readonly CommandPoint[], index: number, [time, value]: CommandPoint, sheet: CommandSheet): readonly CommandPoint[] {
  const [before, after] = [points[index - 1], points[index + 1]];
  const gap = jumpShare * sheet.duration;
  const [t, v] = tidy([time, value], sheet);
  const held = before && after ? Math.min(after[0] - gap, Math.max(before[0] + gap, t)) : points[index]![0];
  // Where there is no room between them it stays.
  const free = !before || !after || after[0] - before[0] > 2 * gap;
  return points.with(index, [free ? held : points[index]![0], v]);
}

/** The command with another point half way to the next, or the one before where it is the last; and the index of it. */
export function withPointBeside(points: readonly CommandPoint[], index: number): { points: readonly CommandPoint[]; index: number } {
  const at = Math.min(index, points.length - 2);
  const [[t0, v0], [t1, v1]] = [points[at]!, points[at + 1]!];
  const middle: CommandPoint = [Number(((t0 + t1) / 2).toPrecision(12)), Number(((v0 + v1) / 2).toPrecision(12))];
  return { points: middle[0] > t0 && middle[0] < t1 ? points.toSpliced(at + 1, 0, middle) : points, index: at + 1 };
}

/** The command without a point; the first and the last stay. */
export const withoutPoint = (points: readonly CommandPoint[], index: number): readonly CommandPoint[] =>
  index > 0 && index < points.length - 1 ? points.toSpliced(index, 1) : points;

/** The same command over a longer or shorter run. */
export function stretched(points: readonly CommandPoint[], duration: number): readonly CommandPoint[] {
  const before = points.at(-1)![0];
  if (before === duration) return points;
  return points.map(([t, v], i) => [i === points.length - 1 ? duration : Number(((t * duration) / before).toPrecision(12)), v]);
}

/** A hand may draw from the right to the left, and back over itself: what it drew on its way. */
function forwards(stroke: readonly CommandPoint[]): CommandPoint[] {
  const [first, last] = [stroke[0], stroke.at(-1)];
  if (!first || !last) return [];
  const way = last[0] < first[0] ? stroke.toReversed() : stroke;
  const kept: CommandPoint[] = [];
  for (const point of way) if (kept.length === 0 || point[0] > kept.at(-1)![0]) kept.push(point);
  return kept;
}

function risingOnly(points: readonly CommandPoint[], { duration }: CommandSheet): readonly CommandPoint[] {
  const kept: CommandPoint[] = [];
  for (const point of points) {
    if (kept.length > 0 && point[0] <= kept.at(-1)![0]) continue;
    kept.push(point);
  }
  const [, end] = kept.at(-1)!;
  return kept.at(-1)![0] < duration ? [...kept, [duration, end]] : kept;
}

/** The fewest of the points whose lines stay close to all of them (Ramer 1972, doi:10.1016/S0146-664X(72)80017-0; Douglas, Peucker 1973). */
function straightened(points: readonly CommandPoint[], sheet: CommandSheet): readonly CommandPoint[] {
  const [first, last] = [points[0], points.at(-1)];
  if (!first || !last || points.length < 3) return points;
  let [far, at] = [0, 0];
  for (let i = 1; i < points.length - 1; i++) {
    const [t, v] = points[i]!;
    const off = Math.abs(v - commandAt([first, last], t)) / Math.abs(sheet.high - sheet.low || 1);
    if (off > far) [far, at] = [off, i];
  }
  if (far <= tolerance) return [first, last];
  return [...straightened(points.slice(0, at + 1), sheet), ...straightened(points.slice(at), sheet).slice(1)];
}
