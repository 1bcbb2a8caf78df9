import { z } from "zod";
import { mark } from "../src/core/spec/mark";
import { specInput } from "../src/core/spec/run-spec";
import { decodePacket } from "../src/engine/frame-codec";

/** Numbers as a JSON list, or the typed array a packet brought. */
const listOr = <T>(isArray: (value: unknown) => value is T) => z.union([z.custom<T>(isArray), z.array(z.number())]);

const isDouble = (value: unknown): value is Float64Array<ArrayBuffer> => value instanceof Float64Array;
const isFloat = (value: unknown): value is Float32Array<ArrayBuffer> | Float64Array<ArrayBuffer> => value instanceof Float32Array || isDouble(value);
const isPixels = (value: unknown): value is Uint8Array | Uint16Array | Float32Array | Float64Array =>
  isFloat(value) || value instanceof Uint8Array || value instanceof Uint16Array;

const series = listOr(isDouble).transform((values) => (Array.isArray(values) ? Float64Array.from(values) : values));
const field = listOr(isFloat).transform((values) => (Array.isArray(values) ? Float64Array.from(values) : values));
const cellFlags = listOr((value): value is Uint8Array => value instanceof Uint8Array).transform((values) => Uint8Array.from(values));
const pixels = listOr(isPixels).transform((values) => (Array.isArray(values) ? Float64Array.from(values) : values));

/** In a packet as it is, in JSON as a packet in base64. */
const extra = z.unknown().transform((given, context) => {
  if (typeof given !== "string") return given;
  try {
    return decodePacket(new Uint8Array(Buffer.from(given, "base64")));
  } catch {
    context.addIssue({ code: "custom", message: "expected what was sent with the state" });
    return z.NEVER;
  }
});

const shape = z.array(z.int().min(1).max(16384)).min(1).max(3);
const cells = (extents: readonly number[]) => extents.reduce((product, extent) => product * extent, 1);
const fitting = ({ shape: extents, values }: { shape: number[]; values: ArrayLike<number> }) => cells(extents) === values.length;
const unfitting = { path: ["values"], error: "expected as many values as the shape has cells" };

const paramValue = z.union([z.number(), z.boolean(), z.string()]);
/** Files are refused later, in words. */
const parameter = z.union([paramValue, z.strictObject({ file: z.string(), low: z.number().optional(), high: z.number().optional() })]);

/** What a run is to be computed with, in the query of its opening. */
export const wish = z.strictObject({
  backend: z
    .enum(["auto", "plain", "wasm", "webgpu"])
    .optional()
    .describe("The fastest of a short trial when left out; one that is not here is an error."),
  threads: z.coerce.number().int().min(1).max(1024).optional().describe("Threads to use at most."),
  steps: z.coerce.number().int().min(0).max(1000).optional().describe("Steps to take before answering; 0 when left out."),
});

/** A parameter of a plane and its ends; whether the model has it is checked by the analysis, in better words. */
const axis = z.strictObject({ name: z.string().max(200), min: z.number(), max: z.number() });

/** An image, how a set is made of it, and what is done to it before. What fits what is checked by the core. */
const image = {
  shape,
  values: pixels,
  threshold: z.union([
    z.number(),
    z.enum(["otsu", "triangle", "none"]),
    z.strictObject({ rule: z.literal("adaptive"), window: z.int(), offset: z.number() }),
    z.strictObject({ rule: z.literal("hysteresis"), low: z.number(), high: z.number() }),
  ]),
  invert: z.boolean(),
  region: z
    .array(z.tuple([z.int(), z.int()]))
    .min(2)
    .max(3)
    .nullable()
    .optional(),
  background: z
    .union([
      z.enum(["none", "plane"]),
      z.strictObject({ rule: z.literal("opening"), radius: z.int().min(1), background: z.enum(["dark", "bright"]) }),
    ])
    .optional(),
  calibration: z
    .strictObject({ edge: z.array(z.number().positive()).min(2).max(3), unit: z.string().max(20) })
    .nullable()
    .optional(),
  periodic: z.boolean().optional(),
};

const draws = z.int().min(0).max(100).optional().describe("Draws from each null model; 0 leaves the comparison with noise out.");

