import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const bump = (x: number, y: number, width: number) => `exp(-((x - ${x}*Lx)^2 + (y - ${y}*Ly)^2)/(${width}*Lx)^2)`;
const crest = { kind: "expression", u: "0.5 + 0.5*sin(2*pi*(2*x/Lx + 0.3*sin(2*pi*y/Ly)))" } as const;

const setting = (id: string, title: string, note: string, initial: Preset["initial"]): Preset => ({
  id,
  title,
  note,
  parameters: { nu: 0.5 },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "periodic",
  integrator: { method: "heun", dt: 0.1 },
  ...(initial ? { initial } : {}),
});

/** u_t + uu_x = ν∇²u, the flux written as that of u²/2, which keeps the total. */
export const burgers = defineModel({
  id: "burgers",
  title: "Burgers",
  summary: "What is larger moves faster along x: waves steepen into shocks of profile tanh, as thick as the viscosity allows.",
  family: "Physics",
  thumbnail: { steps: 500 },
  source:
    "Burgers 1948, Adv. Appl. Mech. 1:171, doi:10.1016/S0065-2156(08)70100-5; Hopf 1950, Commun. Pure Appl. Math. 3:201, doi:10.1002/cpa.3160030302",
  species: { u: { title: "Velocity along x", unit: "L/T", range: [0, 1] } },
  params: {
    nu: num(0.5, {
      title: "Viscosity",
      unit: "L²/T",
      min: 0.5,
      max: 2,
      help: "A shock between u_L and u_R is 4ν/(u_L − u_R) thick. From 0.5: with less it is narrower than a cell of the presets and rings.",
    }),
  },
  equations: { u: "nu*laplacian(u) - dx(u^2/2)" },
  integrator: { method: "heun", dt: 0.1 },
  initial: crest,
  presets: [
    setting("shocks", "Crests that break", "Crests overtake troughs, steepen into shocks and flatten as saw teeth.", crest),
    setting("bumps", "Bumps", "Each bump grows a front and a long tail; the large ones catch up with the small ones and swallow them.", {
      kind: "expression",
      u: `${bump(0.15, 0.4, 0.12)} + 0.6*${bump(0.4, 0.55, 0.09)} + 0.3*${bump(0.62, 0.4, 0.08)}`,
    }),
  ],
});
