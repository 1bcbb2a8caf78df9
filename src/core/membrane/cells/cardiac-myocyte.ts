import { defineRestingCell } from "../../define/membrane";

export const cardiacMyocyte = defineRestingCell({
  id: "cardiac-myocyte",
  title: "Ventricular myocyte at rest",
  source: "concentrations of Luo, Rudy 1994, Circ. Res. 74:1071, doi:10.1161/01.RES.74.6.1071; permeability ratios are classical, not theirs",
  help: "Nearly a potassium electrode at rest. Calcium, of charge 2, makes the potential a root rather than a closed form.",
  celsius: 37,
  ions: [
    { name: "K+", z: 1, inside: 0.145, outside: 0.0054, permeability: 1 },
    { name: "Na+", z: 1, inside: 0.01, outside: 0.14, permeability: 0.01 },
    { name: "Ca2+", z: 2, inside: 1.2e-7, outside: 0.0018, permeability: 0.001 },
  ],
  unitPermeability: 1e-6,
  pump: { id: "sodium-potassium-pump" },
});
