import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const disc = (x: number, y: number, radius: number) => `(${radius}*Lx - sqrt((x - ${x}*Lx)^2 + (y - ${y}*Ly)^2))`;
const noise = { kind: "noise", around: { u: 0 }, amplitude: 0.1 } as const;

const setting = (id: string, title: string, note: string, initial: Preset["initial"], f = 0): Preset => ({
  id,
  title,
  note,
  parameters: { D: 1, f },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "heun", dt: 0.1 },
  ...(initial ? { initial } : {}),
});

/** Relaxation of a double well without conservation: u_t = D∇²u + u − u³ + f. */
export const allenCahn = defineModel({
  id: "allen-cahn",
  title: "Allen–Cahn",
  summary: "Two phases of equal worth that are not conserved: their boundaries, of profile tanh(x/√(2D)), move by their curvature.",
  family: "Phases and interfaces",
  thumbnail: { steps: 200 },
  source: "Allen & Cahn 1979, Acta Metall. 27:1085, doi:10.1016/0001-6160(79)90196-2",
  species: { u: { title: "Order parameter", unit: "1", range: [-1.5, 1.5] } },
  params: {
    D: num(1, {
      title: "Gradient coefficient",
      unit: "L²/T",
      min: 0.25,
      max: 2,
      help: "A boundary of curvature κ moves at Dκ. From 0.25: with less, boundaries are narrower than a cell of the presets and stick to the grid.",
    }),
    f: num(0, {
      title: "Driving force",
      unit: "1/T",
      min: -0.5,
      max: 0.5,
      help: "Favours the phase of its sign; beyond 0.385 there is but one phase.",
    }),
  },
  equations: { u: "D*laplacian(u) + u - u^3 + f" },
  integrator: { method: "heun", dt: 0.1 },
  initial: noise,
  presets: [
    setting("coarsening", "Coarsening", "Domains of both phases grow as √t.", noise),
    setting("disc", "Shrinking disc", "The square of the radius falls by 2D in a unit of time.", {
      kind: "expression",
      u: `tanh(${disc(0.5, 0.5, 0.15)}/sqrt(2*D))`,
    }),
    setting(
      "nuclei",
      "Nuclei, f = 0.1",
      "A driving force favours one phase: large nuclei of it grow, those below the critical radius vanish.",
      { kind: "expression", u: `tanh(max(max(${disc(0.3, 0.4, 0.06)}, ${disc(0.7, 0.6, 0.03)}), ${disc(0.6, 0.25, 0.012)})/sqrt(2*D))` },
      0.1,
    ),
  ],
});
