import type { FieldValues } from "../core/simulation";
import type { Mark } from "../core/spec/mark";
import type { Intervention, RunSpec, RunSpecInput } from "../core/spec/run-spec";
import type { LyapunovResult } from "../core/analysis/lyapunov-growth";
import type { ParameterPlane, PlaneAxis } from "../core/analysis/parameter-plane";
import type { RadialSpectrum } from "../core/metrics/radial-spectrum";
import type { StabilityReport } from "../core/analysis/stability";
import type { FeatureName } from "../core/metrics/mfn-features";
import type { MetricResult } from "../core/define/metric";
import type { Detection } from "../core/define/detector";
import type { FeedStep } from "../core/detectors/feed";
import type { ImageMeasurement } from "../core/metrics/measure-image";
import type { MetricReport, MetricRequest } from "../core/metrics/measure-metric";
import type { ImageToMeasure } from "../core/metrics/prepare-image";

export type RunId = string;

export type BackendId = "plain" | "wasm" | "webgpu";

/** What a run is to be computed with; absent or "auto": the fastest, as a trial finds it. */
export interface BackendWish {
  backend?: BackendId | "auto" | undefined;
  /** Threads to use at most. */
  threads?: number | undefined;
}

/** What is asked for beside a spec when a run is opened. */
export interface OpenWish extends BackendWish {
  /** Steps to take before answering; 0 when left out. Where they fail, the start is answered, and the first `advance` tells of it. */
  steps?: number | undefined;
}

/** A way of computing, as a place has it. */
export interface Availability {
  id: BackendId;
  title: string;
  exact: boolean;
  threads: number;
  /** Why it is not to be had; null where it is. */
  missing: string | null;
}

/** One state of a run. The buffers are the receiver's to keep. */
export interface FieldFrame {
  run: RunId;
  step: number;
  time: number;
  /** `[ny, nx]` or `[nz, ny, nx]`. */
  shape: readonly number[];
  /** What computed it: a run may move on to another back end when a graphics processor is lost. */
  backend: BackendId;
  /** One plane a field, C order; those that were asked for. */
  fields: Record<string, FieldValues>;
  /** What a stepped model counts beside its fields, such as growth events. */
  counters: Record<string, number>;
  /** Cells × steps over the time spent stepping in this call; 0 when it did not step. */
  cellUpdatesPerSecond: number;
  /** True when `pause` ended the call before all its steps were done. */
  paused: boolean;
}

export interface OpenedRun {
  run: RunId;
  spec: RunSpec;
  specHash: string;
  backend: BackendId;
  threads: number;
  /** The same spec and seed give the same bits; not so on a GPU. */
  exact: boolean;
  /** Why this back end, in a sentence. */
  because: string;
  /** Largest stable time step of the method on this grid; null when the equations set no bound. */
  largestStableDt: number | null;
  warnings: string[];
  /** What was decided for the spec, such as its integrator, and why. */
  notes: string[];
  /** The state before the first step, or after the first ones that were wished for. */
  frame: FieldFrame;
}

export interface Progress {
  step: number;
  target: number;
  running: boolean;
}

/** The whole state of a run, to be put away and taken up again: plain values and typed arrays, so it may be stored or sent. */
export interface SavedState {
  step: number;
  time: number;
  /** Every field, at the run's precision. */
  fields: Record<string, FieldValues>;
  /** What else the next step depends on, such as clocks and slopes of steps before; only the engine reads it. */
  extra?: unknown;
  /** What had been done to the run by then. */
  interventions?: Intervention[];
}

/** What became of a run that something was done to. */
export interface Changed {
  /** Parameters of the start, with all that was done since: with as many steps, it brings the state back to the bit. */
  spec: RunSpec;
  specHash: string;
  /** The step from which it holds; what had been computed after it is dropped. */
  step: number;
}

/** Which states of a run are at hand, and how it came to be where it is. */
export interface RunHistory {
  /** States kept, by step; any other is computed from the one before it. */
  kept: { step: number; time: number }[];
  /** The furthest step that was reached. */
  newest: number;
  /** In memory, and at most. */
  bytes: number;
  budget: number;
  /** Moved out of memory, onto the disk. */
  spilled: number;
  /** Why states go to no disk; null where they do when memory is full. */
  withoutDisk: string | null;
  spec: RunSpec;
  specHash: string;
}

