import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** One turn of phase around the middle, the amplitude rising from 0 there. */
const vortex = { kind: "expression", u: "0.02*(x - Lx/2)", v: "0.02*(y - Ly/2)" } as const;
const noise = { kind: "noise", around: { u: 0, v: 0 }, amplitude: 0.1 } as const;

const medium = (id: string, title: string, omega_1: number, note: string, initial: Preset["initial"] & object): Preset => ({
  id,
  title,
  note,
  parameters: { omega_0: 1, omega_1, D: 1 },
  grid: { shape: [200, 200], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial,
});

/** Oscillators whose amplitude r = √(u² + v²) sets their growth λ(r) = 1 − r² and their frequency ω(r) = ω₀ + ω₁r². */
export const lambdaOmega = defineModel({
  id: "lambda-omega",
  title: "λ–ω",
  summary: "Coupled oscillators whose growth and frequency depend on their amplitude alone: plane waves and their stability are known exactly.",
  family: "Oscillating media",
  source: "Kopell & Howard 1973, Stud. Appl. Math. 52:291, doi:10.1002/sapm1973524291",
  species: {
    u: { title: "First coordinate", unit: "1", range: [-1.2, 1.2] },
    v: { title: "Second coordinate", unit: "1", range: [-1.2, 1.2] },
  },
  params: {
    omega_0: num(1, { title: "Frequency of small oscillations", unit: "1/T", min: -2, max: 2 }),
    omega_1: num(-1, {
      title: "Change of frequency with r²",
      unit: "1/T",
      min: -3,
      max: 3,
      help: "Plane waves of amplitude r are stable from r² = 2(1 + ω₁²)/(3 + 2ω₁²).",
    }),
    D: num(1, { title: "Diffusivity", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: {
    u: "D*laplacian(u) + (1 - u^2 - v^2)*u - (omega_0 + omega_1*(u^2 + v^2))*v",
    v: "D*laplacian(v) + (omega_0 + omega_1*(u^2 + v^2))*u + (1 - u^2 - v^2)*v",
  },
  grid: { shape: [200, 200], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: vortex,
  presets: [
    medium("spiral", "One spiral", -0.8, "A turn of phase winds up into a spiral that takes over the plane.", vortex),
    medium("many", "Spirals from noise", -1.5, "Spirals of both hands, each in a cell of its own.", noise),
  ],
});
