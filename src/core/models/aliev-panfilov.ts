import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** A front that runs up from the middle, its right half cut away and the way it came still recovering. */
const brokenFront = {
  kind: "expression",
  u: "heaviside(y - Ly/2)*heaviside(0.06*Lx - abs(x - Lx/2))",
  v: "select((x < 0.44*Lx)*(y > 0.3*Ly), 1.6, 0)",
} as const;

const tissue = (id: string, title: string, side: number, own: { a: number; epsilon_0: number; mu_1: number }, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { k: 8, mu_2: 0.3, D: 1, ...own },
  grid: { shape: [side, side], spacing: 0.6, stencil: "standard" },
  boundary: "neumann",
  initial: brokenFront,
  integrator: { method: "rk4", dt: 0.05 },
});

/** FitzHugh–Nagumo changed so that pulses have the shape and the restitution of those of heart muscle. */
export const alievPanfilov = defineModel({
  id: "aliev-panfilov",
  title: "Aliev–Panfilov",
  summary: "Heart muscle in two variables: action potentials that last longer after a longer rest, re-entrant spirals and their break-up.",
  family: "Excitable media",
  source: "Aliev & Panfilov 1996, Chaos Solitons Fractals 7:293, doi:10.1016/0960-0779(95)00089-5",
  species: {
    u: { title: "Potential", unit: "1", range: [0, 1] },
    v: { title: "Recovery", unit: "1", range: [0, 3] },
  },
  params: {
    k: num(8, {
      title: "Strength of the fast current",
      unit: "1/T",
      min: 4,
      max: 12,
      help: "In dog's heart a unit of time is 12.9 ms, and u = 0…1 stands for −80…20 mV.",
    }),
    a: num(0.15, { title: "Threshold of excitation", unit: "1", min: 0.05, max: 0.25 }),
    epsilon_0: num(0.002, { title: "Slowest rate of recovery", unit: "1/T", min: 0.001, max: 0.05 }),
    mu_1: num(0.2, { title: "Gain of recovery's rate with v", unit: "1/T", min: 0.05, max: 0.4 }),
    mu_2: num(0.3, { title: "Potential that halves this gain", unit: "1", min: 0.1, max: 1 }),
    D: num(1, { title: "Diffusivity of potential", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: {
    u: "D*laplacian(u) - k*u*(u - a)*(u - 1) - u*v",
    v: "(epsilon_0 + mu_1*v/(u + mu_2))*(-v - k*u*(u - a - 1))",
  },
  grid: { shape: [240, 240], spacing: 0.6, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.05 },
  initial: brokenFront,
  presets: [
    tissue("spiral", "Spiral wave", 240, { a: 0.15, epsilon_0: 0.002, mu_1: 0.2 }, "The figures of 1996: a wave that re-enters its own path."),
    tissue("break-up", "Break-up", 320, { a: 0.1, epsilon_0: 0.01, mu_1: 0.1 }, "A spiral that, after ten turns or so, breaks up into many."),
  ],
});
