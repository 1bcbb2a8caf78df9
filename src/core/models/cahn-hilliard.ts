import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const mixture = (id: string, title: string, u: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { M: 1, gamma: 1 },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "euler", dt: 0.015 },
  initial: { kind: "noise", around: { u }, amplitude: 0.05 },
});

/** A mixture that separates, its amounts conserved: u_t = M∇²(u³ − u − γ∇²u). */
export const cahnHilliard = defineModel({
  id: "cahn-hilliard",
  title: "Cahn–Hilliard",
  summary: "A quenched mixture separates into two phases, and the domains coarsen as the cube root of time.",
  family: "Phases and interfaces",
  thumbnail: { steps: 16000 },
  source:
    "Cahn & Hilliard 1958, J. Chem. Phys. 28:258, doi:10.1063/1.1744102; the equation in time: Cahn 1961, Acta Metall. 9:795, doi:10.1016/0001-6160(61)90182-1",
  species: { u: { title: "Composition", unit: "1", range: [-1.2, 1.2] } },
  params: {
    M: num(1, { title: "Mobility", unit: "L²/T", min: 0, max: 1 }),
    gamma: num(1, {
      title: "Gradient energy",
      unit: "L²",
      min: 0.5,
      max: 1.5,
      help: "Interfaces have the profile tanh(x/√(2γ)). From 0.5: with less they are narrower than a cell of the presets and stick to the grid.",
    }),
  },
  equations: { u: "M*laplacian(u^3 - u - gamma*laplacian(u))" },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.015 },
  initial: { kind: "noise", around: { u: 0 }, amplitude: 0.05 },
  presets: [
    mixture("labyrinth", "Equal parts", 0, "Spinodal decomposition: wavelength 2π√(2γ) = 8.89 at first, then interwoven domains that coarsen."),
    mixture("droplets", "One part in three", -0.4, "The rarer phase forms droplets; large ones feed on small ones (Ostwald ripening)."),
  ],
});
