import { defineRestingCell } from "../../define/membrane";

export const neurosporaHypha = defineRestingCell({
  id: "neurospora-hypha",
  title: "Hypha of Neurospora crassa",
  source:
    "potential, resistance and pump flux: Gradmann, Hansen, Long, Slayman 1978, J. Membr. Biol. 39:333; concentrations classical (Slayman 1965, J. Gen. Physiol. 49:69); permeabilities chosen for about 10 kΩ cm²",
  help: "−160 to −240 mV at rest, most of it made by the proton pump: without the pump these ions would give far less.",
  celsius: 25,
  ions: [
    { name: "K+", z: 1, inside: 0.18, outside: 0.025, permeability: 1 },
    { name: "Cl-", z: -1, inside: 0.01, outside: 0.026, permeability: 0.1 },
    { name: "H+", z: 1, inside: 6.3e-8, outside: 1.6e-6, permeability: 1000 },
  ],
  unitPermeability: 1e-6,
  pump: { id: "proton-pump" },
});
