import type { DimensionOverThresholdDetail } from "../core/metrics/dimension-over-threshold";
import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { CurvePlot } from "../views/curve-plot";
import type { MetricPicture } from "./measure-metric-picture";

/** The dimension as a curve, with the threshold that the set is made by. */
export const dimensionOverThresholdPicture: MetricPicture<DimensionOverThresholdDetail> = {
  drawnWhenUndefined: true,
  plots: ({ detail: { curve }, overview: { threshold } }) => {
    const known = curve.flatMap(({ threshold: at, dimension, interval }) => (dimension === null ? [] : [{ at, dimension, interval }]));
    if (known.length < 2) return [];
    const title = t("Box-counting dimension against threshold");
    return [
      {
        id: "over-threshold",
        title,
        drawing: (
          <CurvePlot
            title={title}
            x={{ label: t("threshold t, in the image's unit") }}
            y={{ label: t("D of the set, its interval shaded") }}
            curves={[{ name: "D", points: known.map(({ at, dimension }) => [at, dimension]), look: "dots and line" }]}
            band={known.map(({ at, dimension, interval }) => [at, interval?.[0] ?? dimension, interval?.[1] ?? dimension])}
            marks={
              threshold.value === null
                ? []
                : [{ x: threshold.value, label: t("t = {{value}}, as set", { value: formatSetting(threshold.value, 3) }) }]
            }
          />
        ),
      },
    ];
  },
  sideFacts: ({ detail: { curve } }) => {
    const dimensions = curve.flatMap(({ dimension }) => dimension ?? []);
    return dimensions.length === 0
      ? []
      : [
          [t("smallest D"), formatNumber(Math.min(...dimensions))],
          [t("largest D"), formatNumber(Math.max(...dimensions))],
        ];
  },
  notes: () => [t("Thresholds leave 95 to 5 % of the cells above them; boxes are counted with the effort “live”")],
  tables: ({ detail: { curve } }) => [
    {
      caption: "",
      columns: ["threshold", "share of the cells", "D", "low", "high", "without one because"],
      rows: curve.map(({ threshold, foreground, dimension, interval, reason }) => [
        threshold,
        foreground,
        dimension,
        interval?.[0] ?? null,
        interval?.[1] ?? null,
        reason ?? null,
      ]),
    },
  ],
};
