import "../uncompiled-schemas";
import * as z from "zod/mini";
import type { ParamValue } from "../define/params";
import { sides, type Side } from "./sides";
import { mark, type Mark } from "./mark";

const word = z.string().check(z.minLength(1));
const positive = z.number().check(z.positive());
const count = z.int().check(z.minimum(0), z.maximum(Number.MAX_SAFE_INTEGER));

/** A number, or a formula in x, y, z, t, Lx, Ly, Lz, pi and the parameters that are plain numbers. */
const quantity = z.union([z.number(), z.string()]);
export type Quantity = z.infer<typeof quantity>;

/**
 * What holds at one side. `periodic`: the opposite side continues it (both sides must say so). `neumann`: outward
 * derivative, per unit of length, 0 when bare, taken at the face half a spacing outside the last cell.
 * `dirichlet`: the value one spacing outside the last cell; bare, the species' rest value.
 * `robin`: a·u + b·∂u/∂n = c at the face, ∂u/∂n the outward derivative. In formulas x, y, z are those of that place.
 */
const condition = z.union([
  z.enum(["periodic", "neumann", "dirichlet"]),
  z.strictObject({ dirichlet: quantity }),
  z.strictObject({ neumann: quantity }),
  z.strictObject({ robin: z.strictObject({ a: quantity, b: quantity, c: quantity }) }),
]);
export type Condition = z.infer<typeof condition>;

const bySide = z.strictObject({
  ...(Object.fromEntries(sides.map((side) => [side, z.optional(condition)])) as Record<Side, z.ZodMiniOptional<typeof condition>>),
  other: z.optional(condition),
});
const perSide = z.union([condition, bySide]);
export type SidesSpec = z.infer<typeof perSide>;

const boundary = z.union([perSide, z.record(z.string(), perSide)]);
/**
 * One condition for all, one per side, or either of these per species (`other` for those not named). An auxiliary field may
 * be named like a species; unnamed, it is periodic along an axis where every species is, else its slope there is 0.
 */
export type BoundarySpec = z.infer<typeof boundary>;

const extent = z.int().check(z.minimum(1), z.maximum(16384));
const grid = z.strictObject({
  shape: z.union([z.tuple([extent, extent]), z.tuple([extent, extent, extent])]),
  /** Distance between neighbouring cells, in the model's unit of length: one number, or one per axis in the order of `shape`. */
  spacing: z.union([positive, z.array(positive).check(z.minLength(2), z.maxLength(3))]),
  stencil: z.enum(["standard", "isotropic"]),
  /** Which cells belong to the domain: those where a formula in x, y, z, an array, or 1 with marks painted on it is above 0. All when absent. */
  mask: z.optional(z.union([z.string(), z.strictObject({ file: word }), z.strictObject({ painted: z.array(mark).check(z.maxLength(5000)) })])),
});
export type MaskSpec = NonNullable<z.infer<typeof grid>["mask"]>;
/** Shape `[ny, nx]` or `[nz, ny, nx]`. */
export type GridSpec = z.infer<typeof grid>;

const initial = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("model-default") }),
  z.strictObject({
    kind: z.literal("noise"),
    around: z.union([z.literal("fixed-point"), z.record(z.string(), z.number())]),
    amplitude: z.number().check(z.minimum(0)),
  }),
  z.looseObject({ kind: z.literal("expression") }),
  z.strictObject({ kind: z.literal("file"), path: word }),
]);
/**
 * `noise`: a uniform state plus Gaussian noise of standard deviation `amplitude`. `expression`: one formula a species,
 * in x, y, z, Lx, Ly, Lz, the parameters and `noise(σ)`, here σ times a standard normal. `file`: an NPY or NPZ array a species.
 */
export type InitialSpec =
  | { kind: "model-default" }
  | { kind: "noise"; around: "fixed-point" | Record<string, number>; amplitude: number }
  | ({ kind: "expression" } & Record<string, string>)
  | { kind: "file"; path: string };

