import type { Reading } from "../../src/connectors/connector";
import { fileConnectors, readSource } from "../../src/connectors/index";
import { WorkbenchError } from "../../src/core/errors";
import type { BatchSetting } from "../../src/core/metrics/batch";
import { metrics } from "../../src/core/metrics/index";
import { wholeNumberOf } from "../arguments";
import { defineCommand, type Arguments, type Io, type Output } from "../command";
import { withSource } from "../file-source";
import { filesOf, within, writeBytes } from "../files";
import { backgroundOf, calibrationOf, regionOf, spacingOf, thresholdOf } from "../image-options";
import { measureFile, type MeasuredFile, type MeasureWish } from "../measure-file";
import { fileAsJson } from "../measured-json";
import { connectivityOf, metricOptionsOf, optionsFor } from "../metric-options";
import { writerOf, type FailedFile } from "../measured-out";
import { fileAsText } from "../measured-text";
import { withProgress } from "../progress";
import { readingOf, readingOptions, readingUsage } from "../reading-options";

const endings: readonly string[] = [...fileConnectors].flatMap(({ extensions }) => extensions.map((ending) => `.${ending}`));

const usualDraws = 4;

export const measure = defineCommand({
  id: "measure",
  title: "Fractal and spatial metrics of images, arrays and volumes",
  usage: [
    `FILE…|FOLDER ${readingUsage} [--threshold T] [--invert] [--metric NAME …] [--region y0:y1,x0:x1]`,
    "[--background plane|RADIUS] [--spacing 0.65µm] [--connectivity 4|8|6|26] [--periodic] [--set METRIC.OPTION=VALUE …] [--draws N] [--out F]",
  ].join(" "),
  help: [
    `Reads ${[...fileConnectors].map(({ title }) => title).join("; ")} (${endings.join(" ")}, each also packed as .gz).`,
    "A folder stands for every such file in it.",
    "Among several files, one that cannot be read is told of in its place, the others are measured, and the exit code is 2.",
    `Metrics: ${metrics.ids.join(", ")}; all of them when none is named.`,
    `Each value is held against noise: ${usualDraws} draws of each kind.`,
  ].join(" "),
  example: "mfn measure colony.png --threshold otsu --json",
  options: {
    threshold: {
      kind: "value",
      value: "T",
      help: [
        "Cells above it belong to the set: a value, otsu (the default), triangle, none for above 0,",
        "adaptive:WINDOW[:OFFSET] for brighter than the mean around, or hysteresis:LOW:HIGH.",
      ].join(" "),
    },
    invert: { kind: "flag", help: "Take the darker cells instead." },
    metric: { kind: "list", value: "NAME", help: "A metric to print; may be given several times.", known: metrics.ids },
    region: {
      kind: "value",
      value: "y0:y1,x0:x1",
      help: "Measure this part alone, in cells: from (inclusive) to (exclusive); planes first in a volume.",
    },
    background: {
      kind: "value",
      value: "B",
      help: "Take off the plane of least squares (plane), or what lies behind structures up to this radius in cells (12; 12:bright where it is bright).",
    },
    spacing: { kind: "value", value: "0.65µm", help: "Edge of a cell, or one number an axis (2,0.65,0.65µm); else what the file says." },
    connectivity: {
      kind: "value",
      value: "N",
      help: "Neighbours of a cell that belong together, for every metric that asks: 4 or 8 in an image, 6 or 26 in a volume.",
    },
    periodic: {
      kind: "flag",
      help: "Opposite sides touch, as in a periodic run; a metric that cannot take them so says it in a warning.",
    },
    set: {
      kind: "list",
      value: "METRIC.OPTION=VALUE",
      help: "Sets one option of one metric, such as lacunarity.r=16 or skeleton-graph.pruneBelow=0.",
    },
    ...readingOptions,
    seed: { kind: "value", value: "N", help: "Seed of the noise, 1 when left out." },
    draws: { kind: "value", value: "N", help: "Draws from each kind of noise, for every metric; 0 leaves the comparison out." },
    out: {
      kind: "value",
      value: "F",
      help: "Writes a row a file with every parameter used (.csv, .parquet), or all that --json prints (.json).",
    },
  },
  arguments: [1, Infinity],
  async run(args, io) {
    const { settingOf, wish, told } = wishOf(args);
    const reading = readingOf(args);
    const out = args.value("out");
    const write = out === undefined ? null : writerOf(out);
    const files = await measuredPaths(io, args.positionals);
    let now = "";
    const found: (MeasuredFile | FailedFile)[] = [];
    const measureAll = async () => {
      for (const [i, given] of files.entries()) {
        if (typeof given !== "string") {
          found.push(given);
          continue;
        }
        const tell = (metric: string) => (now = `${given}: ${metric}${files.length > 1 ? ` (file ${i + 1} of ${files.length})` : ""}`);
        found.push(await oneOf(files.length, given, () => measureOne(io, given, reading, settingOf, wish, tell)));
      }
    };
    await withProgress(io, async () => now, measureAll());
    const printed = found.map((one) => ("error" in one ? one : fileAsJson(one)));
    if (out !== undefined && write) await writeBytes(io, out, write({ found, printed, paths: args.positionals, settings: told }));
    return outputOf(found, printed);
  },
});

