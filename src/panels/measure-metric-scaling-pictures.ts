import type { BoxCountingDetail } from "../core/metrics/box-counting";
import type { CorrelationDimensionDetail } from "../core/metrics/correlation-dimension";
import type { DifferentialBoxCountingDetail } from "../core/metrics/differential-box-counting";
import type { InformationDimensionDetail } from "../core/metrics/information-dimension";
import type { MassRadiusDetail } from "../core/metrics/mass-radius-dimension";
import type { PerimeterAreaDetail } from "../core/metrics/perimeter-area-dimension";
import type { ScalingDetail } from "../core/metrics/scaling-dimension";
import type { SpectralSlopeDetail } from "../core/metrics/spectral-slope";
import type { VariogramDetail } from "../core/metrics/variogram";
import { formatCount, formatNumber } from "../ui/format";
import { t } from "../ui/text";
import type { DataTableProps } from "../views/data-table";
import type { MetricPicture, PictureFacts } from "./measure-metric-picture";
import { lengthWords, tableIn, type CellEdge, type LengthPower, type ScalingInCells } from "./measure-units";

const asItIs = (slope: number): number => slope;
const falling = (slope: number): number => -slope;
const logsOf = (values: readonly number[]): number[] => values.map(Math.log);

export const boxCountingPicture: MetricPicture<BoxCountingDetail> = {
  scaling: ({ detail: { edges, scales, counts, window, slopeIntercept }, value }) => ({
    title: t("Boxes needed against their edge"),
    scales,
    names: edges,
    logs: logsOf(counts),
    xName: t("edge of the boxes s"),
    power: 1,
    yLabel: t("boxes N(s)"),
    read: falling,
    symbol: "D",
    value,
    window,
    slopeIntercept,
  }),
  sideFacts: ({ detail: { stroke, specks, misfit }, cell }) => [
    ...(stroke > 1 ? [[t("drawn with a stroke of"), lengthWords(stroke, cell, 3)] as const] : []),
    ...(specks > 0 ? [[t("specks left out"), t("{{specks}} cells", { specks: formatCount(specks) })] as const] : []),
    ...(misfit !== null && misfit > 0 ? [[t("misfit χ² per degree of freedom"), formatNumber(misfit, 2)] as const] : []),
  ],
  notes: ({ detail: { family, reason, r2 } }) => [
    t(
      "Edges: {{family}}; each is drawn at its effective edge, against which the line is fitted. Window: {{reason}}. The line there has r² = {{r2}}, which is near 1 for noise too",
      { family, reason, r2: formatNumber(r2, 5) },
    ),
  ],
  tables: ({ detail: { edges, scales, counts, spread }, cell }) => [
    tableIn(
      {
        caption: "Boxes that cover the set",
        columns: ["edge", "effective edge", "boxes", "fewest", "most"],
        rows: edges.map((edge, i) => [edge, scales[i]!, counts[i]!, spread?.[i]?.[0] ?? null, spread?.[i]?.[1] ?? null]),
      },
      { 0: { name: "edge", power: 1 }, 1: { name: "effective edge", power: 1 } },
      cell,
    ),
  ],
};

/** The picture of a mass that grows with the scale: the slope is the dimension. */
function massScaling<Detail extends ScalingDetail>(
  words: Pick<ScalingInCells, "title" | "xName" | "yLabel" | "symbol" | "yIsLength">,
  more: Pick<MetricPicture<Detail>, "sideFacts" | "notes"> = {},
): MetricPicture<Detail> {
  return {
    scaling: ({ detail: { scales, logs, window, slopeIntercept }, value }) => ({
      ...words,
      power: 1,
      scales,
      logs,
      read: asItIs,
      value,
      window,
      slopeIntercept,
    }),
    notes: ({ detail: { reason, r2 } }) => [t("Window: {{reason}}; r² = {{r2}}", { reason, r2: formatNumber(r2, 5) })],
    tables: ({ detail: { scales, logs, localSlopes }, cell }) => [
      scalingTable({ x: words.xName, y: words.yLabel, slope: `local ${words.symbol}` }, scales, logs.map(Math.exp), localSlopes, cell),
    ],
    ...more,
  };
}

function scalingTable(
  { x, y, slope, power = 1 }: { x: string; y: string; slope: string; power?: LengthPower },
  scales: number[],
  values: number[],
  slopes: number[],
  cell: CellEdge | null,
): DataTableProps {
  const rows = scales.map((scale, i) => [scale, values[i]!, slopes[i] ?? null]);
  return tableIn({ caption: "", columns: [x, y, slope], rows }, { 0: { name: x, power } }, cell);
}

export const informationPicture = massScaling<InformationDimensionDetail>(
  { title: "Typical mass of a cell's box against box edge", xName: "box edge s", yLabel: "mass exp⟨ln m⟩", symbol: "D₁" },
  {
    notes: ({ detail: { family, reason } }) => [
      t("Boxes: {{value}}. Window: {{reason}}", { value: family === "gliding" ? t("at every position") : family, reason }),
    ],
  },
);