const integrator = z.strictObject({
  method: z.string(),
  dt: z.union([positive, z.literal("auto"), z.strictObject({ atMost: positive })]),
  rtol: positive,
  atol: positive,
});
/**
 * `dt` may be given as "auto", 0.9 of the largest stable step, or as `{ atMost }`: the same only where that is not stable.
 * `dt` of an adaptive method is the first step it tries. `rtol` and `atol` belong to adaptive methods alone: the error of a
 * step is held against atol + rtol·|u|.
 */
export type IntegratorSpec = { method: string; dt: number; rtol?: number; atol?: number };

const customParam = z.union([
  z.number(),
  z.strictObject({
    default: z.number(),
    min: z.optional(z.number()),
    max: z.optional(z.number()),
    title: z.optional(z.string()),
    unit: z.optional(z.string()),
    symbol: z.optional(z.string()),
    help: z.optional(z.string()),
  }),
]);
const customSpecies = z.strictObject({
  title: z.optional(z.string()),
  unit: z.optional(z.string()),
  range: z.optional(z.tuple([z.number(), z.number()])),
  rest: z.optional(z.number()),
  timeScale: z.optional(quantity),
  symbol: z.optional(z.string()),
});
const parameterValue = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.strictObject({ file: word, low: z.optional(z.number()), high: z.optional(z.number()) }),
]);

const intervention = z.strictObject({
  step: count,
  /** New values of some parameters: numbers, and what else they may be but a file. */
  parameters: z.optional(z.record(z.string(), z.union([z.number(), z.boolean(), z.string()]))),
  field: z.optional(z.string()),
  mark: z.optional(mark),
});
/** What was done to a run in flight: it holds from the state of `step` on. Parameters, or a mark on a field, or both. */
export interface Intervention {
  step: number;
  parameters?: Record<string, number | boolean | string>;
  field?: string;
  mark?: Mark;
}

/** Experiment spec, version 1, as a person writes it: only `version` and `model` are required. */
export const specInput = z.strictObject({
  version: z.literal(1),
  model: word,
  species: z.optional(z.record(z.string(), customSpecies)),
  params: z.optional(z.record(z.string(), customParam)),
  equations: z.optional(z.record(z.string(), z.string())),
  auxiliary: z.optional(z.record(z.string(), z.string())),
  parameters: z.optional(z.record(z.string(), parameterValue)),
  grid: z.optional(z.partial(grid)),
  boundary: z.optional(boundary),
  initial: z.optional(initial),
  integrator: z.optional(z.partial(integrator)),
  precision: z.optional(z.enum(["f32", "f64"])),
  seed: z.optional(count),
  steps: z.optional(count),
  record: z.optional(z.partial(z.strictObject({ every: z.int().check(z.minimum(0)), fields: z.array(z.string()) }))),
  /** In the order in which they were done; steps never fall. */
  interventions: z.optional(z.array(intervention)),
});
export type RunSpecInput = z.input<typeof specInput>;

/** The completed spec: every key present; those that custom models, masks, adaptive methods and interventions add, only with them. This is what is hashed, stored, shared and printed. */
export interface RunSpec {
  version: 1;
  model: string;
  species?: RunSpecInput["species"];
  params?: RunSpecInput["params"];
  equations?: Record<string, string>;
  auxiliary?: Record<string, string>;
  parameters: Record<string, ParamValue>;
  grid: GridSpec;
  boundary: BoundarySpec;
  initial: InitialSpec;
  integrator: IntegratorSpec;
  precision: "f32" | "f64";
  seed: number;
  steps: number;
  /** Frames kept for features and export: every so many steps; 0 keeps the last state alone. */
  record: { every: number; fields: string[] };
  /** What was done to the run in flight; absent when nothing was. `parameters` are those of the start. */
  interventions?: Intervention[];
}
