import type { ImageMetric } from "../core/define/metric";
import { optionTitle, type Param, type PlainValue } from "../core/define/params";
import { metrics } from "../core/metrics/index";
import type { MetricReport } from "../core/metrics/measure-metric";
import type { ImageOverview, ImageSetting } from "../state/measure-slice";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, formatUnit } from "../ui/format";
import { MathSymbol } from "../ui/symbol";
import { t } from "../ui/text";
import { Citation } from "./citation";

/** What a metric is: formula, meaning, source, and with which parameters it was measured here. */
export function MetricAbout({ id, report, overview }: { id: string; report: MetricReport | null; overview: ImageOverview | null }) {
  const setting = useWorkbench((state) => state.measure.setting);
  const metric = metrics.get(id);
  return (
    <details className="metric-about">
      <summary>{t("About: formula, source, parameters")}</summary>
      <MathSymbol display tex={metric.formula} label={t("Formula of {{title}}", { title: t(metric.title) })} />
      <p>{t(metric.help)}</p>
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
    t(params[name]?.title ?? name),
    optionWords(params[name], value),
  ]);
  return [
    [t("Measured of"), of === "mask" ? t("the set") : t("grey values")],
    [t("Unit"), unit === "1" ? t("none: a pure number") : unit],
    [t("Defined for"), dimensions.map((axes) => t(axes === 2 ? "images" : "volumes")).join(` ${t("and")} `)],
    ...options,
    ...(of === "mask" && overview
      ? [[t("Threshold"), `${t(overview.threshold.rule)}${invert ? `, ${t("inverted")}` : ""}`] as [string, string]]
      : []),
    [t("Sides of the frame"), periodic && !region ? t("opposite ones touch") : t("ends")],
    [t("Region"), region ? region.map(([from, to]) => `${from}–${to}`).join(" × ") : t("all of the image")],
    [
      t("Background"),
      typeof background === "string"
        ? t(backgroundWords[background])
        : t("opening of radius {{radius}}, {{background}}", { radius: background.radius, background: t(background.background) }),
    ],
  ];
}

function optionWords(param: Param | undefined, value: PlainValue): string {
  if (typeof value === "number") return `${formatSetting(value)}${param?.kind === "number" ? formatUnit(param.unit) : ""}`;
  if (typeof value === "boolean") return t(value ? "yes" : "no");
  return param?.kind === "choice" ? t(optionTitle(param, value)) : value;
}

const backgroundWords = { none: "as it is", plane: "plane of least squares taken off" } as const;
