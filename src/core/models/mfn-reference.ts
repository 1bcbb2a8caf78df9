import { defineSteppedModel } from "../define/model";
import { choice, flag, num } from "../define/params";

/** The engine's valid ranges, those that end before the stability limit 0.25 with their largest round value. Outside them a run warns. */
const diffusivity = { unit: "cells²/step", min: 0.01, max: 0.2499, soft: true };
const rate = { unit: "1/step", min: 0.001, max: 0.1, soft: true };

const params = {
  variant: choice("engine", {
    options: ["engine", "simulate"],
    title: "Version",
    help: "engine: ReactionDiffusionEngine (version B). simulate: simulate_mycelium_field (version A), always periodic, inhibitor updated from the new activator. Version A fixed the diffusivities and rates of activator and inhibitor at their defaults.",
  }),
  alpha: num(0.18, { ...diffusivity, title: "Diffusivity of the potential", min: 0.05 }),
  spike_probability: num(0.25, {
    title: "Probability of a growth event",
    unit: "1/step",
    min: 0,
    max: 1,
    soft: true,
    help: "One draw a step for the whole lattice.",
  }),
  turing_enabled: flag(true, { title: "Activator and inhibitor", help: "Without them version A does not even draw their initial fields." }),
  turing_threshold: num(0.75, {
    title: "Activation threshold",
    min: 0.5,
    max: 0.95,
    soft: true,
    help: "Where the activator exceeds it the potential gains 5 mV a step.",
  }),
  quantum_jitter: flag(false, { title: "Jitter", help: "Gaussian noise on every cell, called quantum jitter by the reference." }),
  jitter_var: num(0.0005, { title: "Variance of the jitter", unit: "V²", min: 0, max: 0.01, soft: true, help: "0.0005 is 22 mV a step." }),
  d_activator: num(0.1, { ...diffusivity, title: "Diffusivity of the activator" }),
  d_inhibitor: num(0.05, { ...diffusivity, title: "Diffusivity of the inhibitor" }),
  r_activator: num(0.01, { ...rate, title: "Rate of the activator" }),
  r_inhibitor: num(0.02, { ...rate, title: "Rate of the inhibitor" }),
};

/**
 * MyceliumFractalNet 4.1 as it was, number for number: field, activator and inhibitor agree with it to the bit. Kept for
 * comparison; `mfn` is the model to study. Known faults (MFN v4.1 model specification, section 14):
 *
 * - No Turing instability can exist: the only fixed point a = h = 0 has trace −0.01 and determinant 0.
 * - The potential is plain heat flow with clamping: patterns die and growth events ratchet its mean upward.
 * - One event at most a step, whatever the size of the lattice; 22 mV of jitter in a window of 135 mV.
 * - Dirichlet boundaries hold 0 V, not rest.
 */
export const mfnReference = defineSteppedModel({
  id: "mfn-reference",
  title: "MFN v4.1 (reference)",
  summary: "The field simulation of MyceliumFractalNet 4.1, faults included, reproduced bit for bit.",
  family: "MFN",
  source: "MyceliumFractalNet 4.1.0 (neuron7x/mycelium-fractal-net, state of 2025-12-05), simulate_mycelium_field and ReactionDiffusionEngine",
  dimensions: [2],
  species: {
    V: { title: "Membrane potential", unit: "V", range: [-0.095, 0.04], rest: -0.07 },
    activator: { title: "Activator", unit: "1", range: [0, 1], symbol: "a" },
    inhibitor: { title: "Inhibitor", unit: "1", range: [0, 1], symbol: "h" },
  },
  params,
  grid: { shape: [64, 64], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "euler", dt: 1 },
  presets: [
    { id: "default", title: "Default", note: "The reference's default: 64 × 64, run for 100 steps with seed 42.", parameters: {} },
    {
      id: "demo",
      title: "Demo",
      note: "The reference's demonstration: 32 × 32, run for 32 steps with seed 42.",
      parameters: {},
      grid: { shape: [32, 32] },
    },
  ],
  // Its step and the tables of numpy's generator are loaded by those who run it.
  start: async (spec) => new (await import("./mfn-reference-simulation")).ReferenceSimulation(spec),
});
