import { defineRestingCell } from "../../define/membrane";

export const plantCell = defineRestingCell({
  id: "plant-cell",
  title: "Giant cell of the alga Nitella translucens",
  source:
    "concentrations of Spanswick, Williams 1964, J. Exp. Bot. 15:193; permeability ratios as Nobel, Physicochemical and Environmental Plant Physiology, ch. 3",
  help: "Cytoplasm against artificial pond water: −140 mV of diffusion potential, close to the −138 mV measured, though proton pumps take part too.",
  celsius: 20,
  ions: [
    { name: "K+", z: 1, inside: 0.119, outside: 0.0001, permeability: 1 },
    { name: "Na+", z: 1, inside: 0.014, outside: 0.001, permeability: 0.18 },
    { name: "Cl-", z: -1, inside: 0.065, outside: 0.0013, permeability: 0.003 },
  ],
  unitPermeability: 1e-7,
});
