import type { ConnectedComponentsDetail } from "../core/metrics/connected-components";
import type { EulerNumberDetail } from "../core/metrics/euler-number";
import type { BoxMasses } from "../core/metrics/lacunarity";
import type { LocalDimensionDetail } from "../core/metrics/local-dimension";
import type { MinkowskiDetail } from "../core/metrics/minkowski-functionals";
import type { SkeletonGraphDetail } from "../core/metrics/skeleton-graph";
import { formatCount, formatNumber, formatSetting, formatUnit } from "../ui/format";
import { BarPlot } from "../views/bar-plot";
import { binsOf } from "../views/bins";
import { CurvePlot, type CurvePoint } from "../views/curve-plot";
import type { CellEdge, MetricPicture, MetricPlot } from "./measure-metric-picture";

const quantileNames = ["5 %", "25 %", "median", "75 %", "95 %"];

export const localDimensionPicture: MetricPicture<LocalDimensionDetail> = {
  plots: ({ detail: { map, inside }, value }) => {
    const bins = binsOf(
      map.filter((_, cell) => inside[cell] === 1),
      40,
    );
    if (!bins) return [];
    const marks = value === null ? [] : [{ x: value, label: "mean" }];
    return [
      {
        id: "histogram",
        title: "Cells by their local dimension",
        drawing: <BarPlot {...bins} title="Cells by their local dimension" xLabel="local dimension" marks={marks} />,
      },
    ];
  },
  scaling: ({ detail: { scales, logs, window, slopeIntercept } }) => ({
    title: "Typical mass around a cell against window edge",
    scales,
    logs,
    xLabel: "effective window edge, cells",
    yLabel: "mass exp⟨ln m⟩",
    read: (slope) => slope,
    symbol: "D",
    value: slopeIntercept.slope,
    window,
    slopeIntercept,
  }),
  sideFacts: ({ detail: { quantiles } }) => quantiles.map((dimension, i) => [`${quantileNames[i]} of the cells`, formatNumber(dimension, 3)]),
  notes: ({ detail: { radii, reason } }) => [`The map is fitted over windows of half-width ${radii.join(", ")} cells: ${reason}`],
};

/** Λ of a random mask of the same density, by its closed form 1 + (1 − p)/(p rᵈ). */
const scattered = (density: number, r: number, axes: number): number => 1 + (1 - density) / (density * r ** axes);

export const lacunarityPicture: MetricPicture<BoxMasses> = {
  plots: ({ value, options, overview: { lacunarity, foreground, shape } }) => {
    const known = lacunarity.flatMap(({ r, value: at }): CurvePoint[] => (at === null ? [] : [[r, at]]));
    if (known.length < 2 || !(foreground > 0)) return [];
    const noise = known.map(([r]): CurvePoint => [r, scattered(foreground, r, shape.length)]);
    const less = (points: readonly CurvePoint[]) => points.map(([r, at]): CurvePoint => [r, at - 1]).filter(([, at]) => at > 1e-9);
    const marks = value === null || typeof options.r !== "number" ? [] : [{ x: options.r, label: `r = ${options.r}` }];
    const plot = (id: string, title: string, label: string, curve: readonly CurvePoint[], random: readonly CurvePoint[]): MetricPlot => ({
      id,
      title,
      drawing: (
        <CurvePlot
          title={title}
          x={{ label: "box edge r, cells", logarithmic: true }}
          y={{ label, logarithmic: true }}
          curves={[
            { name: "the set", points: curve, look: "dots and line" },
            { name: "noise of equal density", points: random, look: "dashed" },
          ]}
          marks={marks}
        />
      ),
    });
    return [
      plot("curve", "Lacunarity against box edge", "Λ(r)", known, noise),
      plot("curve-less-one", "Relative variance of the mass against box edge", "Λ(r) − 1, as FracLac gives it", less(known), less(noise)),
    ];
  },
  notes: () => ["Dashed: 1 + (1 − p)/(p rᵈ), what cells set at random with the same density p give"],
  tables: ({ overview: { lacunarity } }) => [
    {
      caption: "",
      columns: ["r, cells", "Λ", "Λ − 1"],
      rows: lacunarity.map(({ r, value }) => [r, value, value === null ? null : value - 1]),
    },
  ],
};

/** Dots of a curve that falls over as many values as there are components. */
const mostDots = 300;

export const componentsPicture: MetricPicture<ConnectedComponentsDetail> = {
  plots: ({ detail: { sizes } }) => {
    if (sizes.length < 3 || sizes[0] === sizes.at(-1)) return [];
    const title = "Components of a size or more";
    return [
      {
        id: "sizes",
        title,
        drawing: (
          <CurvePlot
            title={title}
            x={{ label: "size s, cells", logarithmic: true }}
            y={{ label: "components of s cells or more", logarithmic: true }}
            curves={[{ name: "components", points: rankedSizes(sizes), look: "dots" }]}
          />
        ),
      },
    ];
  },
  sideFacts: ({ detail: { sizes, largestShare, mean, median } }) => [
    ["largest", sizes.length > 0 ? `${formatCount(sizes[0])} cells` : "–"],
    ["its share of the set", largestShare === null ? "–" : `${formatNumber(100 * largestShare, 3)} %`],
    ["mean size", `${formatNumber(mean)} cells`],
    ["median size", `${formatNumber(median)} cells`],
  ],
  tables: ({ detail: { histogram } }) => [
    {
      caption: "",
      columns: ["from, cells", "to", "components"],
      rows: histogram.counts.map((count, k) => [histogram.edges[k]!, histogram.edges[k + 1]! - 1, count]),
    },
  ],
};

