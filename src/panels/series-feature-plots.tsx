import { useMemo } from "react";
import type { MetricResult } from "../core/define/metric";
import type { RecurrencePlot } from "../core/series/recurrence";
import type { ScalingFit } from "../core/series/scaling-fit";
import { formatCount } from "../ui/format";
import { t } from "../ui/text";
import { CurvePlot, type Curve, type CurvePoint } from "../views/curve-plot";
import { HeatImage } from "../views/heat-image";
import type { ScalingFacts } from "../views/scaling-plot";
import { MovableScaling } from "./measure-metric-scaling";
import { readSlope } from "./series-feature-words";

/** What a log–log plot of a metric is called, and where its points stand in the details. */
interface ScalingWords {
  title: string;
  x: string;
  y: string;
  xLabel: string;
  yLabel: string;
  symbol: string;
}

const windows = { x: "sizes", y: "fluctuations", xLabel: "samples in a window s", yLabel: "F(s)" };
const scalings: Readonly<Record<string, ScalingWords>> = {
  dfa: { title: "Fluctuation over the size of the window", ...windows, symbol: "α" },
  hurst: { title: "Fluctuation over the size of the window", ...windows, symbol: "α" },
  "rescaled-range": {
    title: "R/S over what independent samples give",
    x: "sizes",
    y: "corrected",
    xLabel: "samples in a window m",
    yLabel: "R/S ÷ E",
    symbol: "H",
  },
  higuchi: { title: "Length of the curve over the lag", x: "lags", y: "lengths", xLabel: "lag k", yLabel: "L(k)", symbol: "D" },
  "generalised-hurst": {
    title: "Moments of differences over the lag",
    x: "lags",
    y: "moments",
    xLabel: "lag τ",
    yLabel: "⟨|Δx|^q⟩",
    symbol: "H(q)",
  },
};

type Detail = Readonly<Record<string, unknown>>;
const list = (detail: Detail, name: string): number[] => (detail[name] ?? []) as number[];
const zip = (x: readonly number[], y: readonly number[]): CurvePoint[] => x.map((at, i) => [at, y[i]!]);

/** The picture behind one metric of a series; nothing for a metric without one. */
export function FeaturePlot({ id, result, q }: { id: string; result: MetricResult; q: number }) {
  const { detail, value } = result;
  if (!detail) return null;
  if (id === "recurrence") return detail.plot ? <RecurrenceImage plot={detail.plot as RecurrencePlot} /> : null;
  if (value === null) return null;
  if (scalings[id]) return <MovableScaling facts={scalingFacts(id, scalings[id], detail, value, result.range!, q)} />;
  switch (id) {
    case "mfdfa":
      return <MultifractalPlots detail={detail} />;
    case "spectral-slope":
      return <SpectrumPlot detail={detail} />;
    case "multiscale-entropy":
      return <EntropyPlot detail={detail} />;
    case "correlation-dimension":
      return <CorrelationPlot detail={detail} range={result.range!} />;
    case "lyapunov":
    case "lyapunov-kantz":
      return <DivergencePlot detail={detail} value={value} />;
    default:
      return null;
  }
}

function scalingFacts(
  id: string,
  { x, y, ...words }: ScalingWords,
  detail: Detail,
  value: number,
  window: readonly [number, number],
  q: number,
): ScalingFacts {
  const read = (slope: number) => readSlope(id, slope, q);
  const { slope, intercept } = detail.fit as ScalingFit;
  // Of H the plot reads α, which it is by.
  const shown = id === "hurst" ? Number(detail.alpha) : value;
  return {
    ...words,
    title: t(words.title),
    xLabel: t(words.xLabel),
    scales: list(detail, x),
    logs: list(detail, y).map(Math.log),
    read,
    value: shown,
    window,
    slopeIntercept: { slope, intercept },
  };
}

function MultifractalPlots({ detail }: { detail: Detail }) {
  const [q, h, alpha, f] = ["q", "h", "alpha", "f"].map((name) => list(detail, name)) as [number[], number[], number[], number[]];
  return (
    <>
      <CurvePlot
        title={t("Scaling exponent over the moment")}
        x={{ label: "q" }}
        y={{ label: "h(q)" }}
        curves={[{ name: "h(q)", points: zip(q, h), look: "dots and line" }]}
      />
      <CurvePlot
        title={t("Multifractal spectrum")}
        x={{ label: "α" }}
        y={{ label: "f(α)" }}
        curves={[{ name: "f(α)", points: zip(alpha, f), look: "dots and line" }]}
      />
    </>
  );
}