/** Which array is measured, and how. */
export interface MeasureRequest {
  /** Frames of one stream make a history for the features that need one. */
  stream: string;
  step: number;
  shape: readonly number[];
  values: FieldValues;
  /** Factor from the field's unit to millivolts, or null for a field without volts: thresholds are then quantiles. */
  millivoltsPerUnit: number | null;
  periodic: boolean;
  /** Distance between neighbouring cells along each axis, in the order of `shape`. */
  spacing: readonly number[];
  /** 1 for each cell inside the domain, which alone is measured; absent or null when all are. */
  mask?: Uint8Array | null | undefined;
}

export interface Measurement {
  stream: string;
  step: number;
  boxCounting: MetricResult;
  /** The same number for a random mask of equal density: what noise alone would give. */
  nullDimension: MetricResult;
  /** The value above which a cell belongs to the measured set, and where it came from. */
  threshold: { value: number; rule: string };
  features: Record<FeatureName, MetricResult>;
  /** Of the field itself, its mean taken off. */
  spectrum: RadialSpectrum;
}

/** An image or array to measure: values in C order, any finite range; non-finite cells are counted and left out. */
export interface ImageRequest extends Omit<ImageToMeasure, "values"> {
  /** Null for those that were sent last, under the same `pixels`. */
  values: Float32Array | Float64Array | Uint8Array | Uint16Array | null;
  /** A name for these values, by which a later request may mean them. */
  pixels?: string;
  /** Draws of noise to hold values against; 0 leaves the comparison out. */
  draws?: number;
  /** False leaves box counting out of `measureImage`: it takes most of the time. */
  boxCounting?: boolean;
  /** Promises that requests of this key have the same pixels and the same setting: they are then prepared once. */
  key?: string;
}

/** One measure of it. */
export interface ImageMetricRequest extends Omit<ImageRequest, "boxCounting">, MetricRequest {}

/** How long a twin of a run is followed, and from where. */
export interface TwinRequest {
  /** Steps over which the twin is followed. */
  steps: number;
  /** Steps that the run takes alone before. */
  transient?: number;
  /** Steps between renormalisations; found when left out. */
  burst?: number;
  /** Distance of the twin, as a share of the state's norm. */
  perturbation?: number;
  seed?: number;
  /** The state to begin from; the spec's own start when left out. */
  start?: { step: number; fields: Record<string, FieldValues> };
}

/** How far a twin has been followed. */
export interface TwinProgress {
  /** Steps taken of all, the transient among them. */
  done: number;
  of: number;
  /** The largest Lyapunov exponent so far, per unit of time; null before anything counts. */
  exponent: number | null;
  /** Once it has come to its end. */
  result: LyapunovResult | null;
}

/** A call for change points. `options` are those of the detector. */
export interface DetectRequest {
  /** One array a channel, sampled together. */
  channels: Float64Array[];
  method: string;
  options: Record<string, number | boolean | string>;
}

/** Samples for an online detector that goes on from call to call. */
export interface FeedRequest {
  /** Names the stream; the first call of a new name begins with a fresh detector. */
  stream: string;
  method: string;
  options: Record<string, number | boolean | string>;
  /** One list of channel values a sample. */
  samples: number[][];
}

/** A window of a series made into a field. */
export interface SeriesFrameRequest {
  values: Float64Array;
  /** One of `core/series-fields`. */
  field: string;
  /** First sample of the window, and how many it holds. */
  start: number;
  length: number;
  /** Samples back to the window whose field is the frame before; without one there is no change to measure. */
  stride?: number;
}

export interface SeriesFrameResult {
  shape: [number, number];
  /** C order. */
  millivolts: number[];
  features: Record<FeatureName, MetricResult>;
}

/** A series metric in sliding windows. */
export interface WindowedRequest {
  values: Float64Array;
  metric: string;
  window: number;
  stride: number;
}

export interface WindowedResult {
  /** Index of the first sample of each window; a window covers [start, start + window). */
  starts: number[];
  results: MetricResult[];
}

export interface EngineDescription {
  version: string;
  backends: Availability[];
  /** Where it runs, in words: "this browser", "http://…". */
  place: string;
}

