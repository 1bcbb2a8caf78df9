import { z } from "zod";

const seed = z.int().min(0).default(42);
const gridSize = z.int().min(8).max(256).default(64);
const steps = z.int().min(1).max(1000).default(64);
const mode = z
  .enum(["reference", "correct"])
  .default("reference")
  .describe("reference: the numbers of MFN v4.1, its faults included. correct: what is right, where the two differ.");
const number = z.number();

/** Requests of MFN v4.1 with its ranges and defaults; as there, keys that are not known are left alone. */
export const referenceBodies = {
  nernst: z.object({
    z_valence: z.int().min(-3).max(3).default(1).describe("Charge number. Not 0; MFN v4.1 took none below 1, so no Cl⁻."),
    concentration_out_molar: number.positive().max(1e6).describe("mol/L"),
    concentration_in_molar: number.positive().max(1e6).describe("mol/L"),
    temperature_k: number.min(273).max(373).default(310).describe("K"),
    mode,
  }),
  simulate: z.object({
    seed,
    grid_size: gridSize,
    steps,
    alpha: number.min(0).max(1).default(0.18).describe("Diffusivity, cells²/step. Above 0.25 the scheme is unstable: mode correct refuses it."),
    spike_probability: number.min(0).max(1).default(0.25),
    turing_enabled: z.boolean().default(true),
    mode,
  }),
  validate: z.object({
    seed,
    epochs: z.int().min(1).max(100).default(1),
    batch_size: z.int().min(1).max(64).default(4),
    grid_size: gridSize,
    steps,
    turing_enabled: z.boolean().default(true),
    quantum_jitter: z.boolean().default(false),
    mode,
  }),
  aggregate: z.object({
    gradients: z.array(z.array(number).max(100_000)).max(10_000).describe("One list a client, all of one length."),
    num_clusters: z.int().min(1).max(1000).default(10),
    byzantine_fraction: number.min(0).max(0.5).default(0.2),
    mode,
  }),
};

export type NernstRequest = z.output<typeof referenceBodies.nernst>;
export type SimulateRequest = z.output<typeof referenceBodies.simulate>;
export type ValidateRequest = z.output<typeof referenceBodies.validate>;
export type AggregateRequest = z.output<typeof referenceBodies.aggregate>;

const warnings = z.array(z.string()).describe("What a careful reader should know.");
const dimension = number.nullable();
const millivolts = number.describe("mV");

export const referenceAnswers = {
  nernst: z.object({ potential_mV: millivolts, mode, warnings }),
  simulate: z.object({
    growth_events: z.int(),
    pot_min_mV: millivolts,
    pot_max_mV: millivolts,
    pot_mean_mV: millivolts,
    pot_std_mV: millivolts,
    fractal_dimension: dimension.describe("0 where mode reference finds none; null, with a reason, in mode correct."),
    fractal_dimension_reason: z.string().optional(),
    noise_dimension: dimension.optional().describe("Mode correct: the same for random masks of equal density."),
    mode,
    warnings,
  }),
  validate: z.object({
    loss_start: number,
    loss_final: number,
    loss_drop: number,
    pot_min_mV: millivolts,
    pot_max_mV: millivolts,
    example_fractal_dim: dimension,
    lyapunov_exponent: number,
    lyapunov_mean: number,
    growth_events: z.int(),
    nernst_symbolic_mV: millivolts,
    nernst_numeric_mV: millivolts,
    nernst_rtfz_mV: millivolts,
    held_out_loss: number.optional().describe("Mode correct: mean over seeds of the squared error on fields the network never saw."),
    held_out_loss_std: number.optional(),
    linear_baseline_loss: number.optional().describe("Mode correct: the same for a linear least-squares fit."),
    mean_baseline_loss: number.optional().describe("Mode correct: the same for always answering the mean."),
    better_than_linear: z.boolean().optional(),
    mode,
    warnings,
  }),
  aggregate: z.object({
    aggregated_gradient: z.array(number),
    num_input_gradients: z.int(),
    tolerated_byzantine: z.int().optional().describe("Mode correct: attackers that the rule is proved for."),
    mode,
    warnings,
  }),
};

export type NernstAnswer = z.output<typeof referenceAnswers.nernst>;
export type SimulateAnswer = z.output<typeof referenceAnswers.simulate>;
export type ValidateAnswer = z.output<typeof referenceAnswers.validate>;
export type AggregateAnswer = z.output<typeof referenceAnswers.aggregate>;
