import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const feed = (id: string, title: string, B: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { A: 3, B, D_u: 5, D_v: 12 },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.01 },
});

/** Prigogine and Lefever's scheme A → X, B + X → Y + D, 2X + Y → 3X, X → E. */
export const brusselator = defineModel({
  id: "brusselator",
  title: "Brusselator",
  summary: "A chemical scheme that oscillates or patterns, depending on which of two thresholds its feed B passes first.",
  family: "Chemistry",
  source: "Prigogine & Lefever 1968, J. Chem. Phys. 48:1695, doi:10.1063/1.1668896",
  species: {
    u: { title: "Activator X", unit: "1", range: [0, 15], rest: 3 },
    v: { title: "Inhibitor Y", unit: "1", range: [0, 15], rest: 3 },
  },
  params: {
    A: num(3, {
      title: "Feed A",
      unit: "1/T",
      min: 2,
      max: 5,
      help: "From 2: with less, the oscillation turns into spikes too steep for the presets' time step.",
    }),
    B: num(9, { title: "Feed B", unit: "1/T", min: 1, max: 12, help: "Turing threshold (1 + A √(D_u/D_v))², Hopf threshold 1 + A²." }),
    D_u: num(5, {
      title: "Diffusivity of X",
      unit: "L²/T",
      min: 2,
      max: 10,
      help: "From 2: with less, X piles up in single cells and reacts faster than the presets' time step can follow.",
    }),
    D_v: num(12, { title: "Diffusivity of Y", unit: "L²/T", min: 0, max: 15 }),
  },
  equations: {
    u: "D_u*laplacian(u) + A - (B + 1)*u + u^2*v",
    v: "D_v*laplacian(v) + B*u - u^2*v",
  },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.01 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.01 },
  presets: [
    feed("turing", "Turing pattern, B = 9", 9, "Between the Turing threshold 8.623 and the Hopf threshold 10: predicted wavelength 10.02."),
    feed("oscillation", "Oscillation, B = 11", 11, "Past both thresholds: the uniform oscillation competes with the pattern."),
  ],
});
