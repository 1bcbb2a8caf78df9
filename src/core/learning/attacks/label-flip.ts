import { defineLabelAttack } from "../../define/attack";

/** Honest training on wrong labels. */
export const labelFlip = defineLabelAttack({
  id: "label-flip",
  title: "Label flip",
  source: "Biggio, Nelson and Laskov 2012, ICML, Poisoning Attacks against Support Vector Machines",
  help: "Each attacker trains on examples of class c called class C − 1 − c: its updates look like anybody's, and teach the wrong thing.",
  params: {},
  relabel: (label, classes) => classes - 1 - label,
});
