import type { CorrelationLengthDetail } from "../core/metrics/correlation-length";
import type { MultifractalDetail } from "../core/metrics/multifractal-spectrum";
import type { PersistentHomologyDetail } from "../core/metrics/persistent-homology";
import type { StructureFactorDetail } from "../core/metrics/structure-factor";
import { formatCount, formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { CurvePlot, type CurvePoint } from "../views/curve-plot";
import { classNames } from "../views/persistence-drawing";
import { PersistenceBarcode, PersistenceDiagram } from "../views/persistence-plot";
import type { MetricPicture, MetricPlot } from "./measure-metric-picture";
import { lengthWords, shownLength, tableIn, unitOfLength, unitOfWavenumber, type CellEdge } from "./measure-units";

const paired = (x: readonly number[], y: readonly number[]): CurvePoint[] => x.map((at, i) => [at, y[i]!]);

export const multifractalPicture: MetricPicture<MultifractalDetail> = {
  plots: ({ detail: { q, dimensions, spread, alpha, f, legendre } }) => [
    {
      id: "dimensions",
      title: t("Generalised dimensions against order"),
      drawing: (
        <CurvePlot
          title={t("Generalised dimensions against order")}
          x={{ label: t("order q") }}
          y={{ label: t("D_q, shaded over all windows") }}
          curves={[{ name: "D_q", points: paired(q, dimensions), look: "dots and line" }]}
          band={q.map((order, i) => [order, spread[i]![0], spread[i]![1]])}
        />
      ),
    },
    {
      id: "spectrum",
      title: t("Multifractal spectrum"),
      drawing: (
        <CurvePlot
          title={t("Multifractal spectrum")}
          x={{ label: t("strength α") }}
          y={{ label: "f(α)" }}
          curves={[
            { name: "Chhabra–Jensen", points: paired(alpha, f), look: "dots" },
            { name: "Legendre", points: paired(legendre.alpha, legendre.f), look: "line" },
          ]}
        />
      ),
    },
  ],
  sideFacts: ({ detail: { q, dimensions, width } }) => [
    ...([0, 1, 2] as const).map((order) => [`D${"₀₁₂"[order]}`, formatNumber(dimensions[q.indexOf(order)], 4)] as const),
    [t("width of the spectrum, α"), formatNumber(width, 3)],
  ],
  notes: ({ detail: { reason } }) => [reason],
  tables: ({ detail: { q, dimensions, tau, alpha, f } }) => [
    { caption: "", columns: ["q", "D_q", "τ", "α", "f"], rows: q.map((order, i) => [order, dimensions[i]!, tau[i]!, alpha[i]!, f[i]!]) },
  ],
};

/** The curve is drawn to so many correlation lengths; beyond, it wavers about 0. */
const lengthsShown = 12;

const correlationShown = (lags: readonly number[], correlation: readonly number[], value: number | null): CurvePoint[] =>
  paired(lags, correlation).filter(([lag]) => value === null || lag <= lengthsShown * value);

export const correlationLengthPicture: MetricPicture<CorrelationLengthDetail> = {
  drawnWhenUndefined: true,
  plots: ({ detail: { lags, correlation }, value, cell }) => [
    {
      id: "correlation",
      title: t("Correlation of cells against their distance"),
      drawing: (
        <CurvePlot
          title={t("Correlation of cells against their distance")}
          x={{ label: t("distance r, {{unitOfLength}}", { unitOfLength: unitOfLength(cell) }) }}
          y={{ label: t("correlation C(r)") }}
          curves={[{ name: "C", points: correlationShown(lags, correlation, value).map(([lag, at]) => [shownLength(lag, cell), at]), look: "line" }]}
          marks={[
            { y: Math.exp(-1), label: "1/e" },
            ...(value === null
              ? []
              : [{ x: shownLength(value, cell), label: `ξ = ${formatNumber(shownLength(value, cell), 3)} ${unitOfLength(cell)}` }]),
          ]}
        />
      ),
    },
  ],
  sideFacts: ({ detail: { integralScale, firstZero }, cell }) => [
    [t("integral scale ∫C dr"), lengthWords(integralScale, cell, 3)],
    [t("first zero"), firstZero === null ? "none" : lengthWords(firstZero, cell, 3)],
  ],
  tables: ({ detail: { lags, correlation }, cell }) => [
    tableIn(
      { caption: "", columns: ["distance", "correlation"], rows: paired(lags, correlation).map((pair) => [...pair]) },
      { 0: { name: "distance", power: 1 } },
      cell,
    ),
  ],
};

export const structureFactorPicture: MetricPicture<Pick<StructureFactorDetail, "k" | "power"> & Partial<StructureFactorDetail>> = {
  drawnWhenUndefined: true,
  plots: ({ detail: { k, power, peak }, value, cell }) => {
    if (k.length < 2) return [];
    const marks =
      value === null || peak === undefined
        ? []
        : [{ x: shownLength(peak, cell, -1), label: `2π/k* = ${formatNumber(shownLength(value, cell), 3)} ${unitOfLength(cell)}` }];
    return [
      {
        id: "structure-factor",
        title: t("Structure factor against wavenumber"),
        drawing: (
          <CurvePlot
            title={t("Structure factor against wavenumber")}
            x={{ label: t("wavenumber k, {{unitOfWavenumber}}", { unitOfWavenumber: unitOfWavenumber(cell) }), logarithmic: true }}
            y={{ label: "S(k)", logarithmic: true }}
            curves={[
              {
                name: "S",
                points: paired(
                  k.map((wave) => shownLength(wave, cell, -1)),
                  power,
                ),
                look: "line",
              },
            ]}
            marks={marks}
          />
        ),
      },
    ];
  },
  sideFacts: ({ detail: { peak, width, quality, chance }, cell }) => [
    ...(peak === undefined ? [] : [[t("wavenumber of the peak"), wavenumberWords(peak, cell)] as const]),
    ...(width === undefined ? [] : [[t("width at half its height"), wavenumberWords(width, cell)] as const]),
    ...(quality === undefined ? [] : [[t("wavelengths that keep their order"), formatNumber(quality, 2)] as const]),
    ...(chance === undefined ? [] : [[t("chance in noise, either side"), `${chanceWords(chance.longer)}, ${chanceWords(chance.shorter)}`] as const]),
  ],
  tables: ({ detail: { k, power }, cell }) => [
    tableIn({ caption: "", columns: ["k", "S"], rows: paired(k, power).map((pair) => [...pair]) }, { 0: { name: "k", power: -1 } }, cell),
  ],
};

/** A wavenumber in the unit of the calibration, and per cell. */
function wavenumberWords(perCell: number, cell: CellEdge | null): string {
  const inCells = `${formatNumber(perCell, 3)} ${unitOfWavenumber(null)}`;
  return cell ? `${formatNumber(shownLength(perCell, cell, -1), 3)} ${unitOfWavenumber(cell)} = ${inCells}` : inCells;
}

const chanceWords = (chance: number): string => (chance < 1e-4 ? "below 0.0001" : formatSetting(chance, 1));

export const persistencePicture: MetricPicture<PersistentHomologyDetail> = {
  asTabs: true,
  plots: ({ detail: { classes, extremes, threshold, direction } }): MetricPlot[] => {
    const facts = { classes, extremes, threshold, falling: direction === "superlevel" };
    return [
      { id: "diagram", title: t("Persistence diagram"), drawing: <PersistenceDiagram {...facts} title={t("Persistence diagram")} /> },
      { id: "barcode", title: t("Barcode"), drawing: <PersistenceBarcode {...facts} title={t("Barcode of the longest-lived classes")} /> },
    ];
  },
  sideFacts: ({ detail: { classes } }) =>
    classes.flatMap(({ dimension, total, prominent }) => [
      [
        dimension in classNames ? t(classNames[dimension]!) : t("dimension {{dimension}}", { dimension }),
        t("{{prominent}} of {{total}} last", { prominent: formatCount(prominent), total: formatCount(total) }),
      ] as const,
    ]),
  notes: ({ detail: { classes } }) =>
    classes.flatMap(({ dimension, pairs, total }) =>
      total > pairs.length
        ? [
            t("Of the {{dimension}} the {{pairs}} longest-lived are drawn", {
              dimension: dimension in classNames ? t(classNames[dimension]!) : t("classes of dimension {{dimension}}", { dimension }),
              pairs: formatCount(pairs.length),
            }),
          ]
        : [],
    ),
  tables: ({ detail: { classes } }) => [
    {
      caption: "",
      columns: ["classes", "pairs", "last", "never die", "persistence", "entropy"],
      rows: classes.map(({ dimension, total, prominent, essential, totalPersistence, entropy }) => [
        classNames[dimension] ?? dimension,
        total,
        prominent,
        essential.length,
        totalPersistence,
        entropy,
      ]),
    },
  ],
};
