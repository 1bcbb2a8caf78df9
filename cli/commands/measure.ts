import { readFile } from "../../src/connectors/index";
import type { ImageMeasurement } from "../../src/core/metrics/measure-image";
import { metrics } from "../../src/core/metrics/index";
import { WorkbenchError } from "../../src/core/errors";
import { createEngineHost } from "../../src/engine/host";
import type { ImageRequest } from "../../src/engine/protocol";
import { camelCase } from "../camel-case";
import { defineCommand } from "../command";
import { readBytes, within } from "../files";
import { facts, show } from "../table";

export const measure = defineCommand({
  id: "measure",
  title: "Fractal metrics of images, arrays and volumes",
  usage: "FILE… [--threshold T|otsu|none] [--invert] [--metric NAME …]",
  help: `Reads PNG (8 and 16 bit), NPY, NPZ and CSV. Metrics: ${metrics.ids.join(", ")}; all of them when none is named.`,
  example: "mfn measure colony.png --threshold otsu --json",
  options: {
    threshold: { kind: "value", value: "T", help: "Cells above it belong to the set: a value, otsu (the default), or none for above 0." },
    invert: { kind: "flag", help: "Take the darker cells instead." },
    metric: { kind: "list", value: "NAME", help: "A metric to print; may be given several times.", known: metrics.ids },
  },
  arguments: [1, Infinity],
  async run(args, io) {
    const threshold = thresholdOf(args.value("threshold") ?? "otsu");
    const wanted = args.list("metric").map((id) => metrics.get(id).id);
    const engine = createEngineHost();
    const measured: ReturnType<typeof describe>[] = [];
    for (const file of args.positionals) {
      const { shape, values, warnings } = readFile(file, await readBytes(io, file), "array");
      const measurement = await within(file, () => engine.measureImage({ shape, values, threshold, invert: args.flag("invert") }));
      measured.push(describe(file, { ...measurement, warnings: [...warnings, ...measurement.warnings] }, wanted.length > 0 ? wanted : metrics.ids));
    }
    return { json: measured, text: () => measured.map(readable).join("\n\n") };
  },
});

function thresholdOf(text: string): ImageRequest["threshold"] {
  if (text === "otsu" || text === "none") return text;
  const value = text.trim() === "" ? NaN : Number(text);
  if (Number.isFinite(value)) return value;
  throw new WorkbenchError("usage", [], `--threshold expects a number, otsu or none, got "${text}"`);
}

/** The contract's form: what every file has, then each metric under its camelCase key. */
function describe(file: string, measurement: ImageMeasurement, wanted: readonly string[]) {
  const { shape, threshold, inverted, foreground, notFinite, warnings } = measurement;
  const results: Record<string, unknown> = { boxCounting: boxCounting(measurement), lacunarity: measurement.lacunarity };
  const asked = wanted.map(camelCase);
  return {
    file,
    shape,
    threshold: threshold.value,
    thresholdRule: threshold.rule,
    inverted,
    foreground,
    notFinite,
    ...Object.fromEntries(Object.entries(results).filter(([key]) => asked.includes(key))),
    warnings,
  };
}

function boxCounting({ boxCounting: result, null: noise }: ImageMeasurement) {
  const { scales = [], counts = [], r2 = null } = result.detail ?? {};
  if (result.value === null) return { dimension: null, reason: result.reason, interval: null, range: null, scales, counts, r2, null: noise };
  const { value, interval = null, range = null, warnings = [] } = result;
  return { dimension: value, interval, range, scales, counts, r2, null: noise, warnings };
}

function readable(
  described: ReturnType<typeof describe> & { boxCounting?: ReturnType<typeof boxCounting>; lacunarity?: ImageMeasurement["lacunarity"] },
): string {
  const { file, shape, threshold, thresholdRule, foreground, boxCounting: boxes, lacunarity, warnings } = described;
  const interval = boxes?.interval ? ` [${boxes.interval.map((end) => show(end)).join(", ")}]` : "";
  const smallest = lacunarity?.[0];
  const lines = facts({
    shape: shape.join(" × "),
    threshold: `${show(threshold)} (${thresholdRule})`,
    foreground: `${show(100 * foreground)} %`,
    ...(boxes && {
      "box-counting dimension": boxes.dimension === null && "reason" in boxes ? `– (${boxes.reason})` : show(boxes.dimension) + interval,
    }),
    ...(boxes && { "same for random masks": show(boxes.null.dimension) }),
    ...(smallest && { [`lacunarity at r = ${smallest.r}`]: smallest.value }),
  });
  return [file, lines, ...warnings.map((warning) => `warning: ${warning}`)].join("\n");
}
