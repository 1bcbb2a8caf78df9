import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const disc = (x: number, y: number, radius: number) => `heaviside((${radius}*Lx)^2 - (x - ${x}*Lx)^2 - (y - ${y}*Ly)^2)`;
const islands = { kind: "expression", u: `max(max(${disc(0.35, 0.4, 0.12)}, ${disc(0.65, 0.55, 0.16)}), ${disc(0.4, 0.72, 0.06)})` } as const;

const setting = (id: string, title: string, note: string, parameters: Preset["parameters"], initial: Preset["initial"]): Preset => ({
  id,
  title,
  note,
  parameters,
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.04 },
  ...(initial ? { initial } : {}),
});

/** u_t = ∇²(D₂u² + D₄u⁴): the porous-medium equation u_t = D∇²(u^m) for the exponents 2 and 4, and what lies between. */
export const porousMedium = defineModel({
  id: "porous-medium",
  title: "Porous medium",
  summary: "Gas in porous rock, or a crowd: diffusion grows with density, so what spreads keeps a sharp edge and slows down.",
  family: "Physics",
  thumbnail: { steps: 3000 },
  source:
    "Barenblatt 1952, Prikl. Mat. Mekh. 16:67; Pattle 1959, Q. J. Mech. Appl. Math. 12:407, doi:10.1093/qjmam/12.4.407; Vázquez 2006, The Porous Medium Equation, doi:10.1093/acprof:oso/9780198569039.001.0001",
  species: { u: { title: "Density", unit: "1", range: [0, 1] } },
  params: {
    D_2: num(1, {
      title: "Flow of exponent 2",
      unit: "L²/T",
      min: 0,
      max: 1,
      help: "Gas at one temperature, or ground water: the diffusivity is 2D₂u.",
    }),
    D_4: num(0, {
      title: "Flow of exponent 4",
      unit: "L²/T",
      min: 0,
      max: 1,
      help: "The diffusivity 4D₄u³ is next to none where u is small: the edge is steep.",
    }),
  },
  equations: { u: "laplacian(D_2*u^2 + D_4*u^4)" },
  grid: { shape: [192, 192], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.04 },
  initial: islands,
  presets: [
    setting("islands", "Islands", "Islands with sharp shores grow, meet and round off.", { D_2: 1, D_4: 0 }, islands),
    setting(
      "spot",
      "Spot, exponent 4",
      "The edge of a spot advances as the eighth root of time, ever slower (Barenblatt's solution in two dimensions).",
      { D_2: 0, D_4: 1 },
      { kind: "expression", u: disc(0.5, 0.5, 0.08) },
    ),
  ],
});
