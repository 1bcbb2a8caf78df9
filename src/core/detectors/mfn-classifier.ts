import { defineDetector, type Channels, type Detection } from "../define/detector";
import { choice, completeValues, num, type ValuesOf } from "../define/params";
import { NumpyGenerator } from "../field/numpy-random";
import type { FeatureName } from "../metrics/feature-names";
import { fieldChannels, type FieldChannels } from "../series-fields/field-channels";
import { seriesFields } from "../series-fields/index";
import { mostSide, shortestWindow } from "../series-fields/series-frame";
import { isConstant } from "../series/finite";
import { checkChannels, refuseLonger } from "./channels";
import { jumpModel } from "./jump-model";
import { referenceRegime } from "./reference-regime";
import { namesOf } from "./confusion";
import { regimesOfStates, stateNames, withoutStates } from "./state-regimes";

const params = {
  mode: choice("corrected", {
    options: ["corrected", "reference"],
    title: "Mode",
    help: "corrected: regimes along the series, from windows that keep their scale. reference: MFN v4.1's one word for the whole series, with its faults F8 and F19.",
  }),
  field: choice("distance", {
    options: ["distance", "gramian", "reference"],
    optionTitles: { distance: "distances of all pairs", gramian: "Gramian angular field", reference: "MFN v4.1's standard scores" },
    title: "Windows become",
    help: "The field that each window is made into. MFN v4.1's divides by the window's own deviation, and so cannot see volatility.",
  }),
  features: choice("both", {
    options: ["both", "volatility", "field"],
    optionTitles: { both: "volatility and features of the field", volatility: "volatility alone", field: "features of the field alone" },
    title: "Told apart by",
    help: "volatility is the windows' own standard deviation. Comparing the three shows what the field adds; on the markets of this workbench it adds little or nothing.",
  }),
  window: num(32, {
    title: "Window",
    unit: "samples",
    min: shortestWindow,
    max: mostSide,
    integer: true,
    help: "Samples that make one field. A regime shorter than this is not seen.",
  }),
  states: num(2, { title: "States", min: 2, max: 4, integer: true, help: "How many kinds of regime there are." }),
  seed: num(1, {
    title: "Seed",
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
    integer: true,
    help: "corrected: of the jump model's starts. reference: of the random maps whose λ the reference takes for the series'.",
  }),
};
type Options = ValuesOf<typeof params>;

/** Of the 18 features those that say something of one window of a series; the others follow from them or from frames in time. */
const telling: readonly FeatureName[] = ["V_std", "V_kurt", "D_box", "f_active", "N_clusters_low"];
/** Price of a jump between windows, for each channel, in its variance. */
const jumpPrice = 3;
/** Windows that overlap one place; a window is moved by its length over this. */
const overlap = 4;
const mostSamples = 20_000;

/** The route of MFN: series to field, field to features, features to regime. */
export const mfnClassifier = defineDetector({
  id: "mfn-classifier",
  title: "MFN: features of fields",
  source: "MFN v4.1, examples/finance_regime_detection, corrected; jump model after Nystrup, Lindström, Madsen 2020, doi:10.1016/j.eswa.2020.113307",
  help: "Makes windows of the series into fields, measures each as MFN measures membranes, and tells regimes apart by what the measures say. Meant for volatility, not for levels. The reference's own classifier can be shown beside, with its fault.",
  params,
  mode: "retrospective",
  exact: false,
  several: false,
  detect(channels, given: Partial<Options> = {}): Detection {
    const options = completeValues(params, given, ["options"]) as Options;
    const n = checkChannels(channels, false);
    return options.mode === "reference" ? asReference(channels, options) : corrected(channels, options, n);
  },
});

