import { detectors } from "../../src/core/detectors/index";
import { createEngineHost } from "../../src/engine/host";
import { WorkbenchError } from "../../src/core/errors";
import { numberOf } from "../arguments";
import { defineCommand } from "../command";
import { filesOf } from "../files";
import { readingOf, readingOptions, readingUsage } from "../reading-options";
import { readSeries, readSeriesOfFolder, type NamedSeries } from "../series-file";
import { settingOption, settingsOf } from "../settings";
import { table } from "../table";
import { ablationInWords, channelOptions, channelsAsked, detectInWindows, type AblationFound } from "../window-channels";

export const regimes = defineCommand({
  id: "regimes",
  title: "Change points and regimes of series",
  usage: `FILE…|FOLDER [--column C] ${readingUsage} [--method NAME] [--penalty P|auto] [--set name=value …] [--channels NAME… [--window N] [--stride N] [--ablation]]`,
  help: `Reads CSV, JSON, Parquet, NPY and NPZ. A change point is the 0-based index of the first sample of the new regime. A folder stands for every .json with "values" and every .csv in it. Methods: ${detectors.ids.join(", ")}.`,
  example: "mfn regimes nile.json --method pelt --penalty auto --json",
  options: {
    column: { kind: "value", value: "C", help: "A column's name or 0-based index; several with commas between make one series of several channels." },
    ...readingOptions,
    method: {
      kind: "value",
      value: "NAME",
      help: `One of ${detectors.ids.join(", ")}; ${detectors.ids[0]} when left out, pelt when a penalty is given.`,
    },
    penalty: { kind: "value", value: "P", help: "How much a change must lower the cost, in units of the variance; auto when left out." },
    set: settingOption,
    ...channelOptions,
  },
  arguments: [1, Infinity],
  async run(args, io) {
    const options = { ...settingsOf(args.list("set")), ...penaltyOf(args.value("penalty") ?? "auto") };
    // The default weighs kinds of explanation against each other and has no one penalty: whoever gives one asks for segments at that price.
    const method = detectors.get(args.value("method") ?? ("penalty" in options ? "pelt" : detectors.ids[0]!)).id;
    const windows = channelsAsked(args);
    const wanted = { column: args.value("column"), dimensions: "all", reading: readingOf(args) } as const;
    const engine = createEngineHost();
    const found: Awaited<ReturnType<typeof detect>>[] = [];
    for (const { path, fromFolder } of await filesOf(io, args.positionals, [".json", ".csv"])) {
      const read = await (fromFolder ? readSeriesOfFolder : readSeries)(io, path, wanted);
      if (read !== null) found.push(await detect(read));
    }
    if (found.length === 0)
      throw new WorkbenchError("data/empty", [], `no series in ${args.positionals.join(", ")}: expected .json files with "values", or .csv files`);
    return { json: found, text: () => found.map(readable).join("\n\n") };

    async function detect(read: NamedSeries) {
      const { name, file, channels, warnings } = read;
      const { warnings: told, ...detection } = windows
        ? detectInWindows(read, method, options, windows)
        : await engine.detect({ channels, method, options });
      return { name, file, ...(channels.length > 1 ? { channels: channels.length } : {}), ...detection, warnings: [...warnings, ...told] };
    }
  },
});

function penaltyOf(text: string): Record<string, number> {
  if (text === "auto") return {};
  const penalty = numberOf("penalty", text);
  if (penalty > 0) return { penalty };
  throw new WorkbenchError("usage", [], `--penalty expects auto or a number above 0, got "${text}"`);
}

function readable(found: {
  file: string;
  n: number;
  method: string;
  regimes: { start: number; end: number; label: string; mean: number; std: number }[];
  warnings: string[];
  ablation?: AblationFound | undefined;
}): string {
  const head = `${found.file}: ${found.n} samples, ${found.method}; start is the first sample of a regime, counted from 0, end one past its last`;
  const rows = found.regimes.map(({ start, end, label, mean, std }) => ({ start, end, regime: label, mean, std }));
  return [
    head,
    table(rows),
    ...(found.ablation ? [ablationInWords(found.ablation)] : []),
    ...found.warnings.map((warning) => `warning: ${warning}`),
  ].join("\n");
}