interface Wish {
  settingOf(axes: number, ofFile: Parameters<typeof calibrationOf>[2]): BatchSetting;
  wish: MeasureWish;
  /** As given, for what travels with a file. */
  told: Record<string, unknown>;
}

/** @throws WorkbenchError `usage`. */
function wishOf(args: Arguments): Wish {
  const optional = <T>(name: string, read: (text: string) => T): T | null => {
    const text = args.value(name);
    return text === undefined ? null : read(text);
  };
  const threshold = thresholdOf(args.value("threshold") ?? "otsu");
  const invert = args.flag("invert");
  const region = optional("region", regionOf);
  const background = optional("background", backgroundOf) ?? "none";
  const spacing = optional("spacing", spacingOf);
  const neighbours = optional("connectivity", connectivityOf);
  const periodic = args.flag("periodic");
  const set = metricOptionsOf(args.list("set"));
  const seed = optional("seed", (text) => wholeNumberOf("seed", text, 0, Number.MAX_SAFE_INTEGER)) ?? 1;
  const draws = optional("draws", (text) => wholeNumberOf("draws", text, 0, 1000));
  const named = [
    ...new Set(
      args
        .list("metric")
        .flatMap((ids) => ids.split(","))
        .map((id) => metrics.get(id).id),
    ),
  ];
  const measured = { metrics: named.length > 0 ? named : metrics.ids, draws: draws ?? usualDraws, seed };
  return {
    settingOf: (axes, ofFile) => ({ threshold, invert, region, background, periodic, calibration: calibrationOf(spacing, axes, ofFile) }),
    wish: { ...measured, optionsOf: (axes, metric) => optionsFor(axes, metric, neighbours, set) },
    told: { threshold, invert, region, background, periodic, spacing, connectivity: neighbours, options: set, ...measured },
  };
}

/** The paths to measure; of several, one that is not there keeps its place with the reason. */
async function measuredPaths(io: Io, paths: readonly string[]): Promise<(string | FailedFile)[]> {
  const lists = await Promise.all(
    paths.map(async (path): Promise<(string | FailedFile)[]> => {
      const files = await oneOf(paths.length, path, () =>
        filesOf(
          io,
          [path],
          endings.flatMap((ending) => [ending, `${ending}.gz`]),
        ),
      );
      return Array.isArray(files) ? files.map((file) => file.path) : [files];
    }),
  );
  return lists.flat();
}

/** Alone, a file that cannot be measured ends the call; among several it is told of in its place. */
async function oneOf<T>(count: number, file: string, work: () => Promise<T>): Promise<T | FailedFile> {
  if (count === 1) return work();
  try {
    return await work();
  } catch (error) {
    if (error instanceof WorkbenchError && error.code !== "internal") return { file, error: error.message };
    throw error;
  }
}

async function measureOne(
  io: Io,
  file: string,
  reading: Reading,
  settingOf: Wish["settingOf"],
  wish: MeasureWish,
  tell: (metric: string) => void,
): Promise<MeasuredFile> {
  const array = await withSource(io, file, (source) => readSource(file, source, "array", { ...reading, most: io.mostValues }));
  return within(file, () => measureFile(file, array, settingOf(array.shape.length, array.spacing), wish, tell));
}

function outputOf(found: readonly (MeasuredFile | FailedFile)[], printed: readonly unknown[]): Output {
  const failed = found.filter((one) => "error" in one);
  const words = failed.length === 1 ? failed[0]!.error : `${failed.length} of ${found.length} files could not be measured, first ${failed[0]?.error}`;
  return {
    json: printed,
    text: () => found.map((one) => ("error" in one ? `${one.file}\nerror: ${one.error}` : fileAsText(one))).join("\n\n"),
    ...(failed.length > 0 && { problem: words }),
  };
}
