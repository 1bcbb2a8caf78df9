import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const ratio = (id: string, title: string, D: number, dt: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { a: 0.1, b: 1, D },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt },
});

/** Short-range activation, long-range inhibition. */
export const giererMeinhardt = defineModel({
  id: "gierer-meinhardt",
  title: "Gierer–Meinhardt",
  summary: "Short-range activation and long-range inhibition: peaks of activator keep their distance.",
  family: "Biology",
  source: "Gierer & Meinhardt 1972, Kybernetik 12:30, doi:10.1007/BF00289234",
  species: {
    u: { title: "Activator", unit: "1", range: [0, 10], rest: 1.1 },
    v: { title: "Inhibitor", unit: "1", range: [0.01, 20], rest: 1.21 },
  },
  params: {
    a: num(0.1, { title: "Basal production", unit: "1/T", min: 0, max: 1 }),
    b: num(1, {
      title: "Decay of the activator",
      unit: "1/T",
      min: 0.5,
      max: 2,
      help: "From 0.5: with less, the uniform state ((a + 1)/b)² of the inhibitor leaves the range in which runs start.",
    }),
    D: num(30, { title: "Diffusivity of the inhibitor", unit: "L²/T", min: 1, max: 40, help: "That of the activator is 1." }),
  },
  equations: {
    u: "laplacian(u) + a + u^2/v - b*u",
    v: "D*laplacian(v) + u^2 - v",
  },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.005 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.01 },
  presets: [
    ratio("peaks", "Peaks, D = 30", 30, 0.005, "Predicted wavelength 14.03."),
    ratio("close-peaks", "Peaks, D = 20", 20, 0.008, "Predicted wavelength 12.89."),
  ],
});
