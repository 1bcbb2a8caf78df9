import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const disc = (x: number, y: number, radius: number) => `heaviside(${radius}^2 - (x - ${x}*Lx)^2 - (y - ${y}*Ly)^2)`;

const setting = (id: string, title: string, a: number, note: string, initial: Preset["initial"]): Preset => ({
  id,
  title,
  note,
  parameters: { a, D: 1 },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  ...(initial ? { initial } : {}),
});

const nuclei = { kind: "expression", u: `max(${disc(0.35, 0.5, 8)}, ${disc(0.7, 0.5, 4)})` } as const;

/** A bistable medium: u_t = D∇²u + u(1 − u)(u − a), without the recovery that FitzHugh–Nagumo adds. */
export const nagumo = defineModel({
  id: "nagumo",
  title: "Nagumo (bistable)",
  summary: "Two stable states, 0 and 1, and a threshold a between them: the stronger one invades at one speed, (1 − 2a)√(D/2).",
  family: "Excitable media",
  thumbnail: { preset: "quench", steps: 400 },
  source:
    "Nagumo, Arimoto & Yoshizawa 1962, Proc. IRE 50:2061, doi:10.1109/JRPROC.1962.288235; McKean 1970, Adv. Math. 4:209, doi:10.1016/0001-8708(70)90023-X",
  species: { u: { title: "Excitation", unit: "1", range: [0, 1] } },
  params: {
    a: num(0.25, {
      title: "Threshold",
      unit: "1",
      min: 0,
      max: 1,
      help: "Unstable state between 0 and 1. Below ½ the state 1 invades, above it 0 does.",
    }),
    D: num(1, {
      title: "Diffusivity",
      unit: "L²/T",
      min: 0.1,
      max: 2,
      help: "From 0.1: with less, fronts are narrower than a cell of the presets and stand still between cells.",
    }),
  },
  equations: { u: "D*laplacian(u) + u*(1 - u)*(u - a)" },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: nuclei,
  presets: [
    setting(
      "nuclei",
      "Two nuclei",
      0.25,
      "The front of a disc is slower by D over its radius: the large nucleus spreads, the small one vanishes.",
      nuclei,
    ),
    setting("quench", "Domains of equals, a = ½", 0.5, "Neither state wins: domains shrink by their curvature alone.", {
      kind: "noise",
      around: { u: 0.5 },
      amplitude: 0.1,
    }),
  ],
});
