import type { Detection } from "../src/core/define/detector";
import type { PlainValue } from "../src/core/define/params";
import { detectors } from "../src/core/detectors/index";
import { metricAblation } from "../src/core/detectors/metric-ablation";
import { usualStride, type ChannelSettings } from "../src/core/series/metric-channels";
import { seriesMetrics } from "../src/core/series/index";
import { listMeasures } from "../src/core/series/measure-name";
import { WorkbenchError } from "../src/core/errors";
import { wholeNumberOf } from "./arguments";
import type { Arguments, Option } from "./command";
import type { NamedSeries } from "./series-file";
import { table } from "./table";

/** Options of a command that lets a detector read windows in the place of samples. */
export const channelOptions: Record<string, Option> = {
  channels: {
    kind: "list",
    value: "NAME",
    known: seriesMetrics.ids,
    help: "Measures in sliding windows that the detector reads beside mean and deviation, in the place of the samples: dfa,higuchi(kMax=32).",
  },
  window: { kind: "value", value: "N", help: "Samples of each window; an eighth of the series, at least 64, when left out." },
  stride: { kind: "value", value: "N", help: "Samples from one window to the next; an eighth of the window when left out." },
  ablation: { kind: "flag", help: "Tells beside it what the same detector finds with mean and deviation alone." },
};

/** What the windows hold; null where none were asked for. */
export interface ChannelQuestion {
  measures: string[];
  window: number | null;
  stride: number | null;
  ablation: boolean;
}

/** @throws WorkbenchError `usage` for a window without channels, or numbers out of range. */
export function channelsAsked(args: Arguments): ChannelQuestion | null {
  const measures = listMeasures(args.list("channels"));
  const given = (name: string, least: number) => {
    const text = args.value(name);
    return text === undefined ? null : wholeNumberOf(name, text, least, 10_000_000);
  };
  const asked = { measures, window: given("window", 2), stride: given("stride", 1), ablation: args.flag("ablation") };
  if (measures.length > 0) return asked;
  if (asked.window === null && asked.stride === null && !asked.ablation) return null;
  throw new WorkbenchError(
    "usage",
    [],
    "--window, --stride and --ablation say how measures are taken: name them with --channels, such as --channels dfa,higuchi",
  );
}

/** What the same detector finds with and without the measures. */
export interface AblationFound {
  without: AblationSide;
  with: AblationSide;
}

interface AblationSide extends Pick<Detection, "changePoints" | "regimes"> {
  /** `mean` and `deviation`, and the measures beside them. */
  channels: string[];
}

/** What a detector finds over windows, in samples, with what the windows were; and, where asked for, without the measures. */
export function detectInWindows({ channels }: NamedSeries, method: string, options: Record<string, PlainValue>, asked: ChannelQuestion) {
  const [series] = channels;
  if (!series || channels.length > 1)
    throw new WorkbenchError("usage", ["values"], `--channels are measured of one series, ${channels.length} were read; choose one with --column`);
  const settings = settingsFor(series.length, asked);
  const found = metricAblation(detectors.get(method), series, asked.measures, settings, options);
  const side = (which: "without" | "with"): AblationSide => ({
    channels: found.channels[which],
    changePoints: found[which].changePoints,
    regimes: found[which].regimes,
  });
  const ablation: AblationFound = { without: side("without"), with: side("with") };
  return {
    ...found.with,
    warnings: [...found.warnings, ...found.with.warnings],
    windows: { ...settings, channels: found.channels.with },
    ...(asked.ablation && { ablation }),
  };
}

function settingsFor(n: number, { window, stride }: ChannelQuestion): ChannelSettings {
  const length = window ?? Math.min(n, Math.max(64, Math.round(n / 8)));
  return { length, stride: stride ?? usualStride(length) };
}

export function ablationInWords(found: AblationFound): string {
  const rows = [found.without, found.with].map(({ channels, changePoints }) => ({
    channels: channels.join(", "),
    changes: changePoints.length,
    at: changePoints.join(", "),
  }));
  return `the same detector without and with the measures:\n${table(rows)}`;
}
