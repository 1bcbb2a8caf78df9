import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const setting = (id: string, title: string, note: string, parameters: Preset["parameters"]): Preset => ({
  id,
  title,
  note,
  parameters,
  grid: { shape: [128, 128], spacing: 0.5, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "heun", dt: 0.02 },
});

/**
 * Cells that climb the gradient of what they secrete. Lengths are measured in the range of the attractant and times in its
 * life time. In 2D the bare equations of 1971 gather any large enough number of cells into a point within finite time; here
 * cells at the density γ leave no room for more (volume filling: Painter & Hillen 2002, Can. Appl. Math. Q. 10:501).
 */
export const kellerSegel = defineModel({
  id: "keller-segel",
  title: "Keller–Segel chemotaxis",
  summary: "Cells climb the gradient of an attractant that they secrete themselves, and gather into heaps.",
  family: "Biology",
  source:
    "Keller & Segel 1971, J. Theor. Biol. 30:225, doi:10.1016/0022-5193(71)90050-6; with volume filling and growth, models M3a and M8 of Hillen & Painter 2009, J. Math. Biol. 58:183, doi:10.1007/s00285-008-0201-3",
  species: {
    u: { title: "Cells", unit: "1", range: [0, 4], rest: 1 },
    c: { title: "Attractant", unit: "1", range: [0, 4], rest: 1 },
  },
  params: {
    D: num(1, {
      title: "Diffusivity of the cells",
      unit: "L²/T",
      min: 1,
      max: 2,
      help: "That of the attractant is 1. From 1: with less, cells climb more steeply than the grid can follow.",
    }),
    chi: num(3, {
      title: "Chemotactic sensitivity",
      unit: "L²/T",
      min: 0,
      max: 6,
      help: "Cells at density u gather where χ u (1 − u/γ) exceeds D.",
    }),
    gamma: num(4, {
      title: "Density at which space is full",
      unit: "1",
      min: 2,
      max: 8,
      help: "Cells do not climb into space that is full.",
    }),
    r: num(0, { title: "Growth rate", unit: "1/T", min: 0, max: 1, help: "Of logistic growth to density 1. 0: the number of cells is conserved." }),
  },
  equations: {
    u: "div(D*grad(u) - chi*u*(1 - u/gamma)*grad(c)) + r*u*(1 - u)",
    c: "laplacian(c) + u - c",
  },
  grid: { shape: [128, 128], spacing: 0.5, stencil: "standard" },
  integrator: { method: "heun", dt: 0.02 },
  initial: { kind: "noise", around: { u: 1, c: 1 }, amplitude: 0.01 },
  presets: [
    setting("heaps", "Heaps of cells", "Stripes and heaps that merge into ever larger ones; the number of cells is conserved.", {
      D: 1,
      chi: 3,
      gamma: 4,
      r: 0,
    }),
    setting(
      "restless",
      "Heaps that come and go",
      "With growth, new heaps rise in the gaps while neighbours merge (Painter & Hillen 2011, Physica D 240:363).",
      { D: 1, chi: 6, gamma: 8, r: 0.5 },
    ),
    setting("dispersed", "Too weak to gather", "χ u (1 − u/γ) = 0.75 lies below D = 1: the noise dies out.", { D: 1, chi: 1, gamma: 4, r: 0 }),
  ],
});