export const correlationPicture = massScaling<CorrelationDimensionDetail>(
  { title: "Mean mass around a cell against window edge", xName: "window edge 2r + 1", yLabel: "mean mass ⟨M⟩", symbol: "D₂" },
  { sideFacts: ({ detail: { centres } }) => [[t("windows averaged at each edge"), formatCount(centres)]] },
);

export const massRadiusPicture = massScaling<MassRadiusDetail>(
  { title: "Mass within a radius of the centre", xName: "radius r", yLabel: "mass M(r)", symbol: "D" },
  { sideFacts: ({ detail: { gyrationRadius }, cell }) => [[t("radius of gyration"), lengthWords(gyrationRadius, cell)]] },
);

export const perimeterAreaPicture = massScaling<PerimeterAreaDetail>(
  { title: "Perimeter of islands against their size", xName: "length √A", yLabel: "perimeter P", yIsLength: true, symbol: "D" },
  {
    sideFacts: ({ detail: { areas, cut } }) => [
      [t("islands fitted"), formatCount(areas.length)],
      [t("cut by the frame, left out"), formatCount(cut)],
    ],
  },
);

export const differentialPicture: MetricPicture<DifferentialBoxCountingDetail> = {
  scaling: ({ detail: { edges, counts, slopeIntercept }, value }) => ({
    title: t("Boxes over the grey values against block edge"),
    scales: edges,
    logs: logsOf(counts),
    xName: t("block edge s"),
    power: 1,
    yLabel: t("boxes Σn"),
    read: falling,
    symbol: "D",
    value,
    window: [edges[0]!, edges.at(-1)!],
    slopeIntercept,
  }),
  notes: ({ detail: { r2 } }) => [t("All edges are fitted; r² = {{r2}}", { r2: formatNumber(r2, 5) })],
  tables: ({ detail: { edges, counts, localSlopes }, cell }) => [
    scalingTable({ x: "block edge", y: "boxes", slope: "local D" }, edges, counts, localSlopes, cell),
  ],
};

/** Axes of the field: the dimension of the space that it is a landscape over. */
const axesOf = ({ overview }: Pick<PictureFacts<unknown>, "overview">): number => overview.shape.length;

export const variogramPicture: MetricPicture<VariogramDetail> = {
  drawnWhenUndefined: true,
  scaling: (facts) => {
    const { lags, gamma, slopeIntercept } = facts.detail;
    const axes = axesOf(facts);
    return {
      title: t("Mean square difference of cells against their distance"),
      scales: lags,
      logs: logsOf(gamma),
      xName: t("lag h"),
      power: 1,
      yLabel: t("variogram γ(h)"),
      read: (slope) => axes + 1 - slope / 2,
      symbol: "D",
      value: facts.value,
      window: [lags[0]!, lags.at(-1)!],
      slopeIntercept,
    };
  },
  sideFacts: ({ detail: { H, directions } }) => [
    [t("Hurst exponent H"), formatNumber(H, 3)],
    ...directions.map(({ step, H: along }) => [t("H along {{stepWords}}", { stepWords: stepWords(step) }), formatNumber(along, 3)] as const),
  ],
  notes: ({ detail: { r2 } }) => [t("All lags are fitted; r² = {{r2}}", { r2: formatNumber(r2, 5) })],
  tables: ({ detail: { lags, gamma, pairs, localH }, cell }) => [
    tableIn(
      { caption: "", columns: ["lag", "γ", "pairs", "local H"], rows: lags.map((lag, i) => [lag, gamma[i]!, pairs[i]!, localH[i] ?? null]) },
      { 0: { name: "lag", power: 1 } },
      cell,
    ),
  ],
};

/** A step in the order of the shape, as directions in the picture: "x", "y", "x + y", "x − y". */
function stepWords(step: readonly number[]): string {
  const names = ["x", "y", "z"];
  const parts = [...step].reverse().flatMap((cells, axis) => (cells === 0 ? [] : [{ name: names[axis]!, cells }]));
  parts.sort((a, b) => Math.sign(b.cells) - Math.sign(a.cells));
  return parts.map(({ name, cells }, i) => (i === 0 ? `${cells < 0 ? "−" : ""}${name}` : `${cells < 0 ? " − " : " + "}${name}`)).join("");
}

export const spectralSlopePicture: MetricPicture<SpectralSlopeDetail> = {
  scaling: ({ detail: { k, power, window, slopeIntercept }, value }) => ({
    title: t("Power against wavenumber"),
    scales: k,
    logs: logsOf(power),
    xName: t("wavenumber k"),
    power: -1,
    yLabel: t("power P(k)"),
    read: falling,
    symbol: "β",
    value,
    window,
    slopeIntercept,
  }),
  sideFacts: ({ detail: { H, surfaceDimension } }) => [
    [t("Hurst exponent (β − E)/2"), formatNumber(H, 3)],
    [t("dimension of the surface"), formatNumber(surfaceDimension, 3)],
  ],
  notes: ({ detail: { reason } }) => [t("Window: {{reason}}", { reason })],
  tables: ({ detail: { k, power, localSlopes }, cell }) => [
    scalingTable({ x: "k", y: "power", slope: "local β", power: -1 }, k, power, localSlopes, cell),
  ],
};
