import { compartmentModel } from "../compartment-model";
import { sodiumPotassiumPump } from "../transporters/sodium-potassium-pump";

/** What keeps an animal cell from bursting: leaks that the pump makes up for. With `pump_I_max` = 0 it swells without end. */
export const pumpLeakCell = compartmentModel({
  id: "pump-leak-cell",
  title: "Pump and leak: an animal cell keeps its volume",
  source: "Tosteson, Hoffman 1960, J. Gen. Physiol. 44:169, doi:10.1085/jgp.44.1.169; pump of Luo, Rudy 1994, doi:10.1161/01.RES.74.6.1071",
  help: "Sodium, potassium and chloride leak, the sodium pump carries them back, and water follows. Stop the pump and the cell swells.",
  time: { unit: "s", duration: 3600 },
  ions: [
    { id: "Na+", inside: 12, outside: 145, permeability: 2e-8 },
    { id: "K+", inside: 140, outside: 5, permeability: 1e-6 },
    { id: "Cl-", inside: 8, outside: 150, permeability: 2e-7 },
  ],
  transporters: [{ key: "pump", transporter: sodiumPotassiumPump }],
  swells: true,
  electrode: "K+",
  celsius: 37,
  rest: -75,
});
