import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const setting = (id: string, title: string, note: string, h: number, initial: NonNullable<Preset["initial"]>): Preset => ({
  id,
  title,
  note,
  parameters: { k: 2, h, m: 0.6, D: 1 },
  grid: { shape: [200, 400], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  initial,
  integrator: { method: "bogacki-shampine", dt: 0.1 },
});

/** A gently sloping start about the coexistence of h = 0.4, after Medvinsky et al.: prey and predator slope across each other. */
const slopes = {
  kind: "expression",
  u: "6/35 - 1e-6*(x - 0.1*y - Lx/4)*(x - 0.1*y - 3*Lx/4)",
  v: "116/245 - 3e-4*(x - Lx/2) - 1.2e-3*(y - Ly/2)",
} as const;

/** A strip of predators in a full stock of prey. */
const invasion = { kind: "expression", u: "1", v: "0.2*heaviside(10 - x)*(1 + noise(0.1))" } as const;

/** Prey with logistic growth, predators that take time over each: the paradox of enrichment, spread out in space. */
export const rosenzweigMacarthur = defineModel({
  id: "rosenzweig-macarthur",
  title: "Rosenzweig–MacArthur",
  summary: "Prey and predators whose cycles, spread out in space, run as invasion fronts, spirals and chaos.",
  family: "Ecology and epidemics",
  thumbnail: { preset: "spirals", steps: 1500, shape: [100, 200] },
  source:
    "Rosenzweig & MacArthur 1963, Am. Nat. 97:209, doi:10.1086/282272; in space, Medvinsky et al. 2002, SIAM Rev. 44:311, doi:10.1137/S0036144502404442",
  species: {
    u: { title: "Prey", unit: "1", range: [0, 1], rest: 1 },
    v: { title: "Predators", unit: "1", range: [0, 1.5] },
  },
  params: {
    k: num(2, { title: "Growth of well-fed predators", unit: "1/T", min: 1, max: 4 }),
    h: num(0.4, {
      title: "Half-saturation of the predators",
      unit: "1",
      min: 0.2,
      max: 1,
      help: "Coexistence is steady above (k − m)/(k + m) and cycles below.",
    }),
    m: num(0.6, { title: "Death rate of the predators", unit: "1/T", min: 0.2, max: 0.9 }),
    D: num(1, { title: "Diffusivity of both", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: {
    u: "D*laplacian(u) + u*(1 - u) - u*v/(u + h)",
    v: "D*laplacian(v) + k*u*v/(u + h) - m*v",
  },
  grid: { shape: [200, 400], spacing: 1, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "bogacki-shampine", dt: "auto" },
  initial: invasion,
  presets: [
    setting(
      "invasion",
      "Invasion",
      "Predators invade at the speed 2√(D(k/(1 + h) − m)) = 1.82 and leave cycles and chaos in their wake.",
      0.4,
      invasion,
    ),
    setting("spirals", "Spirals and chaos", "Two spirals form and break up into chaos that spreads (Medvinsky et al. 2002).", 0.4, slopes),
    setting("steady", "Steady coexistence", "Above the threshold h = 0.538 the cycles behind the front die out.", 0.7, invasion),
  ],
});
