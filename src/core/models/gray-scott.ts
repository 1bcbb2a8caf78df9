import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** Pearson's seed: a square of half-width 0.06 Lx in the middle, inside it (½, ¼), with noise that breaks the symmetry. */
const inSquare = "heaviside(0.06*Lx - abs(x - Lx/2)) * heaviside(0.06*Lx - abs(y - Ly/2)) * heaviside(0.06*Lx + Lz/Lx - abs(z - Lz/2))";

const behaviour = (id: string, title: string, F: number, k: number, note: string, dt = 1): Preset => ({
  id,
  title,
  note,
  parameters: { F, k, D_u: 0.2, D_v: 0.1 },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt },
});

/** Two chemicals and one autocatalytic step, U + 2V → 3V, with feed and removal. */
export const grayScott = defineModel({
  id: "gray-scott",
  title: "Gray–Scott",
  summary: "U is fed in and eaten by V, which makes more of itself and decays: spots that divide, worms, holes and waves.",
  source: "Pearson 1993, Science 261:189, doi:10.1126/science.261.5118.189",
  species: {
    u: { title: "Substrate", unit: "1", range: [0, 1], rest: 1 },
    v: { title: "Autocatalyst", unit: "1", range: [0, 1] },
  },
  params: {
    F: num(0.037, { title: "Feed rate", unit: "1/T", min: 0, max: 0.12, help: "Rate at which U is fed in and everything is washed out." }),
    k: num(0.06, { title: "Kill rate", unit: "1/T", min: 0, max: 0.1, help: "Rate at which V turns into inert product." }),
    D_u: num(0.2, { title: "Diffusivity of U", unit: "L²/T", min: 0, max: 1 }),
    D_v: num(0.1, {
      title: "Diffusivity of V",
      unit: "L²/T",
      min: 0.05,
      max: 1,
      help: "From 0.05: with less, V piles up in single cells and reacts faster than the presets' time step can follow.",
    }),
  },
  equations: {
    u: "D_u*laplacian(u) - u*v^2 + F*(1 - u)",
    v: "D_v*laplacian(v) + u*v^2 - (F + k)*v",
  },
  integrator: { method: "euler", dt: 1 },
  initial: { kind: "expression", u: `1 - 0.5*${inSquare} + ${inSquare}*noise(0.02)`, v: `0.25*${inSquare} + ${inSquare}*noise(0.02)` },
  presets: [
    behaviour("labyrinth", "Labyrinth", 0.037, 0.06, "Stripes that branch and fill the plane. Figures after the menu of VisualPDE."),
    behaviour("mitosis", "Dividing spots and worms", 0.038, 0.063, "Mitosis, rings and worms together (Munafo)."),
    behaviour("spots", "Spots", 0.03, 0.062, "Spots that settle into a lattice. Figures after the menu of VisualPDE."),
    behaviour("worms", "Worms", 0.078, 0.061, "Worms that grow at their ends. Figures after the menu of VisualPDE."),
    behaviour("holes", "Holes", 0.039, 0.058, "Holes in a filled plane. Figures after the menu of VisualPDE."),
    behaviour("theta", "Pearson θ", 0.046, 0.061, "Rings that break into negative worms (Pearson 1993, class θ)."),
    behaviour("epsilon", "Pearson ε", 0.014, 0.055, "C-shaped spots that keep splitting (Pearson 1993, class ε)."),
    behaviour("chaos", "Chaos", 0.026, 0.051, "Spatio-temporal chaos. Figures after the menu of VisualPDE."),
    behaviour(
      "waves",
      "Rings and waves",
      0.014,
      0.043,
      "Rings and waves that annihilate where they meet (Munafo, class ξ). Half the usual step: with a whole one the fronts lag behind.",
      0.5,
    ),
  ],
});