const lineOf = ({ slope, intercept }: ScalingFit, from: number, to: number): Curve => ({
  name: t("fit"),
  points: [from, to].map((x): CurvePoint => [x, Math.exp(intercept + slope * Math.log(x))]),
  look: "line",
});

function SpectrumPlot({ detail }: { detail: Detail }) {
  const { frequencies, power } = detail.spectrum as { frequencies: number[]; power: number[] };
  const used = list(detail, "frequencies");
  const end = used.at(-1)!;
  return (
    <CurvePlot
      title={t("Power over frequency")}
      x={{ label: t("ω, radians a sample"), logarithmic: true }}
      y={{ label: t("power, means of bins"), logarithmic: true }}
      curves={[{ name: "power", points: zip(frequencies, power), look: "dots" }, lineOf(detail.fit as ScalingFit, used[0]!, end)]}
      marks={[{ x: end, label: t("fitted below") }]}
    />
  );
}

function EntropyPlot({ detail }: { detail: Detail }) {
  const [scales, entropies, errors] = [list(detail, "scales"), list(detail, "entropies"), list(detail, "standardErrors")];
  return (
    <CurvePlot
      title={t("Sample entropy over the scale")}
      x={{ label: t("samples a mean") }}
      y={{ label: t("sample entropy, nats") }}
      curves={[{ name: "entropy", points: zip(scales, entropies), look: "dots and line" }]}
      band={scales.map((scale, i) => [scale, entropies[i]! - 1.96 * errors[i]!, entropies[i]! + 1.96 * errors[i]!] as const)}
    />
  );
}

function CorrelationPlot({ detail, range: [from, to] }: { detail: Detail; range: readonly [number, number] }) {
  const { distances, shares } = detail.all as { distances: number[]; shares: number[] };
  return (
    <CurvePlot
      title={t("Correlation integral")}
      x={{ label: t("distance r, standard deviations"), logarithmic: true }}
      y={{ label: t("share of pairs C(r)"), logarithmic: true }}
      curves={[{ name: "C(r)", points: zip(distances, shares), look: "dots" }, lineOf(detail.fit as ScalingFit, from, to)]}
      marks={[
        { x: from, label: t("fitted from") },
        { x: to, label: t("to") },
      ]}
    />
  );
}

function DivergencePlot({ detail, value }: { detail: Detail; value: number }) {
  const dt = Number(detail.dt);
  const curve = list(detail, "divergence");
  const [from, to] = detail.straight as [number, number];
  const middle = (from + to) / 2;
  const level = curve.slice(from, to + 1).reduce((sum, d) => sum + d / (to - from + 1), 0);
  const radii = (detail.otherDivergences ?? []) as number[][];
  const inTime = (of: readonly number[]): CurvePoint[] => of.map((d, k) => [k * dt, d]);
  return (
    <CurvePlot
      title={t("Divergence of neighbours")}
      x={{ label: t("time") }}
      y={{ label: t("mean ln distance") }}
      curves={[
        { name: radii.length > 0 ? "near" : "divergence", points: inTime(curve), look: "line" },
        { name: "fit", points: [from, to].map((k): CurvePoint => [k * dt, level + value * (k - middle) * dt]), look: "dots and line" },
        ...radii.map((of, i): Curve => ({ name: `${formatCount(2 ** (i + 1))} × near`, points: inTime(of), look: "dashed" })),
      ]}
    />
  );
}

/** The first states at the top and at the left. */
function RecurrenceImage({ plot: { side, states, cells } }: { plot: RecurrencePlot }) {
  const levels = useMemo(() => btoa(cells.map((share) => String.fromCharCode(Math.round(254 * share))).join("")), [cells]);
  const reduced =
    side < states
      ? t(", {{side}} cells for {{states}} states a side: each shows the share among up to 9 of its pairs", {
          side: formatCount(side),
          states: formatCount(states),
        })
      : "";
  return (
    <HeatImage
      title={t("Recurrence plot{{reduced}}", { reduced })}
      shape={[side, side]}
      levels={levels}
      min={0}
      max={1}
      notFinite={0}
      colourMap="cividis"
    />
  );
}
