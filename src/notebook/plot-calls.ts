import type { PlotCall } from "./cell-output";

/** Marks of Observable Plot that a cell may use: the first argument is their data, unless they have none. Images, which load, are not among them. */
export const plotMarks = (
  "areaX areaY area arrow auto barX barY bollingerX bollingerY boxX boxY cell cellX cellY contour delaunayLink delaunayMesh hull voronoi voronoiMesh density " +
  "differenceX differenceY dot dotX dotY circle hexagon line lineX lineY linearRegressionX linearRegressionY link raster rect rectX rectY ruleX ruleY " +
  "text textX textY tickX tickY tip vector vectorX vectorY spike waffleX waffleY"
).split(" ");

/** Marks without data. */
export const plotFrames = "axisX axisY axisFx axisFy gridX gridY gridFx gridFy frame hexgrid".split(" ");

/** Transforms: what they give is a mark's options. */
export const plotTransforms = (
  "filter reverse sort bin binX binY centroid dodgeX dodgeY group groupX groupY groupZ hexbin normalize normalizeX normalizeY map mapX mapY shiftX " +
  "shiftY window windowX windowY select selectFirst selectLast selectMaxX selectMaxY selectMinX selectMinY stackX stackX1 stackX2 stackY stackY1 stackY2 " +
  "pointer pointerX pointerY"
).split(" ");

export const plotNames: readonly string[] = ["plot", ...plotMarks, ...plotFrames, ...plotTransforms];

/** Most rows that a mark takes to the page: more than a screen has dots for. */
export const mostPlotRows = 50_000;

/** Links in a drawing could run a script in the page; a style could lay it over what is not the notebook's; a filter could load what it names. */
const refusedOptions = new Set(["href", "target", "src", "render", "initializer", "document", "className", "fontFamily", "style", "imageFilter"]);
/** A colour that is to be fetched. */
const fetched = /^\s*url\s*\(/i;

/** Whether something came from `describePlot`. */
export const isPlotCall = (value: unknown): value is PlotCall =>
  typeof value === "object" && value !== null && "call" in value && typeof value.call === "string" && "args" in value && Array.isArray(value.args);

/** Values that a description may hold, its rows over all marks, and how deep: what is shared or runs in a circle counts each time it is met. */
const [mostValues, mostRows, mostDepth] = [2_000_000, 4 * mostPlotRows, 40];
/** Numbers by which a small description would make a drawing without end, and the most of each that is honest. */
const mostOf: Readonly<Record<string, number>> = { ticks: 1000, thresholds: 1000, width: 4000, height: 4000 };
const leastOf: Readonly<Record<string, number>> = { pixelSize: 1, binWidth: 1 };

/**
 * Plain data alone: calls of known functions, no link, nothing that is no data. What does not fit is left out; null for what is too large to draw.
 */
export function cleanPlot(call: PlotCall): PlotCall | null {
  try {
    return cleanCall(call, { left: mostValues, rows: mostRows }, 0);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

interface Budget {
  left: number;
  rows: number;
}

function cleanCall(call: PlotCall, budget: Budget, depth: number): PlotCall | null {
  if (!plotNames.includes(call.call)) return null;
  const [data] = call.args;
  if (Array.isArray(data) || ArrayBuffer.isView(data)) spend(budget, "rows", Array.isArray(data) ? data.length : data.byteLength);
  return { call: call.call, args: call.args.map((arg) => cleanValue(arg, budget, depth + 1)) };
}

function spend(budget: Budget, of: keyof Budget, much: number): void {
  budget[of] -= much;
  if (budget[of] < 0) throw new RangeError("too large to draw");
}

function cleanValue(value: unknown, budget: Budget, depth: number): unknown {
  spend(budget, "left", ArrayBuffer.isView(value) ? value.byteLength : depth > mostDepth ? Infinity : 1);
  if (isPlotCall(value)) return cleanCall(value, budget, depth);
  if (Array.isArray(value)) return value.map((item) => cleanValue(item, budget, depth + 1)).filter((item) => item !== undefined);
  if (ArrayBuffer.isView(value) || value instanceof Date) return value;
  if (typeof value === "function" || typeof value === "symbol" || (typeof value === "string" && fetched.test(value))) return undefined;
  if (typeof value === "bigint") return Number(value);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([name, item]) => !refusedOptions.has(name) && name !== "__proto__" && !isEndless(name, item))
      .map(([name, item]) => [name, cleanValue(item, budget, depth + 1)]),
  );
}

const isEndless = (name: string, value: unknown): boolean =>
  typeof value === "number" && (value > (mostOf[name] ?? Infinity) || value < (leastOf[name] ?? -Infinity) || name === "interval");
