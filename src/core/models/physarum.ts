import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** A round bit of food, its place as shares of the domain's sides. */
const spot = (x: number, y: number) => `exp(-((x - ${x}*Lx)^2 + (y - ${y}*Ly)^2)/4)`;

const foods = (q: string) => ({ kind: "expression", C: "0.1 + noise(0.005)", p: "0", q }) as const;

const setting = (id: string, title: string, note: string, side: number, q: string, mask?: string): Preset => ({
  id,
  title,
  note,
  parameters: { tau: 0.001, r: 0.001 },
  grid: { shape: [side, side], spacing: 1, stencil: "standard", ...(mask !== undefined && { mask }) },
  boundary: "neumann",
  initial: foods(q),
  integrator: { method: "euler", dt: 0.0002 },
});

const apart = `${spot(0.2, 0.5)} - ${spot(0.8, 0.5)}`;

/** A wall along x with two gaps. */
const wall = (y: number, left: number, right: number) =>
  `heaviside(1.1 - abs(y - ${y}))*heaviside(abs(x - ${left}) - 3.1)*heaviside(abs(x - ${right}) - 3.1)`;

const maze = `1 - ${wall(10, 8, 30)} - ${wall(20, 18, 36)} - ${wall(30, 6, 28)}`;
const mouths = `${spot(0.5, 0.5)} - ${spot(0.15, 0.2)} - ${spot(0.85, 0.3)} - ${spot(0.4, 0.9)} - ${spot(0.7, 0.8)}`;

/**
 * Tubes that carry much widen, the others wither; pressure drives the flow and settles fast. All the food taken in, 1 a unit of
 * time, is where q lies above its mean, and it is delivered where q lies below. At rest pressure falls by 1 per length along the tubes,
 * which then carry the food the shortest way (Monge & Kantorovich's transport). No tube conducts more than about 1: that bounds the step.
 */
export const physarum = defineModel({
  id: "physarum",
  title: "Physarum transport",
  summary: "Tubes of a slime mould widen where they carry much and wither elsewhere, until the shortest ways are left.",
  family: "Biology",
  thumbnail: { preset: "maze", steps: 80000, shape: [40, 40] },
  source:
    "Tero, Kobayashi & Nakagaki 2007, J. Theor. Biol. 244:553, doi:10.1016/j.jtbi.2006.07.015; in the continuum, Facca, Cardin & Putti 2018, SIAM J. Appl. Math. 78:651 (arXiv:1610.06325)",
  species: {
    C: { title: "Conductivity of the tubes", unit: "L²", range: [0, 1], rest: 0 },
    p: { title: "Pressure", unit: "1", range: [-50, 50], timeScale: "tau" },
    q: { title: "Food", unit: "1", range: [-1, 1] },
  },
  params: {
    tau: num(0.001, {
      title: "Time in which pressure settles",
      unit: "T",
      min: 0.001,
      max: 0.02,
      help: "0 in the papers: pressure settles at once.",
    }),
    r: num(0.001, { title: "Conductivity without tubes", unit: "L²", min: 0.0001, max: 0.01 }),
  },
  equations: {
    // The mean of both faces' slopes squared along each axis; 1e-12 gives the root a derivative where nothing flows.
    C: "C*sqrt((dxf(p)^2 + dxb(p)^2 + dyf(p)^2 + dyb(p)^2 + dzf(p)^2 + dzb(p)^2)/2 + 1e-12) - C",
    p: "div((C + r)*grad(p)) + (q - mean(q))/(integral(max(q - mean(q), 0)) + 1e-6)",
    q: "0",
  },
  grid: { shape: [48, 48], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.0002 },
  initial: foods(apart),
  presets: [
    setting(
      "maze",
      "Maze",
      "Of the ways through the walls the shortest is left (Nakagaki, Yamada & Tóth 2000, Nature 407:470).",
      40,
      `${spot(0.12, 0.1)} - ${spot(0.5, 0.9)}`,
      maze,
    ),
    setting("tube", "One tube", "The cone of pressure about either end grows until they meet; the tube between them is straight.", 48, apart),
    setting("star", "Many mouths", "One source and four mouths that share it: a tube to each.", 48, mouths),
  ],
});
