import { compartmentModel } from "../compartment-model";
import { calciumPump } from "../transporters/calcium-pump";
import { sodiumCalciumExchanger } from "../transporters/sodium-calcium-exchanger";
import { sodiumPotassiumPump } from "../transporters/sodium-potassium-pump";

/** Of a hundred calcium ions inside, about one is free. */
export const calciumClearance = compartmentModel({
  id: "calcium-clearance",
  title: "Calcium clearance: pump and exchanger",
  source: "transporters of Luo, Rudy 1994, Circ. Res. 74:1071, doi:10.1161/01.RES.74.6.1071",
  help: "A cell that starts with too much calcium and rids itself of it by its calcium pump and by exchange for sodium.",
  time: { unit: "s", duration: 60 },
  ions: [
    { id: "Na+", inside: 10, outside: 140, permeability: 1e-8 },
    { id: "K+", inside: 145, outside: 5.4, permeability: 1e-6 },
    { id: "Cl-", inside: 9, outside: 150, permeability: 1e-7 },
    { id: "Ca2+", inside: 0.001, outside: 1.8, permeability: 5e-8, bound: 100 },
  ],
  transporters: [
    { key: "pump", transporter: sodiumPotassiumPump },
    { key: "pmca", transporter: calciumPump },
    { key: "ncx", transporter: sodiumCalciumExchanger },
  ],
  swells: false,
  electrode: "K+",
  celsius: 37,
  rest: -80,
});
