import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const drop = { kind: "expression", u: "exp(-((x - 0.4*Lx)^2 + (y - 0.45*Ly)^2)/(0.03*Lx)^2)", v: "0" } as const;
/** Twelve waves to the domain's width, under an envelope that moves to the right. */
const envelope = "exp(-((x - 0.17*Lx)/(0.07*Lx))^2)";
const train = { kind: "expression", u: `${envelope}*sin(24*pi*x/Lx)`, v: `-24*pi*c/Lx*${envelope}*cos(24*pi*x/Lx)` } as const;

const setting = (id: string, title: string, note: string, more: Partial<Preset>): Preset => ({
  id,
  title,
  note,
  parameters: { c: 1, k: 0 },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.25 },
  initial: drop,
  ...more,
});

/** u_tt + ku_t = c²∇²u, as two equations of first order. */
export const wave = defineModel({
  id: "wave",
  title: "Wave equation",
  summary: "A membrane or a sound field: disturbances travel at one speed c, whatever their shape, reflect, bend and interfere.",
  family: "Physics",
  thumbnail: { preset: "slits", steps: 340, shape: [160, 160] },
  source: "d'Alembert 1747, Hist. Acad. R. Sci. Berlin 3:214",
  species: {
    u: { title: "Displacement", unit: "1", range: [-1, 1] },
    v: { title: "Velocity", unit: "1/T", range: [-1, 1] },
  },
  params: {
    c: num(1, { title: "Speed of waves", unit: "L/T", min: 0, max: 2 }),
    k: num(0, { title: "Damping", unit: "1/T", min: 0, max: 1 }),
  },
  equations: { u: "v", v: "c^2*laplacian(u) - k*v" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.25 },
  initial: drop,
  presets: [
    setting("drop", "Drop", "A ring spreads, leaves a wake (as waves in two dimensions do) and comes back from the sides.", {}),
    setting(
      "slits",
      "Two slits",
      "A plane wave passes two slits in a wall; behind it, circles interfere. Damping at both ends swallows what arrives.",
      {
        parameters: { c: 1, k: "2*max(0, abs(x/Lx - 0.5) - 0.4)" },
        grid: {
          shape: [256, 256],
          spacing: 1,
          stencil: "standard",
          mask: "1 - (abs(x - 0.35*Lx) < 0.012*Lx)*(abs(abs(y - Ly/2) - 0.1*Ly) > 0.025*Ly)",
        },
        initial: train,
      },
    ),
    setting("membrane", "Square drum", "Held at its rim and struck off the middle: the sum of many modes never quite repeats.", {
      boundary: "dirichlet",
    }),
  ],
});