/** Bodies that requests bring. Specs are checked by `core/spec`, in better words; their schema here is for the documentation. */
export const bodies = {
  spec: specInput,
  advance: z.strictObject({
    steps: z.int().min(0).max(1e9),
    within: z.number().positive().max(3600).optional(),
    watched: z.array(z.string()).max(64).optional(),
  }),
  parameters: z.record(z.string(), parameter),
  edit: z.strictObject({ field: z.string().max(200), mark }),
  goTo: z.strictObject({ step: z.int().min(0) }),
  state: z.strictObject({
    step: z.int().min(0),
    time: z.number(),
    fields: z.record(z.string(), field),
    extra: extra.optional().describe("As it was sent; only the engine reads it."),
    interventions: specInput.shape.interventions,
  }),
  plane: z.strictObject({ spec: z.looseObject({}).describe("An experiment spec, as in POST /runs."), x: axis, y: axis }),
  twins: z.strictObject({
    spec: z.looseObject({}).describe("An experiment spec, as in POST /runs."),
    request: z.strictObject({
      steps: z.int().min(1).max(1e9),
      transient: z.int().min(0).max(1e9).optional(),
      burst: z.int().min(1).max(1e9).optional(),
      perturbation: z.number().positive().optional(),
      seed: z.int().min(0).optional(),
      start: z.strictObject({ step: z.int().min(0), fields: z.record(z.string(), field) }).optional(),
    }),
  }),
  advanceTwins: z.strictObject({ stop: z.boolean() }),
  measure: z
    .strictObject({
      stream: z.string().max(200),
      step: z.number().min(0),
      shape,
      values: field,
      millivoltsPerUnit: z.number().positive().nullable(),
      periodic: z.boolean(),
      spacing: z.array(z.number().positive()).min(1).max(3),
      mask: cellFlags.nullable().optional().describe("1 for each cell inside the domain, 0 for the others; all are inside when left out."),
    })
    .refine(fitting, unfitting)
    .refine(({ shape: extents, spacing }) => extents.length === spacing.length, {
      path: ["spacing"],
      error: "expected one number for each axis of the shape",
    }),
  measureImage: z.strictObject({ ...image, draws, boxCounting: z.boolean().optional() }).refine(fitting, unfitting),
  measureMetric: z
    .strictObject({
      ...image,
      metric: z.string().max(200),
      options: z.record(z.string(), paramValue).optional(),
      draws,
      seed: z.int().min(0).optional(),
    })
    .refine(fitting, unfitting),
  detect: z.strictObject({ channels: z.array(series).min(1).max(64), method: z.string(), options: z.record(z.string(), paramValue) }),
  feed: z.strictObject({
    stream: z.string().min(1).max(200),
    method: z.string(),
    options: z.record(z.string(), paramValue),
    samples: z.array(z.array(z.number()).min(1).max(64)).max(10_000),
  }),
  measureWindows: z.strictObject({ values: series, metric: z.string(), window: z.int().min(1), stride: z.int().min(1) }),
  seriesFrame: z.strictObject({
    values: series,
    field: z.string().max(200),
    start: z.int().min(0),
    length: z.int().min(1),
    stride: z.int().min(1).optional(),
  }),
};

const frame = z.object({
  run: z.string(),
  step: z.int(),
  time: z.number(),
  shape,
  fields: z.record(z.string(), z.array(z.number())),
  counters: z.record(z.string(), z.number()),
  cellUpdatesPerSecond: z.number(),
  paused: z.boolean(),
});
const limit = z.number().nullable();
const warnings = z.array(z.string());

/** Forms of the answers, for the documentation: what the engine returns is sent as it is. */
export const answers = {
  description: z.object({
    version: z.string(),
    backends: z.array(
      z.object({
        id: z.string(),
        title: z.string(),
        exact: z.boolean(),
        threads: z.int(),
        missing: z.string().nullable().describe("Why it is not to be had."),
      }),
    ),
    place: z.string(),
  }),
  opened: z.object({
    run: z.string(),
    spec: specInput,
    specHash: z.string(),
    backend: z.string(),
    threads: z.int(),
    exact: z.boolean().describe("Whether the same spec gives the same bits on every exact back end."),
    because: z.string().describe("Why this back end."),
    largestStableDt: limit,
    warnings,
    notes: z.array(z.string()).describe("What was decided for the spec, and why."),
    frame,
  }),
  advanced: z.object({ frame, done: z.int().describe("Steps carried out; fewer than asked for when `within` passed or the run was paused.") }),
  frame,
  progress: z.object({ step: z.int(), target: z.int(), running: z.boolean() }),
  parameters: z.object({ spec: specInput, specHash: z.string(), step: z.number(), largestStableDt: limit, warnings }),
  edited: z.object({ frame, spec: specInput, specHash: z.string(), step: z.int().describe("From which the mark holds.") }),
  id: z.string(),
  nothing: z.null(),
  object: z.looseObject({}),
  list: z.array(z.looseObject({})),
  health: z.object({
    service: z.literal("mfn-workbench"),
    status: z.enum(["healthy", "degraded"]),
    ready: z.boolean(),
    version: z.string(),
    runs: z.int(),
  }),
};
