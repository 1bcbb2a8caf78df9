import type { ImageMetric } from "../core/define/metric";
import { optionTitle, type Param, type PlainValue } from "../core/define/params";
import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import type { ImageOverview, ImageSetting } from "../state/measure-slice";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, formatUnit } from "../ui/format";
import { MathSymbol } from "../ui/symbol";
import { Citation } from "./citation";

/** What a metric is: formula, meaning, source, and with which parameters it was measured here. */
export function MetricAbout({ id, report, overview }: { id: string; report: MetricReport | null; overview: ImageOverview | null }) {
  const setting = useWorkbench((state) => state.measure.setting);
  const metric = metrics.get(id);
  return (
    <details className="metric-about">
      <summary>About: formula, source, parameters</summary>
      <MathSymbol display tex={metric.formula} label={`Formula of ${metric.title}`} />
      <p>{metric.help}</p>
      <p className="metric-source">
        <Citation source={metric.source} />
      </p>
      <dl className="metric-facts">
        {parametersUsed(metric, report, setting, overview).map(([name, value]) => (
          <Fact key={name} name={name} value={value} />
        ))}
      </dl>
    </details>
  );
}

export const Fact = ({ name, value }: { name: string; value: string }) => (
  <>
    <dt>{name}</dt>
    <dd>{value}</dd>
  </>
);

function parametersUsed(
  { of, unit, params, dimensions }: ImageMetric,
  report: MetricReport | null,
  { region, background, invert, periodic }: ImageSetting,
  overview: ImageOverview | null,
): [name: string, value: string][] {
  const options = Object.entries(report?.options ?? {}).map(([name, value]): [string, string] => [
    params[name]?.title ?? name,
    optionWords(params[name], value),
  ]);
  return [
    ["Measured of", of === "mask" ? "the set" : "grey values"],
    ["Unit", unit === "1" ? "none: a pure number" : unit],
    ["Defined for", dimensions.map((axes) => (axes === 2 ? "images" : "volumes")).join(" and ")],
    ...options,
    ...(of === "mask" && overview ? [["Threshold", `${overview.threshold.rule}${invert ? ", inverted" : ""}`] as [string, string]] : []),
    ["Sides of the frame", periodic && !region ? "opposite ones touch" : "ends"],
    ["Region", region ? region.map(([from, to]) => `${from}–${to}`).join(" × ") : "all of the image"],
    ["Background", typeof background === "string" ? backgroundWords[background] : `opening of radius ${background.radius}, ${background.background}`],
  ];
}

function optionWords(param: Param | undefined, value: PlainValue): string {
  if (typeof value === "number") return `${formatSetting(value)}${param?.kind === "number" ? formatUnit(param.unit) : ""}`;
  if (typeof value === "boolean") return value ? "yes" : "no";
  return param?.kind === "choice" ? optionTitle(param, value) : value;
}

const backgroundWords = { none: "as it is", plane: "plane of least squares taken off" } as const;
