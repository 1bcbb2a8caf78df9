import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const planform = (id: string, title: string, r: number, g: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { r, g },
  grid: { shape: [128, 128], spacing: 0.75, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "etdrk4", dt: 0.5 },
});

/** ∂u/∂t = ru − (1 + ∇²)²u + gu² − u³. */
export const swiftHohenberg = defineModel({
  id: "swift-hohenberg",
  title: "Swift–Hohenberg",
  summary: "A layer of fluid just warm enough below to turn over: rolls of wavelength 2π, or hexagons where up and down differ.",
  family: "Physics",
  source:
    "Swift & Hohenberg 1977, Phys. Rev. A 15:319, doi:10.1103/PhysRevA.15.319; hexagons: Cross & Hohenberg 1993, Rev. Mod. Phys. 65:851, doi:10.1103/RevModPhys.65.851",
  species: { u: { title: "Flow across the layer", unit: "1", range: [-2, 2] } },
  params: {
    r: num(0.2, { title: "Distance from the threshold", unit: "1/T", min: -0.5, max: 1, help: "Rolls grow from 0 on." }),
    g: num(0, { title: "Difference of up and down", unit: "1/T", min: 0, max: 2, help: "0: none, and rolls; else hexagons next to the threshold." }),
  },
  equations: { u: "(r - 1)*u - 2*laplacian(u) - biharmonic(u) + g*u^2 - u^3" },
  grid: { shape: [128, 128], spacing: 0.75, stencil: "standard" },
  integrator: { method: "rk4", dt: "auto" },
  initial: { kind: "noise", around: { u: 0 }, amplitude: 0.1 },
  presets: [
    planform("rolls", "Rolls", 0.2, 0, "Rolls with defects that heal slowly; amplitude √(4r/3)."),
    planform("hexagons", "Hexagons", 0.1, 1, "Up-flow in the middles of hexagonal cells."),
  ],
});