function corrected(channels: Channels, options: Options, n: number): Detection {
  const { window: length, states } = options;
  const series = channels[0]!;
  refuseLonger("the fields of a series are measured", n, mostSamples);
  const fewest = length * (states + 1);
  if (n < fewest)
    return withoutStates(
      "mfn-classifier",
      channels,
      states,
      `${n} samples are too few for ${states} states in windows of ${length}: at least ${fewest} are needed.`,
    );
  if (isConstant(series))
    return withoutStates("mfn-classifier", channels, states, "The series is constant: there is nothing to tell states apart by.");
  const field = seriesFields.get(options.field);
  const stride = Math.max(1, Math.floor(length / overlap));
  const seen = fieldChannels(series, field, {
    length,
    stride,
    features: options.features === "volatility" ? [] : telling,
    volatility: options.features !== "field",
  });
  if (seen.channels.length === 0)
    return withoutStates("mfn-classifier", channels, states, `No window differs from another. ${seen.warnings.join(" ")}`);
  const ofWindows = jumpModel.detect(
    seen.channels.map(({ values }) => values),
    { states, penalty: jumpPrice * seen.channels.length, seed: options.seed },
  );
  const names = stateNames(states, "spread");
  const byLevel = stateNames(states, "mean");
  const stateOf = namesOf(ofWindows.regimes, seen.starts.length).map((label) => byLevel.indexOf(label));
  const nearest = windowOfSample(seen.starts.length, length, stride);
  const path = Int32Array.from({ length: n }, (_, t) => stateOf[nearest(t)]!);
  const regimes = regimesOfStates(channels, path, names);
  const changePoints = regimes.slice(1).map(({ start }) => start);
  const blind =
    field.keepsScale || options.features === "volatility"
      ? []
      : ["This field divides each window by its own deviation: its features cannot tell calm from volatile (fault F19)."];
  return {
    method: "mfn-classifier",
    mode: "retrospective",
    n,
    changePoints,
    regimes,
    evidence: { states, window: length, stride, channels: seen.channels.length, changes: changePoints.length },
    warnings: [...blind, ...seen.warnings, `Changes are placed to within ${stride} samples, the step of the windows.`],
    curves: curvesOf(seen, nearest, n),
  };
}

/** The window whose centre is nearest to a sample. */
const windowOfSample =
  (windows: number, length: number, stride: number) =>
  (t: number): number =>
    Math.max(0, Math.min(windows - 1, Math.round((t - (length - 1) / 2) / stride)));

const curvesOf = ({ channels }: FieldChannels, nearest: (t: number) => number, n: number) =>
  channels.map(({ id, values }) => ({
    id,
    title: id === "volatility" ? "Standard deviation in the window" : `${id} of the window's field`,
    unit: id.startsWith("V_std") ? "mV" : id === "volatility" ? "the series' own" : "1",
    values: Array.from({ length: n }, (_, t) => (id === "volatility" ? Math.exp(values[nearest(t)]!) : values[nearest(t)]!)),
  }));

function asReference(channels: Channels, { seed }: Options): Detection {
  const series = channels[0]!;
  if (series.length < 2) return withoutStates("mfn-classifier", channels, 1, `${series.length} samples make no field.`);
  const { regime, confidence, dimension, volatility, mean, deviation, lyapunov } = referenceRegime(series, new NumpyGenerator(seed));
  return {
    method: "mfn-classifier",
    mode: "retrospective",
    n: series.length,
    changePoints: [],
    regimes: regimesOfStates(channels, new Int32Array(series.length), [regime]),
    evidence: { dimension, volatility, fieldMean: mean, fieldDeviation: deviation, lyapunov, changes: 0 },
    warnings: [
      `MFN v4.1 calls the whole series "${regime}", with ${confidence} confidence. Its standard scores take the volatility away before it is looked for: the field's deviation is ${deviation.toFixed(2)} mV here and 4.5 … 5 mV for nearly any series, so that its rules at 3 and 8 mV never fire (fault F19).`,
      `λ = ${lyapunov.toFixed(3)} belongs to maps drawn with seed ${seed}, not to the series (fault F8).`,
    ],
  };
}
