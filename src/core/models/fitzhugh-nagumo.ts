import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** A pulse that runs along x, its lower half cut away and the way it came still recovering: the free end curls up. */
const brokenPulse = {
  kind: "expression",
  u: "select((x > 0.44*Lx)*(x < 0.52*Lx)*(y < Ly/2), 1.5, -1.2)",
  v: "select((x <= 0.44*Lx)*(y < Ly/2), 0.6, -0.6)",
} as const;

const setting = (id: string, title: string, epsilon: number, I: number, note: string, initial: Preset["initial"]): Preset => ({
  id,
  title,
  note,
  parameters: { epsilon, beta: 0.7, gamma: 0.8, I, D: 1 },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  ...(initial ? { initial } : {}),
});

/** Two variables that keep what matters of a nerve: threshold, spike, recovery. */
export const fitzhughNagumo = defineModel({
  id: "fitzhugh-nagumo",
  title: "FitzHugh–Nagumo",
  summary: "An excitable medium: a push beyond the threshold travels on as a pulse, and a broken pulse curls into a spiral.",
  family: "Excitable media",
  source:
    "FitzHugh 1961, Biophys. J. 1:445, doi:10.1016/S0006-3495(61)86902-6; Nagumo et al. 1962, Proc. IRE 50:2061, doi:10.1109/JRPROC.1962.288235",
  species: {
    u: { title: "Excitation", unit: "1", range: [-3, 3], rest: -1.1994 },
    v: { title: "Recovery", unit: "1", range: [-2, 3], rest: -0.6243 },
  },
  params: {
    epsilon: num(0.02, { title: "Rate of recovery", unit: "1/T", min: 0.005, max: 0.2 }),
    beta: num(0.7, { title: "Offset of recovery", unit: "1", min: 0, max: 1.5 }),
    gamma: num(0.8, { title: "Damping of recovery", unit: "1", min: 0, max: 1.5 }),
    I: num(0, { title: "Applied current", unit: "1/T", min: -0.5, max: 1.5 }),
    D: num(1, { title: "Diffusivity of excitation", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: {
    u: "D*laplacian(u) + u - u^3/3 - v + I",
    v: "epsilon*(u + beta - gamma*v)",
  },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: brokenPulse,
  presets: [
    setting("spiral", "Spiral wave", 0.02, 0, "Excitable: a broken pulse winds up into a rotating spiral.", brokenPulse),
    setting(
      "oscillation",
      "Oscillating medium, I = 0.5",
      0.08,
      0.5,
      "Past the Hopf bifurcation each cell fires by itself; phase waves run through the noise.",
      { kind: "noise", around: "fixed-point", amplitude: 0.3 },
    ),
  ],
});
