import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const setting = (id: string, title: string, note: string, mu: number, sigma: number): Preset => ({
  id,
  title,
  note,
  parameters: { mu, sigma, D: 1 },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "heun", dt: 0.1 },
});

/**
 * May and Leonard's three competitors, each of which displaces the next, with mobility. Well mixed, two of them all but die
 * out in turn; spread out, they chase each other in spirals and all live on.
 */
export const cyclicCompetition = defineModel({
  id: "cyclic-competition",
  title: "Cyclic competition",
  summary: "Rock, paper, scissors: each species displaces the next, and mobile, they live together as spirals.",
  family: "Ecology and epidemics",
  thumbnail: { steps: 3000 },
  source:
    "May & Leonard 1975, SIAM J. Appl. Math. 29:243, doi:10.1137/0129022; in space, Reichenbach, Mobilia & Frey 2007, Nature 448:1046, doi:10.1038/nature06095, without noise",
  species: {
    a: { title: "Species A", unit: "1", range: [0, 1] },
    b: { title: "Species B", unit: "1", range: [0, 1] },
    c: { title: "Species C", unit: "1", range: [0, 1] },
  },
  params: {
    mu: num(1, { title: "Reproduction", unit: "1/T", min: 0.1, max: 2, help: "Rate at which each fills empty space." }),
    sigma: num(1, { title: "Dominance", unit: "1/T", min: 0, max: 2, help: "Rate at which A removes B, B removes C and C removes A." }),
    D: num(1, { title: "Mobility", unit: "L²/T", min: 0.2, max: 2 }),
  },
  equations: {
    a: "D*laplacian(a) + mu*a*(1 - a - b - c) - sigma*c*a",
    b: "D*laplacian(b) + mu*b*(1 - a - b - c) - sigma*a*b",
    c: "D*laplacian(c) + mu*c*(1 - a - b - c) - sigma*b*c",
  },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  integrator: { method: "heun", dt: 0.1 },
  initial: { kind: "noise", around: { a: 0.25, b: 0.25, c: 0.25 }, amplitude: 0.02 },
  presets: [
    setting("spirals", "Spirals", "Entangled spirals, μ = σ: the case of the paper.", 1, 1),
    setting("slow-chase", "Weak dominance", "Weaker dominance, longer waves.", 1, 0.4),
  ],
});
