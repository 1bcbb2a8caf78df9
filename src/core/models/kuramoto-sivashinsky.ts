import { defineModel } from "../define/model";
import { num } from "../define/params";

/** The front as seen by one who moves with it: its mean advance, −½⟨|∇u|²⟩, is taken off. */
export const kuramotoSivashinsky = defineModel({
  id: "kuramoto-sivashinsky",
  title: "Kuramoto–Sivashinsky",
  summary: "A flame front that wrinkles at one length and never comes to rest: cells that split, merge and are born again.",
  family: "Physics",
  source:
    "Kuramoto & Tsuzuki 1976, Prog. Theor. Phys. 55:356, doi:10.1143/PTP.55.356; Sivashinsky 1977, Acta Astronaut. 4:1177, doi:10.1016/0094-5765(77)90096-0",
  species: { u: { title: "Displacement of the front", unit: "L", range: [-15, 15] } },
  params: {
    nu: num(1, {
      title: "Smoothing of short wrinkles",
      unit: "L⁴/T",
      min: 0.8,
      max: 4,
      help: "Waves of k < 1/√ν grow, fastest at k = 1/√(2ν). From 0.8: with less, they are too short for the preset's grid.",
    }),
  },
  equations: { u: "-laplacian(u) - nu*biharmonic(u) - 0.5*(dot(grad(u), grad(u)) - mean(dot(grad(u), grad(u))))" },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "rk4", dt: "auto" },
  initial: { kind: "noise", around: { u: 0 }, amplitude: 0.1 },
  presets: [
    {
      id: "cells",
      title: "Turbulent cells",
      note: "Wrinkles of about 2π√2 grow, then split and merge without end.",
      parameters: { nu: 1 },
      grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
      boundary: "periodic",
      integrator: { method: "etdrk4", dt: 0.1 },
    },
  ],
});
