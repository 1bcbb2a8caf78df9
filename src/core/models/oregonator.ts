import { defineModel } from "../define/model";
import { num } from "../define/params";

/** The stiffest reaction comes and goes with each wave: steps are left to the estimate of their error. */
const integrator = { method: "bogacki-shampine", dt: 0.001 };

/** A stripe excited over half the width, the way it came still recovering: its free end curls up. */
const brokenWave = {
  kind: "expression",
  u: "select((x < 0.5*Lx)*(abs(y - 0.5*Ly) < 0.04*Ly), 0.8, 0.02)",
  v: "select((x < 0.5*Lx)*(y > 0.54*Ly), 0.15, 0.02)",
} as const;

/** Further back in the cycle the further from the middle. */
const delayed = { kind: "expression", u: "0.1", v: "0.05 + 0.3*((x - Lx/2)^2 + (y - Ly/2)^2)/Lx^2" } as const;

/** The Oregonator with bromide, the fastest of its three variables, following the other two. */
export const oregonator = defineModel({
  id: "oregonator",
  title: "Oregonator",
  summary: "The Belousov–Zhabotinsky reaction in two variables: it oscillates, or waits to be excited and carries rings and spirals.",
  family: "Chemistry",
  source:
    "Field & Noyes 1974, J. Chem. Phys. 60:1877, doi:10.1063/1.1681288; of two variables in space: Tyson & Fife 1980, J. Chem. Phys. 73:2224, doi:10.1063/1.440418",
  species: {
    u: { title: "Bromous acid", unit: "1", range: [0, 1] },
    v: { title: "Oxidised catalyst", unit: "1", range: [0, 1] },
  },
  params: {
    f: num(2.4, {
      title: "Bromide made per catalyst reduced",
      unit: "1",
      min: 0.3,
      max: 4,
      help: "Oscillates from about ½ to 1 + √2 and rests outside, the more exactly so the smaller q and ε; excitable above.",
    }),
    q: num(0.002, { title: "Ratio of rate constants", unit: "1", min: 0.001, max: 0.05, help: "Bromous acid at rest is of this size." }),
    epsilon: num(0.04, { title: "Time of bromous acid", unit: "T", min: 0.02, max: 0.2, help: "That of the catalyst is 1." }),
    D_u: num(1, { title: "Diffusivity of bromous acid", unit: "L²/T", min: 0, max: 2 }),
    D_v: num(0.6, { title: "Diffusivity of the catalyst", unit: "L²/T", min: 0, max: 2 }),
  },
  equations: {
    u: "D_u*laplacian(u) + (u*(1 - u) - f*v*(u - q)/(u + q))/epsilon",
    v: "D_v*laplacian(v) + u - v",
  },
  grid: { shape: [200, 200], spacing: 0.25, stencil: "standard" },
  boundary: "neumann",
  integrator,
  initial: brokenWave,
  presets: [
    {
      id: "spiral",
      title: "Spiral wave, f = 2.4",
      note: "Just past the end of the oscillations: excitable.",
      parameters: { f: 2.4, q: 0.002, epsilon: 0.04, D_u: 1, D_v: 0.6 },
      grid: { shape: [200, 200], spacing: 0.25, stencil: "standard" },
      boundary: "neumann",
      initial: brokenWave,
      integrator,
    },
    {
      id: "oscillation",
      title: "Phase waves, f = 1",
      note: "Each place oscillates by itself, a little later than its neighbour towards the middle: rings that carry nothing.",
      parameters: { f: 1, q: 0.01, epsilon: 0.05, D_u: 1, D_v: 0.6 },
      grid: { shape: [200, 200], spacing: 0.25, stencil: "standard" },
      boundary: "neumann",
      initial: delayed,
      integrator,
    },
  ],
});
