import type { ConnectedComponentsDetail } from "../core/metrics/connected-components";
import type { EulerNumberDetail } from "../core/metrics/euler-number";
import type { BoxMasses } from "../core/metrics/lacunarity";
import type { LocalDimensionDetail } from "../core/metrics/local-dimension";
import type { MinkowskiDetail } from "../core/metrics/minkowski-functionals";
import type { SkeletonGraphDetail } from "../core/metrics/skeleton-graph";
import { formatCount, formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { BarPlot } from "../views/bar-plot";
import { binsOf } from "../views/bins";
import { colourMaps } from "../views/colour-maps";
import { CurvePlot, type CurvePoint } from "../views/curve-plot";
import { MapPlot } from "../views/map-plot";
import type { MetricPicture, MetricPlot } from "./measure-metric-picture";
import { lengthWords, shownLength, tableIn, unitOfLength } from "./measure-units";

const quantileNames = ["5 %", "25 %", "median", "75 %", "95 %"];

/** The map of an image, of a volume that of its middle plane, in the colours that the overlay has. */
function localDimensionMap({ map, inside, shape, quantiles }: LocalDimensionDetail): MetricPlot {
  const [ny, nx] = shape.slice(-2) as [number, number];
  const planes = shape.length === 3 ? shape[0]! : 1;
  const from = Math.floor(planes / 2) * ny * nx;
  const title = planes > 1 ? t("Map of the local dimension, plane {{planes}}", { planes: Math.floor(planes / 2) }) : t("Map of the local dimension");
  const plane = { nx, ny, values: map.subarray(from, from + ny * nx), inside: inside.subarray(from, from + ny * nx) };
  const colours = { low: quantiles[0]!, high: quantiles.at(-1)!, map: colourMaps.get("viridis") };
  return { id: "map", title, drawing: <MapPlot {...plane} {...colours} title={title} label={t("local dimension")} /> };
}

export const localDimensionPicture: MetricPicture<LocalDimensionDetail> = {
  plots: ({ detail, value }) => {
    const { map, inside } = detail;
    const bins = binsOf(
      map.filter((_, cell) => inside[cell] === 1),
      40,
    );
    if (!bins) return [];
    const marks = value === null ? [] : [{ x: value, label: t("mean") }];
    return [
      localDimensionMap(detail),
      {
        id: "histogram",
        title: t("Cells by their local dimension"),
        drawing: <BarPlot {...bins} title={t("Cells by their local dimension")} xLabel={t("local dimension")} marks={marks} />,
      },
    ];
  },
  scaling: ({ detail: { scales, logs, window, slopeIntercept } }) => ({
    title: t("Typical mass around a cell against window edge"),
    scales,
    logs,
    xName: t("effective window edge"),
    power: 1,
    yLabel: t("mass exp⟨ln m⟩"),
    read: (slope) => slope,
    symbol: "D",
    value: slopeIntercept.slope,
    window,
    slopeIntercept,
  }),
  sideFacts: ({ detail: { quantiles } }) =>
    quantiles.map((dimension, i) => [t("{{quantileNames}} of the cells", { quantileNames: quantileNames[i] }), formatNumber(dimension, 3)]),
  notes: ({ detail: { radii, reason } }) => [
    t("The map is fitted over windows of half-width {{radii}} cells: {{reason}}", { radii: radii.join(", "), reason }),
  ],
};

/** Λ of a random mask of the same density, by its closed form 1 + (1 − p)/(p rᵈ). */
const scattered = (density: number, r: number, axes: number): number => 1 + (1 - density) / (density * r ** axes);

export const lacunarityPicture: MetricPicture<BoxMasses> = {
  plots: ({ value, options, overview: { lacunarity, foreground, shape }, cell }) => {
    const known = lacunarity.flatMap(({ r, value: at }): CurvePoint[] => (at === null ? [] : [[r, at]]));
    if (known.length < 2 || !(foreground > 0)) return [];
    const noise = known.map(([r]): CurvePoint => [r, scattered(foreground, r, shape.length)]);
    const placed = ([r, at]: CurvePoint): CurvePoint => [shownLength(r, cell), at];
    const less = (points: readonly CurvePoint[]) => points.map(([r, at]): CurvePoint => [r, at - 1]).filter(([, at]) => at > 1e-9);
    const marks =
      value === null || typeof options.r !== "number"
        ? []
        : [{ x: shownLength(options.r, cell), label: `r = ${formatSetting(shownLength(options.r, cell), 3)}` }];
    const plot = (id: string, title: string, label: string, curve: readonly CurvePoint[], random: readonly CurvePoint[]): MetricPlot => ({
      id,
      title,
      drawing: (
        <CurvePlot
          title={title}
          x={{ label: t("box edge r, {{unitOfLength}}", { unitOfLength: unitOfLength(cell) }), logarithmic: true }}
          y={{ label, logarithmic: true }}
          curves={[
            { name: "the set", points: curve.map(placed), look: "dots and line" },
            { name: "noise of equal density", points: random.map(placed), look: "dashed" },
          ]}
          marks={marks}
        />
      ),
    });
    return [
      plot("curve", t("Lacunarity against box edge"), "Λ(r)", known, noise),
      plot("curve-less-one", t("Relative variance of the mass against box edge"), t("Λ(r) − 1, as FracLac gives it"), less(known), less(noise)),
    ];
  },
  notes: () => [t("Dashed: 1 + (1 − p)/(p rᵈ), what cells set at random with the same density p give")],
  tables: ({ overview: { lacunarity }, cell }) => [
    tableIn(
      { caption: "", columns: ["r", "Λ", "Λ − 1"], rows: lacunarity.map(({ r, value }) => [r, value, value === null ? null : value - 1]) },
      { 0: { name: "r", power: 1 } },
      cell,
    ),
  ],
};

/** Dots of a curve that falls over as many values as there are components. */
const mostDots = 300;

export const componentsPicture: MetricPicture<ConnectedComponentsDetail> = {
  plots: ({ detail: { sizes } }) => {
    if (sizes.length < 3 || sizes[0] === sizes.at(-1)) return [];
    const title = t("Components of a size or more");
    return [
      {
        id: "sizes",
        title,
        drawing: (
          <CurvePlot
            title={title}
            x={{ label: t("size s, cells"), logarithmic: true }}
            y={{ label: t("components of s cells or more"), logarithmic: true }}
            curves={[{ name: "components", points: rankedSizes(sizes), look: "dots" }]}
          />
        ),
      },
    ];
  },
  sideFacts: ({ detail: { sizes, largestShare, mean, median } }) => [
    ["largest", sizes.length > 0 ? t("{{sizes}} cells", { sizes: formatCount(sizes[0]) }) : "–"],
    [t("its share of the set"), largestShare === null ? "–" : `${formatNumber(100 * largestShare, 3)} %`],
    [t("mean size"), t("{{mean}} cells", { mean: formatNumber(mean) })],
    [t("median size"), t("{{median}} cells", { median: formatNumber(median) })],
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
    [t("pieces, b₀"), formatCount(components)],
    [elements.length > 3 ? t("tunnels, b₁") : t("holes, b₁"), formatCount(loops)],
    ...(elements.length > 3 ? [[t("cavities, b₂"), formatCount(cavities)] as const] : []),
  ],
  tables: ({ detail: { elements } }) => [
    {
      caption: "What is added and taken away",
      columns: ["", "number"],
      rows: elements.map((count, k) => [["corners", "edges", "faces", "cubes"][k] ?? t("of dimension {{k}}", { k }), count]),
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
    onFrame > 0
      ? [t("{{onFrame}} of the outline lie on the frame, where the set is cut; the value leaves them out", { onFrame: formatCount(onFrame) })]
      : [],
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
    ...bars("lengths", t("Branches by length"), t("length, {{unitOfLength}}", { unitOfLength: unitOfLength(cell) }), branches.map(({ length }) => shownLength(length, cell))), // prettier-ignore
    ...bars("tortuosity", t("Branches by tortuosity"), t("length / straight distance"), branches.flatMap(({ tortuosity }) => tortuosity ?? [])), // prettier-ignore
  ],
  sideFacts: ({ detail, cell }) => [
    ["branches", formatCount(detail.branches.length)],
    ["branchings", formatCount(detail.branchings)],
    ["crossings", formatCount(detail.crossings)],
    ["ends", formatCount(detail.ends)],
    ["loops", formatCount(detail.loops)],
    ["pieces", formatCount(detail.components)],
    [t("mean branch length"), lengthWords(detail.meanBranchLength, cell)],
    [t("mean tortuosity"), formatNumber(detail.meanTortuosity)],
    [t("mean width of the set"), lengthWords(detail.meanWidth, cell, 3)],
    [t("spurs taken off"), formatCount(detail.pruned)],
  ],
  tables: ({ detail: { branches, nodes }, cell }) => [
    tableIn(
      {
        caption: "Branches, the longest first",
        columns: ["length", "straight", "tortuosity", "width", "from", "to"],
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
      { 0: { name: "length", power: 1 }, 1: { name: "straight", power: 1 }, 3: { name: "width", power: 1 } },
      cell,
    ),
  ],
};

const mostRows = 100;

function bars(id: string, title: string, xLabel: string, values: readonly number[]): MetricPlot[] {
  const bins = values.length > 3 ? binsOf(values, 30) : null;
  return bins ? [{ id, title, drawing: <BarPlot {...bins} title={title} xLabel={xLabel} /> }] : [];
}
