import { defineRestingCell } from "../../define/membrane";

export const mammalianNeuron = defineRestingCell({
  id: "mammalian-neuron",
  title: "Mammalian neuron at rest",
  source: "classical textbook values; ranges in Hille 2001, Ion Channels of Excitable Membranes, 3rd ed., ch. 1",
  help: "Concentrations of cytoplasm and cerebrospinal fluid, with the permeability ratios of the squid axon, which textbooks carry over.",
  celsius: 37,
  ions: [
    { name: "K+", z: 1, inside: 0.14, outside: 0.005, permeability: 1 },
    { name: "Na+", z: 1, inside: 0.012, outside: 0.145, permeability: 0.04 },
    { name: "Cl-", z: -1, inside: 0.007, outside: 0.12, permeability: 0.45 },
  ],
  unitPermeability: 1e-6,
});
