import { completeValues, type Param, type PlainValue } from "../src/core/define/params";
import { WorkbenchError } from "../src/core/errors";
import type { Connectivity } from "../src/core/metrics/components";
import { connectivities, connectivityOption } from "../src/core/metrics/connectivity";
import { metrics } from "../src/core/metrics/index";
import { usage } from "./image-options";

/**
 * 4 or 8 (an image), 6 or 26 (a volume).
 * @throws WorkbenchError `usage`.
 */
export function connectivityOf(text: string): Connectivity {
  const known = Object.values(connectivities).flat().find((neighbours) => String(neighbours) === text); // prettier-ignore
  if (known !== undefined) return known;
  throw usage("connectivity", "the neighbours of a cell: 4 or 8 in an image, 6 or 26 in a volume", text);
}

/** Options by the id of the metric. */
export type MetricOptions = Readonly<Record<string, Readonly<Record<string, PlainValue>>>>;

/**
 * `lacunarity.r=16`: a metric, its option and the value, each checked against what the metric declares.
 * @throws WorkbenchError `usage`, `unknown-id`, or as `completeValues`.
 */
export function metricOptionsOf(settings: readonly string[]): MetricOptions {
  const options: Record<string, Record<string, PlainValue>> = {};
  for (const setting of settings) {
    const [, id, name, text] = /^([^.=]+)\.([^.=]+)=(.*)$/.exec(setting) ?? [];
    if (id === undefined || name === undefined || text === undefined) throw usage("set", "METRIC.OPTION=VALUE such as lacunarity.r=16", setting);
    const { params } = metrics.get(id);
    options[id] = { ...options[id], [name]: valueOf(params[name]?.kind, text) };
    completeValues(params, options[id], [id]);
  }
  return options;
}

function valueOf(kind: Param["kind"] | undefined, text: string): PlainValue {
  if (kind === "number" && text.trim() !== "" && Number.isFinite(Number(text))) return Number(text);
  if (kind === "flag" && (text === "true" || text === "false")) return text === "true";
  return text;
}

/**
 * The options of every metric, of an array of so many axes: its neighbours where it asks for them, and what is set for it alone.
 * @throws WorkbenchError `usage` for neighbours that cells of such an array do not have.
 */
export function optionsFor(axes: number, metric: string, neighbours: Connectivity | null, set: MetricOptions): Record<string, PlainValue> {
  const fitting = connectivities[axes];
  if (neighbours !== null && !fitting?.includes(neighbours))
    throw new WorkbenchError(
      "usage",
      [],
      `--connectivity ${neighbours}: in ${axes === 2 ? "an image" : "a volume"} a cell has ${fitting?.join(" or ")}`,
    );
  const connectivity = neighbours === null ? null : connectivityOption(metrics.get(metric).params, neighbours);
  return { ...(connectivity !== null && { connectivity }), ...set[metric] };
}
