import { z } from "zod";
import type { ParamValue } from "../define/params";
import { sides, type Side } from "./sides";
import { mark, type Mark } from "./mark";

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
  ...(Object.fromEntries(sides.map((side) => [side, condition.optional()])) as Record<Side, z.ZodOptional<typeof condition>>),
  other: condition.optional(),
});
const perSide = z.union([condition, bySide]);
export type SidesSpec = z.infer<typeof perSide>;

const boundary = z.union([perSide, z.record(z.string(), perSide)]);
/**
 * One condition for all, one per side, or either of these per species (`other` for those not named). An auxiliary field may
 * be named like a species; unnamed, it is periodic along an axis where every species is, else its slope there is 0.
 */
export type BoundarySpec = z.infer<typeof boundary>;

const extent = z.int().min(1).max(16384);
const spacing = z.number().positive();
const grid = z.strictObject({
  shape: z.union([z.tuple([extent, extent]), z.tuple([extent, extent, extent])]),
  /** Distance between neighbouring cells, in the model's unit of length: one number, or one per axis in the order of `shape`. */
  spacing: z.union([spacing, z.array(spacing).min(2).max(3)]),
  stencil: z.enum(["standard", "isotropic"]),
  /** Which cells belong to the domain: those where a formula in x, y, z, an array, or 1 with marks painted on it is above 0. All when absent. */
  mask: z.union([z.string(), z.strictObject({ file: z.string().min(1) }), z.strictObject({ painted: z.array(mark).max(5000) })]).optional(),
});
export type MaskSpec = NonNullable<z.infer<typeof grid>["mask"]>;
/** Shape `[ny, nx]` or `[nz, ny, nx]`. */
export type GridSpec = z.infer<typeof grid>;

const initial = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("model-default") }),
  z.strictObject({
    kind: z.literal("noise"),
    around: z.union([z.literal("fixed-point"), z.record(z.string(), z.number())]),
    amplitude: z.number().min(0),
  }),
  z.looseObject({ kind: z.literal("expression") }),
  z.strictObject({ kind: z.literal("file"), path: z.string().min(1) }),
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
  dt: z.union([z.number().positive(), z.literal("auto"), z.strictObject({ atMost: z.number().positive() })]),
  rtol: z.number().positive(),
  atol: z.number().positive(),
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
    min: z.number().optional(),
    max: z.number().optional(),
    title: z.string().optional(),
    unit: z.string().optional(),
    symbol: z.string().optional(),
    help: z.string().optional(),
  }),
]);
const customSpecies = z.strictObject({
  title: z.string().optional(),
  unit: z.string().optional(),
  range: z.tuple([z.number(), z.number()]).optional(),
  rest: z.number().optional(),
  timeScale: quantity.optional(),
  symbol: z.string().optional(),
});
const parameterValue = z.union([
  z.number(),
  z.boolean(),
  z.string(),
  z.strictObject({ file: z.string().min(1), low: z.number().optional(), high: z.number().optional() }),
]);

const intervention = z.strictObject({
  step: z.int().min(0).max(Number.MAX_SAFE_INTEGER),
  /** New values of some parameters: numbers, and what else they may be but a file. */
  parameters: z.record(z.string(), z.union([z.number(), z.boolean(), z.string()])).optional(),
  field: z.string().optional(),
  mark: mark.optional(),
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
  model: z.string().min(1),
  species: z.record(z.string(), customSpecies).optional(),
  params: z.record(z.string(), customParam).optional(),
  equations: z.record(z.string(), z.string()).optional(),
  auxiliary: z.record(z.string(), z.string()).optional(),
  parameters: z.record(z.string(), parameterValue).optional(),
  grid: grid.partial().optional(),
  boundary: boundary.optional(),
  initial: initial.optional(),
  integrator: integrator.partial().optional(),
  precision: z.enum(["f32", "f64"]).optional(),
  seed: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  steps: z.int().min(0).max(Number.MAX_SAFE_INTEGER).optional(),
  record: z
    .strictObject({ every: z.int().min(0), fields: z.array(z.string()) })
    .partial()
    .optional(),
  /** In the order in which they were done; steps never fall. */
  interventions: z.array(intervention).optional(),
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
