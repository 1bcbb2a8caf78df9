import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** Pearson's seed: a square of half-width 0.06 Lx in the middle, inside it (½, ¼), with noise that breaks the symmetry. */
const inSquare = "heaviside(0.06*Lx - abs(x - Lx/2)) * heaviside(0.06*Lx - abs(y - Ly/2)) * heaviside(0.06*Lx + Lz/Lx - abs(z - Lz/2))";

/** The start of Pearson's classes: 20 by 20 cells of (½, ¼) in the middle, and 1 % of noise. */
const pearsonSquare = "heaviside(10 - abs(x - Lx/2)) * heaviside(10 - abs(y - Ly/2))";
const pearsonStart = {
  kind: "expression",
  u: `1 - 0.5*${pearsonSquare} + noise(0.01*(1 - 0.5*${pearsonSquare}))`,
  v: `0.25*${pearsonSquare} + noise(0.0025*${pearsonSquare})`,
} as const;

/** The uniform state with more V, which exists where F ≥ 4(F + k)². Munafo calls it blue and (1, 0) red. */
const root = "sqrt(max(0, 1 - 4*(F + k)^2/F))";
const blue = { u: `(1 - ${root})/2`, v: `F/(F + k)*(1 + ${root})/2` };

const disc = (x: number, y: number, radius: number) => `heaviside(${radius} - sqrt((x - ${x}*Lx)^2 + (y - ${y}*Ly)^2))`;
const large = [disc(0.2, 0.25, 8), disc(0.6, 0.2, 10), disc(0.82, 0.6, 12), disc(0.35, 0.7, 14)].join(" + ");
const small = [disc(0.2, 0.25, 5), disc(0.6, 0.2, 6), disc(0.82, 0.6, 7), disc(0.35, 0.7, 6)].join(" + ");

/** Blue discs on red, red ones on blue, and discs of Pearson's (½, ¼). */
const blueDiscs = { kind: "expression", u: `1 - (1 - ${blue.u})*(${large})`, v: `${blue.v}*(${large})` } as const;
const redDiscs = { kind: "expression", u: `${blue.u} + (1 - ${blue.u})*(${large})`, v: `${blue.v}*(1 - (${large}))` } as const;
const patches = { kind: "expression", u: `1 - 0.5*(${small})`, v: `0.25*(${small})` } as const;

/** A wave that runs along x, its lower half cut away: the free end curls up. */
const brokenWave = {
  kind: "expression",
  u: "1 - (y < Ly/2)*(0.7*(x < 0.45*Lx) + 0.3*(x >= 0.45*Lx)*(x < 0.5*Lx))",
  v: "0.3*(y < Ly/2)*(x >= 0.45*Lx)*(x < 0.5*Lx)",
} as const;

const behaviour = (id: string, title: string, F: number, k: number, note: string, rest: Partial<Preset> = {}): Preset => ({
  id,
  title,
  note,
  parameters: { F, k, D_u: 0.2, D_v: 0.1 },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 1 },
  ...rest,
});

/** With a whole step some of them run several per cent off within two hundred. */
const halfStep = { integrator: { method: "euler", dt: 0.5 } } as const;

/** One of Pearson's classes, from his start. */
const pearson = (id: string, title: string, F: number, k: number, note: string, rest: Partial<Preset> = {}): Preset =>
  behaviour(id, title, F, k, note, { initial: pearsonStart, ...rest });

/** One of those that Munafo found from other starts, on a grid as fine as his: D/h² is that of his spacing 1/143. */
const munafo = (id: string, title: string, F: number, k: number, note: string, initial: NonNullable<Preset["initial"]>): Preset =>
  behaviour(id, title, F, k, note, {
    grid: { shape: [192, 192], spacing: 0.7, stencil: "standard" },
    initial,
    integrator: { method: "euler", dt: 0.5 },
  });

/** Two chemicals and one autocatalytic step, U + 2V → 3V, with feed and removal. */
export const grayScott = defineModel({
  id: "gray-scott",
  title: "Gray–Scott",
  summary: "U is fed in and eaten by V, which makes more of itself and decays: spots that divide, worms, holes and waves.",
  family: "Chemistry",
  source:
    "Pearson 1993, Science 261:189, doi:10.1126/science.261.5118.189; classes with more starts, Munafo, Pearson's Classification (Extended), mrob.com/pub/comp/xmorphia",
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
    behaviour(
      "pulsating",
      "Pulsating spots",
      0.025,
      0.06,
      "Spots that divide, crowd each other out and pulsate. Figures after the menu of VisualPDE.",
    ),
    pearson("alpha", "Pearson α", 0.01, 0.047, "Wavelets and young spirals that multiply and vanish where they meet.", halfStep),
    pearson("chaos", "Pearson β", 0.026, 0.051, "A sea of V in which voids open and close: spatio-temporal chaos."),
    pearson("gamma", "Pearson γ", 0.022, 0.051, "Stripes that never come to rest."),
    pearson(
      "delta",
      "Pearson δ",
      0.042,
      0.059,
      "Holes in hexagons, as in a true Turing pattern. By Heun's method: Euler's would undamp the uniform state.",
      { integrator: { method: "heun", dt: 1 } },
    ),
    pearson("epsilon", "Pearson ε", 0.014, 0.055, "C-shaped spots that keep splitting."),
    pearson("eta", "Pearson η", 0.034, 0.063, "Spots and short worms that settle after a long time."),
    pearson("theta", "Pearson θ", 0.046, 0.061, "Rings that merge into a field of negative worms."),
    pearson("iota", "Pearson ι", 0.046, 0.0594, "Negative spots that keep each other alive; a single one closes."),
    pearson("kappa", "Pearson κ", 0.05, 0.063, "Stripes that grow sideways into coral and hedges."),
    pearson("lambda", "Pearson λ", 0.034, 0.065, "Solitons that divide until they fill the plane as hexagons.", halfStep),
    pearson("mu", "Pearson μ", 0.046, 0.065, "Worms that grow at their ends."),
    munafo("nu", "Munafo ν", 0.054, 0.067, "Solitons that neither divide nor die and slowly drift apart.", patches),
    behaviour(
      "waves",
      "Rings and waves",
      0.014,
      0.043,
      "Rings and waves that annihilate where they meet (Munafo ξ). Half the usual step: with a whole one the fronts lag behind.",
      { integrator: { method: "euler", dt: 0.5 } },
    ),
    behaviour("spirals", "Munafo ξ", 0.01, 0.041, "Lasting spirals, from a broken wave.", {
      initial: brokenWave,
      boundary: "neumann",
      integrator: { method: "euler", dt: 0.5 },
    }),
    munafo("pi", "Munafo π", 0.062, 0.061, "Negative spots that live on alone, at rest among each other.", redDiscs),
    munafo("rho", "Munafo ρ", 0.09, 0.059, "Red bubbles in blue foam; walls tighten like soap films.", redDiscs),
    munafo("sigma", "Munafo σ", 0.09, 0.057, "Blue bubbles that grow until thin red walls part them.", blueDiscs),
  ],
});