/** How many components are at least so large, once for each size; thinned evenly along the logarithm of the rank. */
function rankedSizes(sizes: Uint32Array): CurvePoint[] {
  const points: CurvePoint[] = [];
  for (let rank = 1; rank <= sizes.length; rank++) if (sizes[rank] !== sizes[rank - 1]) points.push([sizes[rank - 1]!, rank]);
  if (points.length <= mostDots) return points;
  const picked = Array.from({ length: mostDots }, (_, i) => Math.round(points.length ** (i / (mostDots - 1))) - 1);
  return [...new Set(picked)].map((i) => points[i]!);
}

export const eulerPicture: MetricPicture<EulerNumberDetail> = {
  sideFacts: ({ detail: { components, loops, cavities, elements } }) => [
    ["pieces, b₀", formatCount(components)],
    [elements.length > 3 ? "tunnels, b₁" : "holes, b₁", formatCount(loops)],
    ...(elements.length > 3 ? [["cavities, b₂", formatCount(cavities)] as const] : []),
  ],
  tables: ({ detail: { elements } }) => [
    {
      caption: "What is added and taken away",
      columns: ["", "number"],
      rows: elements.map((count, k) => [["corners", "edges", "faces", "cubes"][k] ?? `of dimension ${k}`, count]),
    },
  ],
};

const functionalNames: Record<string, string> = {
  area: "area",
  perimeter: "perimeter of the cells",
  smoothPerimeter: "perimeter, Crofton",
  volume: "volume",
  surface: "surface of the cells",
  smoothSurface: "surface, Crofton",
  meanCurvature: "mean curvature",
  euler: "Euler number",
};

export const minkowskiPicture: MetricPicture<MinkowskiDetail> = {
  sideFacts: ({ detail: { totals } }) => Object.entries(totals).map(([name, total]) => [functionalNames[name] ?? name, formatSetting(total, 5)]),
  notes: ({ detail: { onFrame } }) =>
    onFrame > 0 ? [`${formatCount(onFrame)} of the outline lie on the frame, where the set is cut; the value leaves them out`] : [],
  tables: ({ detail: { totals, densities } }) => [
    {
      caption: "In cells, and for each cell of the frame",
      columns: ["functional", "total", "density"],
      rows: Object.entries(totals).map(([name, total]) => [functionalNames[name] ?? name, total, { ...densities }[name as keyof typeof densities]]),
    },
  ],
};

export const skeletonPicture: MetricPicture<SkeletonGraphDetail> = {
  plots: ({ detail: { branches }, cell }) => [
    ...bars("lengths", "Branches by length", `length, ${unitOfLength(cell)}`, branches.map(({ length }) => length * (cell?.edge ?? 1))), // prettier-ignore
    ...bars("tortuosity", "Branches by tortuosity", "length / straight distance", branches.flatMap(({ tortuosity }) => tortuosity ?? [])), // prettier-ignore
  ],
  sideFacts: ({ detail, cell }) => [
    ["branches", formatCount(detail.branches.length)],
    ["branchings", formatCount(detail.branchings)],
    ["crossings", formatCount(detail.crossings)],
    ["ends", formatCount(detail.ends)],
    ["loops", formatCount(detail.loops)],
    ["pieces", formatCount(detail.components)],
    ["mean branch length", lengthWords(detail.meanBranchLength, cell)],
    ["mean tortuosity", formatNumber(detail.meanTortuosity)],
    ["mean width of the set", lengthWords(detail.meanWidth, cell, 3)],
    ["spurs taken off", formatCount(detail.pruned)],
  ],
  tables: ({ detail: { branches, nodes } }) => [
    {
      caption: "Branches, the longest first",
      columns: ["length, cells", "straight, cells", "tortuosity", "width, cells", "from", "to"],
      rows: [...branches]
        .sort((a, b) => b.length - a.length)
        .slice(0, mostRows)
        .map(({ length, chord, tortuosity, width, from, to }) => [
          length,
          chord,
          tortuosity,
          width,
          nodes[from]?.kind ?? null,
          nodes[to]?.kind ?? null,
        ]),
      leftOut: Math.max(0, branches.length - mostRows),
    },
  ],
};

const mostRows = 100;

const unitOfLength = (cell: CellEdge | null): string => (cell ? cell.unit || "calibrated" : "cells");

/** A length in the unit of the calibration, and in cells. */
function lengthWords(cells: number | null, cell: CellEdge | null, digits = 4): string {
  const inCells = `${formatNumber(cells, digits)} cells`;
  return cell && cells !== null ? `${formatNumber(cells * cell.edge, digits)}${formatUnit(cell.unit)} = ${inCells}` : inCells;
}

function bars(id: string, title: string, xLabel: string, values: readonly number[]): MetricPlot[] {
  const bins = values.length > 3 ? binsOf(values, 30) : null;
  return bins ? [{ id, title, drawing: <BarPlot {...bins} title={title} xLabel={xLabel} /> }] : [];
}
