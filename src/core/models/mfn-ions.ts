import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";
import { calciumExtrusion, ionField, sodiumPump } from "../membrane/ion-field";
import { mfn } from "./mfn";

/** Diffusivities in water at 25 °C over that of potassium, 1.957·10⁻⁹ m²/s. */
const lattice = ionField(
  [
    {
      id: "Na+",
      name: "Na",
      title: "Sodium",
      z: 1,
      inside: 12,
      outside: 145,
      most: 150,
      permeability: 7e-4,
      mobility: 0.68,
      opening: "1 + g_Na*open",
    },
    { id: "K+", name: "K", title: "Potassium", z: 1, inside: 140, outside: 5, most: 160, permeability: 0.02, mobility: 1, opening: "1 + g_K*open" },
    { id: "Cl-", name: "Cl", title: "Chloride", z: -1, inside: 9, outside: 150, most: 80, permeability: 4e-3, mobility: 1.04 },
    {
      id: "Ca2+",
      name: "Ca",
      title: "Calcium",
      z: 2,
      inside: 1e-4,
      outside: 1.8,
      most: 2e-3,
      permeability: 3e-5,
      mobility: 0.4,
      opening: "1 + g_Ca*open",
    },
  ],
  [sodiumPump, calciumExtrusion],
);

const rest = { V: "-75", Na: "12", K: "140", Cl: "9", Ca: "1e-4" };
const start = { kind: "expression", ...rest, a: "1.1 + noise(0.2)", h: "1.21" } as const;

const setting = (id: string, title: string, note: string, parameters: Preset["parameters"], initial: Preset["initial"] = start): Preset => ({
  id,
  title,
  note,
  parameters,
  grid: { shape: [96, 96], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.08 },
  initial,
});

export const mfnIons = defineModel({
  id: "mfn-ions",
  title: "MFN, several ions",
  summary: "Na⁺, K⁺, Cl⁻ and Ca²⁺ between cells, through membranes and pumps, with channels that a Turing pattern opens.",
  family: "MFN",
  source:
    "Goldman 1943, J. Gen. Physiol. 27:37, doi:10.1085/jgp.27.1.37; pumps of Luo & Rudy 1994, doi:10.1161/01.RES.74.6.1071; kinetics of Gierer & Meinhardt 1972, doi:10.1007/BF00289234",
  thumbnail: { preset: "depolarised", steps: 800, field: "V" },
  species: { ...lattice.species, a: mfn.species["a"]!, h: mfn.species["h"]! },
  params: {
    ...lattice.params,
    J_p: num(0.43, { title: "Sodium pump, largest rate", unit: "mM/s", min: 0, max: 2, help: "3 Na⁺ out and 2 K⁺ in for each cycle; 0 blocks it." }),
    J_c: num(2e-3, { title: "Calcium pump, largest rate", unit: "mM/s", min: 0, max: 5e-3 }),
    g_Na: num(30, {
      title: "Sodium channels opened",
      unit: "1",
      min: 0,
      max: 100,
      help: "Times the leak, where the activator is far above its threshold.",
    }),
    g_K: num(0, {
      title: "Potassium channels opened",
      unit: "1",
      min: 0,
      max: 50,
      help: "In place of sodium channels they make the spots more negative.",
    }),
    g_Ca: num(0, { title: "Calcium channels opened", unit: "1", min: 0, max: 20 }),
    theta: num(3, { title: "Threshold of the channels", unit: "1", min: 1, max: 10, help: "Activator at which half of them are open." }),
    D_a: num(0.1, { title: "Diffusivity of the activator", unit: "cells²/s", min: 0.01, max: 0.5 }),
    D_h: num(2, { title: "Diffusivity of the inhibitor", unit: "cells²/s", min: 0.1, max: 2.2 }),
    r: num(0.5, { title: "Rate of activator and inhibitor", unit: "1/s", min: 0.01, max: 1 }),
    rho: num(0.1, { title: "Basal production", unit: "1", min: 0, max: 1 }),
    sigma: num(0.01, { title: "Noise of the activator", unit: "1/√s", min: 0, max: 0.1 }),
  },
  auxiliary: { ...lattice.auxiliary, open: "a^4/(theta^4 + a^4)" },
  equations: {
    ...lattice.equations,
    a: "D_a*laplacian(a) + r*(rho + a^2/h - a) + noise(sigma*a)",
    h: "D_h*laplacian(h) + r*(a^2 - h)",
  },
  grid: { shape: [96, 96], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.08 },
  precision: "f64",
  initial: start,
  presets: [
    setting("depolarised", "Depolarised spots", "The activator opens sodium channels: spots of it are spots of potential after some 300 steps.", {}),
    setting("calcium", "Calcium spots", "It opens calcium channels: calcium rises tenfold, the potential hardly.", { g_Na: 0, g_Ca: 4 }),
    setting("blocked", "Pump blocked", "Without the sodium pump the gradients run down and the potential with them, first where channels are open.", {
      J_p: 0,
    }),
    setting(
      "junction",
      "Junction potential",
      "Closed membranes, and a disc with more NaCl: chloride leaves it faster than sodium, and what it lacks then is a potential.",
      { P_Na: 0, P_K: 0, P_Cl: 0, P_Ca: 0, J_p: 0, J_c: 0, g_Na: 0, D: 0.04, kappa: 0.2 },
      { ...start, Na: "12 + 60*heaviside(Lx^2/16 - (x - Lx/2)^2 - (y - Ly/2)^2)", Cl: "9 + 60*heaviside(Lx^2/16 - (x - Lx/2)^2 - (y - Ly/2)^2)" },
    ),
  ],
});
