import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const gel = (id: string, title: string, b: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { a: 12, b, c: 1, starch: 20 },
  grid: { shape: [128, 128], spacing: 0.5, stencil: "standard" },
  integrator: { method: "euler", dt: 0.0025 },
});

/** Iodide u and chlorite v in a gel with starch, which binds iodide and so slows it by σ against chlorite. */
export const lengyelEpstein = defineModel({
  id: "lengyel-epstein",
  title: "Lengyel–Epstein",
  summary: "The chlorite–iodide–malonic acid reaction, in which Turing's patterns were first seen: hexagons of spots, and stripes.",
  family: "Chemistry",
  source: "Lengyel & Epstein 1991, Science 251:650, doi:10.1126/science.251.4994.650",
  species: {
    u: { title: "Iodide", unit: "1", range: [0, 10], rest: 2.4 },
    v: { title: "Chlorite", unit: "1", range: [0, 40], rest: 6.76 },
  },
  params: {
    a: num(12, { title: "Supply of iodide", unit: "1", min: 6, max: 30, help: "At rest u = a/5 and v = 1 + u²." }),
    b: num(0.37, { title: "Supply of chlorite", unit: "1", min: 0.1, max: 2 }),
    c: num(1, { title: "Ratio of diffusivities without starch", unit: "1", min: 0.5, max: 2 }),
    starch: num(20, {
      title: "Slowing of iodide by starch",
      symbol: "\\sigma",
      unit: "1",
      min: 2,
      max: 40,
      help: "Of no weight for the Turing threshold; keeps the reaction from oscillating where it is large.",
    }),
  },
  equations: {
    u: "laplacian(u) + a - u - 4*u*v/(1 + u^2)",
    v: "starch*(c*laplacian(v) + b*(u - u*v/(1 + u^2)))",
  },
  grid: { shape: [128, 128], spacing: 0.5, stencil: "standard" },
  integrator: { method: "euler", dt: 0.0025 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.1 },
  presets: [
    gel("hexagons", "Hexagons, b = 0.37", 0.37, "Just past the Turing threshold b = 0.396: dark spots, six around each. Predicted wavelength 6.97."),
    gel("stripes", "Stripes, b = 0.31", 0.31, "Further past it the spots join into stripes."),
  ],
});
