import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const setting = (id: string, title: string, note: string, parameters: Preset["parameters"]): Preset => ({
  id,
  title,
  note,
  parameters: { beta: 1, gamma: 0.4, D: 1, D_S: 0, ...parameters },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "heun", dt: 0.1 },
});

/** Kermack and McKendrick's epidemic, carried on by infected who roam. */
export const sir = defineModel({
  id: "sir",
  title: "SIR epidemic",
  summary: "An epidemic that spreads as a wave, and behind it those who escaped.",
  family: "Ecology and epidemics",
  thumbnail: { steps: 250 },
  source:
    "Kermack & McKendrick 1927, Proc. R. Soc. A 115:700, doi:10.1098/rspa.1927.0118; in space, Noble 1974, Nature 250:726, doi:10.1038/250726a0",
  species: {
    S: { title: "Susceptible", unit: "1", range: [0, 1], rest: 1 },
    I: { title: "Infected", unit: "1", range: [0, 1] },
  },
  params: {
    beta: num(1, { title: "Rate of contagion", unit: "1/T", min: 0, max: 2 }),
    gamma: num(0.4, { title: "Rate of removal", unit: "1/T", min: 0.05, max: 1, help: "An epidemic needs βS > γ." }),
    D: num(1, { title: "Diffusivity of the infected", unit: "L²/T", min: 0, max: 2 }),
    D_S: num(0, { title: "Diffusivity of the others", unit: "L²/T", min: 0, max: 2, help: "0 for those who keep to their territories." }),
  },
  equations: {
    S: "D_S*laplacian(S) - beta*S*I",
    I: "D*laplacian(I) + beta*S*I - gamma*I",
  },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "heun", dt: 0.1 },
  initial: { kind: "expression", S: "1", I: "0.1*heaviside(9 - (x - Lx/2)^2 - (y - Ly/2)^2)" },
  presets: [
    setting("wave", "Epidemic wave", "A ring that grows at 2√(D(βS₀ − γ)) = 1.55; 11 % escape.", {}),
    setting("plague", "All roam", "Susceptibles move in behind the wave and feed its tail (Noble's plague, where all diffuse alike).", { D_S: 1 }),
    setting("die-out", "Below the threshold", "βS₀ < γ: the infection dies out where it began.", { beta: 0.35 }),
  ],
});
