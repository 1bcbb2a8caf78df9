import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const fromRest = { kind: "noise", around: { u: 0, v: 0 }, amplitude: 0.1 } as const;
const fromOscillation = { kind: "noise", around: { u: 1, v: 0 }, amplitude: 0.01 } as const;

const regime = (id: string, title: string, alpha: number, beta: number, note: string, initial: Preset["initial"] & object): Preset => ({
  id,
  title,
  note,
  parameters: { alpha, beta },
  grid: { shape: [200, 200], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "rk4", dt: 0.1 },
  initial,
});

/** ∂A/∂t = A + (1 + iα)∇²A − (1 + iβ)|A|²A with A = u + iv. */
export const complexGinzburgLandau = defineModel({
  id: "complex-ginzburg-landau",
  title: "Complex Ginzburg–Landau",
  summary: "What any medium does just past the onset of oscillations: waves, spirals, turbulence of phase and turbulence of defects.",
  family: "Oscillating media",
  source: "Aranson & Kramer 2002, Rev. Mod. Phys. 74:99, doi:10.1103/RevModPhys.74.99",
  species: {
    u: { title: "Real part", unit: "1", range: [-1.2, 1.2] },
    v: { title: "Imaginary part", unit: "1", range: [-1.2, 1.2] },
  },
  params: {
    alpha: num(2, {
      title: "Linear dispersion",
      unit: "1",
      min: -3,
      max: 3,
      help: "By how much waves turn faster with the square of their wavenumber.",
    }),
    beta: num(-0.4, {
      title: "Nonlinear dispersion",
      unit: "1",
      min: -3,
      max: 3,
      help: "By how much they turn faster with the square of their amplitude. Even the uniform oscillation is unstable where 1 + αβ < 0.",
    }),
  },
  equations: {
    u: "u + laplacian(u) - alpha*laplacian(v) - (u^2 + v^2)*(u - beta*v)",
    v: "v + laplacian(v) + alpha*laplacian(u) - (u^2 + v^2)*(v + beta*u)",
  },
  grid: { shape: [200, 200], spacing: 1, stencil: "standard" },
  integrator: { method: "rk4", dt: 0.1 },
  initial: fromRest,
  presets: [
    regime("spirals", "Spirals", 0, 0.56, "1 + αβ = 1: spirals that wind up slowly and push each other.", fromRest),
    regime(
      "phase-turbulence",
      "Phase turbulence",
      2,
      -0.76,
      "1 + αβ = −0.52: the uniform oscillation breaks up into cells that never rest.",
      fromOscillation,
    ),
    regime("defect-turbulence", "Defect turbulence", 2, -1.4, "1 + αβ = −1.8: points of no amplitude are born and die in pairs.", fromRest),
  ],
});