/**
 * The one interface between the screen and the mathematics, whoever answers behind it: a worker, this process, a server.
 * Every call may reject with a WorkbenchError.
 */
export interface EngineApi {
  describe(): Promise<EngineDescription>;
  /** Completes and validates the spec, prepares the fields. */
  open(spec: RunSpecInput, wish?: OpenWish): Promise<OpenedRun>;
  /**
   * Advances by `steps` and returns the state. Rejects with `run/not-finite` when a field leaves the finite range:
   * the run then stands at its last good state, which `frame` returns. Calls of one run are carried out one after the other.
   * @param watched the fields to return; all of them unless given. Each costs a copy, on a graphics processor a read-back.
   */
  advance(run: RunId, steps: number, watched?: readonly string[]): Promise<FieldFrame>;
  /** One step. */
  step(run: RunId): Promise<FieldFrame>;
  /** The state as it is. */
  frame(run: RunId): Promise<FieldFrame>;
  /** Ends the `advance` in progress after the current slice, and those that wait behind it; each resolves with the state reached. */
  pause(run: RunId): Promise<void>;
  /** Ends the `advance` in progress, and those that wait behind it; each rejects with `run/cancelled`. */
  cancel(run: RunId): Promise<void>;
  progress(run: RunId): Promise<Progress>;
  /**
   * Changes parameters in flight, between two slices of an `advance`: no re-seeding, no reset. Before the first step the start follows them;
   * later the spec keeps those of the start, and `interventions` say what was moved and when.
   */
  setParameters(run: RunId, parameters: RunSpec["parameters"]): Promise<Changed & { largestStableDt: number | null; warnings: string[] }>;
  /** Paints a mark on a field, between two slices of an `advance`. */
  edit(run: RunId, field: string, mark: Mark): Promise<Changed & { frame: FieldFrame }>;
  /** Back to an initial state and step 0, as the present parameters have it: a new beginning, with nothing done to it. */
  reset(run: RunId): Promise<FieldFrame>;
  history(run: RunId): Promise<RunHistory>;
  /**
   * The exact state of a step from 0 to the newest: from the nearest one kept, with all that was done since. Going on from there gives what it
   * gave before; doing something there drops what came after. Ends the calls in progress as `pause` does, and is ended like an `advance`.
   */
  goTo(run: RunId, step: number): Promise<FieldFrame>;
  /** A copy of the whole state. */
  save(run: RunId): Promise<SavedState>;
  /** Takes up a state that was saved, of this run or of another of the same spec. */
  restore(run: RunId, state: SavedState): Promise<FieldFrame>;
  close(run: RunId): Promise<void>;
  /** Fixed points, dispersion and stability limits of a spec, without running it. */
  analyse(spec: RunSpecInput): Promise<StabilityReport>;
  /** What the uniform states of a spec do over a plane of two of its parameters; the spec's own values of them do not count. */
  analysePlane(spec: RunSpecInput, x: PlaneAxis, y: PlaneAxis): Promise<ParameterPlane>;
  /** The metrics of one frame of a run. */
  measure(request: MeasureRequest): Promise<Measurement>;
  measureImage(request: ImageRequest): Promise<ImageMeasurement>;
  /** One measure of an image, held against noise. Unlike `measureImage`, asked for any of the registry, with options. */
  measureMetric(request: ImageMetricRequest): Promise<MetricReport>;
  /** Opens twin runs of a spec, to measure its largest Lyapunov exponent. `close` ends them. */
  openTwins(spec: RunSpecInput, request: TwinRequest): Promise<RunId>;
  /** Follows them a little further. `stop` ends it with what was found so far. */
  advanceTwins(twins: RunId, stop?: boolean): Promise<TwinProgress>;
  detect(request: DetectRequest): Promise<Detection>;
  /** Gives samples to an online detector. Streams fed longest ago are forgotten when there are many. */
  feed(request: FeedRequest): Promise<FeedStep[]>;
  measureWindows(request: WindowedRequest): Promise<WindowedResult>;
  /** The field that a window of a series makes, and its 18 features. */
  seriesFrame(request: SeriesFrameRequest): Promise<SeriesFrameResult>;
}
