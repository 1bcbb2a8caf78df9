import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** Excited above the middle, recovering left of it: where the two borders cross, the front winds up. */
const crossed = { kind: "expression", u: "heaviside(y - Ly/2)", v: "0.375*heaviside(Lx/2 - x)" } as const;

const spiral = (id: string, title: string, a: number, b: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { a, b, epsilon: 0.02, D: 1 },
  grid: { shape: [200, 200], spacing: 0.2, stencil: "standard" },
  boundary: "neumann",
  initial: crossed,
  integrator: { method: "rk4", dt: 0.01 },
});

/** FitzHugh–Nagumo with straight nullclines. */
export const barkley = defineModel({
  id: "barkley",
  title: "Barkley",
  summary: "An excitable medium with straight nullclines: sharp pulses, and spirals that turn about a core or wander as they turn.",
  family: "Excitable media",
  source: "Barkley 1991, Physica D 49:61, doi:10.1016/0167-2789(91)90194-E",
  species: {
    u: { title: "Excitation", unit: "1", range: [0, 1] },
    v: { title: "Recovery", unit: "1", range: [0, 1] },
  },
  params: {
    a: num(0.75, {
      title: "Duration of excitation",
      unit: "1",
      min: 0.3,
      max: 1.2,
      help: "Fronts turn back where v passes a/2 − b.",
    }),
    b: num(0.06, { title: "Threshold", unit: "1", min: 0, max: 0.2, help: "At rest, excitation has to pass b/a to rise." }),
    epsilon: num(0.02, {
      title: "Time of excitation",
      unit: "T",
      min: 0.01,
      max: 0.1,
      help: "That of recovery is 1. From 0.01: with less, fronts are too thin for the presets' grid.",
    }),
    D: num(1, { title: "Diffusivity of excitation", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: {
    u: "D*laplacian(u) + u*(1 - u)*(u - (v + b)/a)/epsilon",
    v: "u - v",
  },
  grid: { shape: [200, 200], spacing: 0.2, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.01 },
  initial: crossed,
  presets: [
    spiral("spiral", "Spiral wave", 0.75, 0.06, "A spiral that turns steadily about a small core."),
    spiral("meander", "Meandering spiral", 0.58, 0.05, "The core itself wanders as the spiral turns."),
  ],
});
