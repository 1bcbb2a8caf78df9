import { emptyPlane, parameterPlane } from "../core/analysis/parameter-plane";
import { stabilityReport } from "../core/analysis/report";
import type { OnlineDetector } from "../core/define/detector";
import type { Model } from "../core/define/model";
import { completeValues } from "../core/define/params";
import { feed } from "../core/detectors/feed";
import { detectors } from "../core/detectors/index";
import { WorkbenchError } from "../core/errors";
import { measureFrame } from "../core/metrics/measure-frame";
import { measurePrepared } from "../core/metrics/measure-image";
import { measureMetric } from "../core/metrics/measure-metric";
import { prepareImage, type PreparedImage } from "../core/metrics/prepare-image";
import { seriesFields } from "../core/series-fields/index";
import { seriesFrame, seriesScale } from "../core/series-fields/series-frame";
import { measureWindows } from "../core/series/windows";
import type { FieldValues } from "../core/simulation";
import { complete } from "../core/spec/complete";
import type { EngineApi, FeedRequest, ImageRequest, MeasureRequest } from "./protocol";

/** The calls of an engine that need no run. */
export type HostAnalysis = Pick<
  EngineApi,
  "analyse" | "analysePlane" | "measure" | "measureImage" | "measureMetric" | "detect" | "feed" | "measureWindows" | "seriesFrame"
>;

/** What an image request says of the image itself. */
type ImageQuestion = Omit<ImageRequest, "draws" | "boxCounting">;

/** Frames of a stream kept for the features that need a history. */
const historyLength = 32;
/** Frames of large fields are fewer: two say how it changes. */
const historyBytes = 256 * 2 ** 20;

/** Online detectors kept at a time. */
const mostFeeds = 16;

/** Measures and analyses: the part of a host that no run waits for. */
export function createHostAnalysis(): HostAnalysis {
  const histories = new Map<string, { step: number; values: FieldValues }[]>();
  const feeds = new Map<string, OnlineDetector>();
  /** The image that was measured last. */
  let held: { key: string; image: PreparedImage } | null = null;
  let heldPixels: { pixels: string; values: NonNullable<ImageRequest["values"]> } | null = null;

  return {
    async analyse(document) {
      const { spec, model } = complete(document);
      return model.kind === "equations" ? stabilityReport(model, spec) : { fixedPoints: [], steps: [], foresight: [], reason: noEquations(model) };
    },

    async analysePlane(document, x, y) {
      const { spec, model } = complete(document);
      return model.kind === "equations" ? parameterPlane(model, spec, x, y) : emptyPlane(x, y, noEquations(model));
    },

    async measure(request) {
      return measureFrame(remember(request), request);
    },

    async measureImage({ draws, boxCounting, ...image }) {
      const measured = measurePrepared(prepared(image), { draws, boxCounting });
      // What is answered may be handed away with its memory; the image is kept for the next question.
      return { ...measured, set: { ...measured.set, cells: measured.set.cells.slice() } };
    },

    async measureMetric({ metric, options, draws, seed, ...image }) {
      return measureMetric(prepared(image), { metric, options, draws, seed });
    },

    async detect({ channels, method, options }) {
      const detector = detectors.get(method);
      return detector.detect(channels, completeValues(detector.params, options, ["options"]));
    },

    async feed({ stream, method, options, samples }) {
      const known = feeds.get(stream);
      const detector = known ?? openDetector(method, samples[0]?.length ?? 1, options);
      feeds.delete(stream);
      feeds.set(stream, detector);
      if (feeds.size > mostFeeds) feeds.delete(feeds.keys().next().value!);
      return feed(detector, samples);
    },

    async measureWindows({ values, metric, window, stride }) {
      return measureWindows(values, metric, window, stride);
    },

    async seriesFrame({ values, field, ...window }) {
      const { shape, volts, features } = seriesFrame(values, seriesScale(values), seriesFields.get(field), window);
      return { shape: [...shape], millivolts: Array.from(volts, (v) => 1000 * v), features };
    },
  };

  function prepared({ key, pixels, values: given, ...image }: ImageQuestion): PreparedImage {
    if (key !== undefined && held?.key === key) return held.image;
    if (given && pixels !== undefined) heldPixels = { pixels, values: given };
    const values = given ?? (heldPixels?.pixels === pixels ? heldPixels?.values : undefined);
    if (!values) throw new WorkbenchError("usage", ["values"], "these values were never sent, or others since; send them again");
    const made = prepareImage({ ...image, values });
    if (key !== undefined) held = { key, image: made };
    return made;
  }

  /** Adds a frame to its stream; a step back or another shape begins the stream anew. */
  function remember({ stream, step, values }: MeasureRequest): FieldValues[] {
    const before = histories.get(stream) ?? [];
    const last = before.at(-1);
    const goesOn = last !== undefined && step > last.step && last.values.length === values.length;
    const frames = Math.max(2, Math.min(historyLength, Math.floor(historyBytes / values.byteLength)));
    const history = [...(goesOn ? before : []), { step, values }].slice(-frames);
    histories.clear();
    histories.set(stream, history);
    return history.map((frame) => frame.values);
  }
}

const noEquations = ({ title }: Model) => `${title} supplies its own step; there are no equations to analyse`;

/** @throws WorkbenchError `usage` for a detector that needs the whole series. */
function openDetector(method: string, channels: number, options: FeedRequest["options"]): OnlineDetector {
  const detector = detectors.get(method);
  if (detector.open) return detector.open(channels, completeValues(detector.params, options, ["options"]));
  const online = [...detectors].filter(({ open }) => open).map(({ id }) => id);
  throw new WorkbenchError("usage", ["method"], `${method} needs the whole series; a feed takes ${online.join(", ")}`);
}
