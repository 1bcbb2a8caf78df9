import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const ratio = (id: string, title: string, d: number, dt: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { a: 0.1, b: 0.9, d },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt },
});

/** The simplest trimolecular scheme with a limit cycle; with unequal diffusion, the textbook Turing pattern. */
export const schnakenberg = defineModel({
  id: "schnakenberg",
  title: "Schnakenberg",
  summary: "An activator that feeds on a fast-spreading substrate: the textbook case of Turing's instability.",
  family: "Chemistry",
  source: "Schnakenberg 1979, J. Theor. Biol. 81:389, doi:10.1016/0022-5193(79)90042-0",
  species: {
    u: { title: "Activator", unit: "1", range: [0, 5], rest: 1 },
    v: { title: "Substrate", unit: "1", range: [0, 5], rest: 0.9 },
  },
  params: {
    a: num(0.1, { title: "Supply of activator", unit: "1/T", min: 0, max: 0.5 }),
    b: num(0.9, {
      title: "Supply of substrate",
      unit: "1/T",
      min: 0.2,
      max: 2,
      help: "From 0.2: with less, the uniform state b/(a + b)² of the substrate leaves the range in which runs start.",
    }),
    d: num(10, { title: "Ratio of diffusivities", unit: "L²/T", min: 1, max: 40, help: "Diffusivity of the substrate; that of the activator is 1." }),
  },
  equations: {
    u: "laplacian(u) + a - u + u^2*v",
    v: "d*laplacian(v) + b - u^2*v",
  },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.02 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.01 },
  presets: [
    ratio("spots", "Spots, d = 10", 10, 0.02, "Just past the critical ratio 8.5676: predicted wavelength 11.13."),
    ratio("spikes", "Spikes, d = 40", 40, 0.005, "Far past the threshold: predicted wavelength 14.94."),
  ],
});
