import type { SeriesMetric } from "../define/metric";
import { completeValues, type PlainValue } from "../define/params";
import { WorkbenchError } from "../errors";
import { seriesMetrics } from "./index";
import { surrogateKinds, type SurrogateKind } from "./surrogates";

/** Which surrogate of a series is measured in its place. */
export interface SurrogateDraw {
  kind: SurrogateKind;
  seed: number;
  draw: number;
}

/** A metric with its options, of the series itself or of a surrogate of it. */
export interface NamedMeasure {
  metric: SeriesMetric;
  /** Those that were given. */
  options: Record<string, PlainValue>;
  surrogate: SurrogateDraw | null;
}

const form = /^([a-z0-9-]+)(?:\(([^()]*)\))?(?:\s+of\s+([a-z0-9-]+)\(([^()]*)\))?$/;
const drawParts = ["seed", "draw"];

/**
 * Reads a measure as one writes it: `dfa`, `dfa(order=2)`, or, of a surrogate, `dfa(order=2) of iaaft(seed=1, draw=3)`.
 * @throws WorkbenchError `usage` for another form or an unknown surrogate, what the registry says of an unknown metric, `parameter/…` for an option.
 */
export function readMeasure(text: string): NamedMeasure {
  const parts = form.exec(text.trim());
  if (!parts) {
    const expected = "dfa, dfa(order=2), or dfa of shuffle(seed=1, draw=0)";
    throw new WorkbenchError("usage", ["metric"], `"${text}" is no measure; expected a metric with its options, such as ${expected}`);
  }
  const metric = seriesMetrics.get(parts[1]!);
  const options = assignments(parts[2] ?? "", text);
  completeValues(metric.params, options, [metric.id]);
  return { metric, options, surrogate: parts[3] === undefined ? null : readDraw(parts[3], assignments(parts[4]!, text)) };
}

/** The same, written. */
export function writeMeasure({
  metric,
  options,
  surrogate,
}: {
  metric: string;
  options?: Readonly<Record<string, PlainValue>>;
  surrogate?: SurrogateDraw;
}): string {
  const given = Object.entries(options ?? {}).map(([name, value]) => `${name}=${value}`);
  const of = surrogate ? ` of ${surrogate.kind}(seed=${surrogate.seed}, draw=${surrogate.draw})` : "";
  return `${metric}${given.length > 0 ? `(${given.join(", ")})` : ""}${of}`;
}

/**
 * Lists of measures with commas between them, as one; commas between options do not part them. Each can be read.
 * @throws WorkbenchError as `readMeasure`.
 */
export function listMeasures(texts: readonly string[]): string[] {
  const measures = texts.flatMap((text) => text.split(/,(?![^(]*\))/).map((part) => part.trim()));
  for (const measure of measures) readMeasure(measure);
  return measures;
}

function assignments(text: string, whole: string): Record<string, PlainValue> {
  const pieces = text.split(",").filter((piece) => piece.trim() !== "");
  return Object.fromEntries(
    pieces.map((piece) => {
      const [name, value, ...rest] = piece.split("=").map((part) => part.trim());
      if (!name || !value || rest.length > 0)
        throw new WorkbenchError("usage", ["metric"], `"${piece.trim()}" in "${whole}" is no option; expected a name, =, and a value`);
      return [name, plainValue(value)];
    }),
  );
}

function plainValue(text: string): PlainValue {
  if (text === "true" || text === "false") return text === "true";
  const value = Number(text);
  return Number.isNaN(value) ? text : value;
}

function readDraw(kind: string, given: Record<string, PlainValue>): SurrogateDraw {
  const known = surrogateKinds.find((one) => one === kind);
  if (!known) throw new WorkbenchError("usage", ["metric"], `there is no surrogate "${kind}"; known are ${surrogateKinds.join(", ")}`);
  const [seed, draw] = drawParts.map((name) => given[name] ?? 0) as [PlainValue, PlainValue];
  const isCount = (value: PlainValue): value is number => typeof value === "number" && Number.isSafeInteger(value) && value >= 0;
  if (!isCount(seed) || !isCount(draw) || Object.keys(given).some((name) => !drawParts.includes(name)))
    throw new WorkbenchError("usage", ["metric"], `a surrogate takes seed and draw, whole numbers from 0, as in ${known}(seed=1, draw=0)`);
  return { kind: known, seed, draw };
}
