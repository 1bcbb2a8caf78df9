import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const colony = "heaviside((0.03*Lx)^2 - (x - Lx/2)^2 - (y - Ly/2)^2)";
/** Every level line is a wavy front, which straightens as it goes. */
const front = "heaviside(0.1*Lx + 0.04*Lx*cos(6*pi*y/Ly) - x)";

const invasion = (id: string, title: string, note: string, u: string, r: number | string): Preset => ({
  id,
  title,
  note,
  parameters: { r, D: 1 },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: { kind: "expression", u },
});

/** Logistic growth that spreads: u_t = D∇²u + ru(1 − u). */
export const fisherKpp = defineModel({
  id: "fisher-kpp",
  title: "Fisher–KPP",
  summary: "Logistic growth that spreads: an advantageous gene, or a population, advances as a front of speed 2√(rD).",
  family: "Ecology and epidemics",
  thumbnail: { preset: "patches", steps: 520 },
  source:
    "Fisher 1937, Ann. Eugenics 7:355, doi:10.1111/j.1469-1809.1937.tb02153.x; Kolmogorov, Petrovskii & Piskunov 1937, Bull. Moscow Univ. Math. Mech. 1:1",
  species: { u: { title: "Population", unit: "1", range: [0, 1] } },
  params: {
    r: num(0.25, { title: "Growth rate", unit: "1/T", min: 0, max: 2, help: "Growth rate of a small population. A front runs at 2√(rD)." }),
    D: num(1, { title: "Diffusivity", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: { u: "D*laplacian(u) + r*u*(1 - u)" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: { kind: "expression", u: colony },
  presets: [
    invasion("colony", "Colony", "A disc that grows at a speed approaching 2√(rD) = 1 from below.", colony, 0.25),
    invasion("front", "Front", "A wavy front straightens and advances.", front, 0.25),
    invasion(
      "patches",
      "Patchy habitat",
      "Growth in patches alone: the front leaps from one to the next (after Shigesada, Kawasaki & Teramoto 1986).",
      colony,
      "0.5*max(0, cos(12*pi*x/Lx)*cos(12*pi*y/Ly))",
    ),
  ],
});
