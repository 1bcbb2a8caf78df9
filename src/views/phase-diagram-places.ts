/** One run in a diagram. */
export interface DiagramCell {
  index: number;
  x: number;
  /** 0 in a strip. */
  y: number;
  ended: boolean;
  colour: string;
  /** What is said of it. */
  words: string;
}

interface Axis {
  values: readonly number[];
  scale: "linear" | "log";
}

interface Frame {
  x: Axis;
  y: Axis | null;
  grid: boolean;
  /** Of the whole, in pixels. */
  width: number;
}

export interface PlacedCell {
  cell: DiagramCell;
  x: number;
  y: number;
  w: number;
  h: number;
}

/** Labels that fit along an axis, by its length in pixels. */
const pixelsPerTick = 46;
const [left, right, top, bottom] = [48, 8, 16, 32];
/** Edge of a point that is not on a grid. */
const pointSide = 10;
const stripHeight = 56;

/** Where each cell is drawn, y upwards. Several runs at one point share its cell: the first is seen, the keys reach all. */
export function placeCells(cells: readonly DiagramCell[], { x, y, grid, width }: Frame) {
  const plotWidth = Math.max(40, width - left - right);
  const [nx, ny] = [x.values.length, y?.values.length ?? 1];
  const cellWidth = plotWidth / Math.max(1, nx);
  // Cells are square where that makes the diagram neither a ribbon nor a tower.
  const plotHeight = y
    ? grid
      ? clamp(cellWidth * ny, plotWidth * 0.4, plotWidth)
      : plotWidth * 0.75
    : Math.max(stripHeight, Math.min(cellWidth, 140));
  const along = grid ? steps(x.values, plotWidth) : spread(x, plotWidth);
  const up = y ? (grid ? steps(y.values, plotHeight) : spread(y, plotHeight)) : null;
  const [w, h] = grid ? [cellWidth, y ? plotHeight / ny : plotHeight] : [pointSide, pointSide];
  const placed = cells.map((cell): PlacedCell => {
    const middleX = left + along(cell.x);
    const middleY = up ? top + plotHeight - up(cell.y) : top + plotHeight / 2;
    return { cell, x: middleX - w / 2, y: middleY - h / 2, w, h };
  });
  return {
    cells: placed,
    left,
    top,
    plotWidth,
    plotHeight,
    height: top + plotHeight + bottom,
    ticksX: thinned(x.values, plotWidth / pixelsPerTick).map((value) => ({ value, at: left + along(value) })),
    ticksY: y && up ? thinned(y.values, plotHeight / 20).map((value) => ({ value, at: top + plotHeight - up(value) })) : [],
  };
}

const clamp = (value: number, low: number, high: number): number => Math.min(high, Math.max(low, value));

/** Middles of equal steps, in the order of the values. */
function steps(values: readonly number[], length: number): (value: number) => number {
  const order = new Map(values.map((value, i) => [value, i]));
  return (value) => (((order.get(value) ?? 0) + 0.5) * length) / Math.max(1, values.length);
}

/** By their size between the lowest and the highest. */
function spread({ values, scale }: Axis, length: number): (value: number) => number {
  const of = (value: number) => (scale === "log" ? Math.log(Math.abs(value)) : value);
  const all = values.map(of);
  const [low, high] = [Math.min(...all), Math.max(...all)];
  const margin = pointSide;
  return (value) => margin + (high > low ? (of(value) - low) / (high - low) : 0.5) * (length - 2 * margin);
}

/** Every so manieth value, ends first. */
function thinned(values: readonly number[], most: number): number[] {
  const sorted = [...new Set(values)].sort((a, b) => a - b);
  const every = Math.max(1, Math.ceil(sorted.length / Math.max(2, Math.floor(most))));
  return sorted.filter((_, i) => i % every === 0);
}

const directions: Record<string, readonly [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** The run that a key leads to: the nearest one that way, straight ahead before aside; Home and End the first and last. Null for other keys. */
export function neighbour(cells: readonly PlacedCell[], at: number | null, key: string): number | null {
  const first = cells[0]?.cell.index ?? null;
  if (key === "Home") return first;
  if (key === "End") return cells.at(-1)?.cell.index ?? null;
  const direction = directions[key];
  if (!direction) return null;
  const from = cells.find(({ cell }) => cell.index === at);
  if (!from) return first;
  let best: { index: number; cost: number } | null = null;
  for (const { cell, x, y } of cells) {
    const [dx, dy] = [x - from.x, y - from.y];
    const ahead = dx * direction[0] + dy * direction[1];
    const aside = Math.abs(dx * direction[1]) + Math.abs(dy * direction[0]);
    if (ahead < 0.5) continue;
    const cost = ahead + 3 * aside;
    if (!best || cost < best.cost) best = { index: cell.index, cost };
  }
  return best?.index ?? at;
}
