import { compartmentModel } from "../compartment-model";
import { protonPump } from "../transporters/proton-pump";

/** A wall keeps its volume. Protons are buffered: 20 mM for each unit of pH, about 140 000 bound for each free one at pH 7.2. */
export const fungalHypha = compartmentModel({
  id: "fungal-hypha",
  title: "Fungal hypha: potential from a proton pump",
  source:
    "pump and potential: Gradmann, Hansen, Long, Slayman 1978, J. Membr. Biol. 39:333; Hansen, Gradmann, Sanders, Slayman 1981, doi:10.1007/BF01870979; permeabilities chosen for a resistance of about 10 kΩ cm²",
  help: "The proton pump alone holds the hypha far below what its ions would give: stop it and the potential rises within a second.",
  time: { unit: "s", duration: 60 },
  ions: [
    { id: "K+", inside: 180, outside: 25, permeability: 1e-6 },
    { id: "Cl-", inside: 10, outside: 26, permeability: 1e-7 },
    { id: "H+", inside: 6.3e-5, outside: 1.6e-3, permeability: 1e-3, bound: 140_000 },
  ],
  transporters: [{ key: "pump", transporter: protonPump }],
  swells: false,
  electrode: "K+",
  bath: 1e5,
  celsius: 25,
  rest: -200,
});
