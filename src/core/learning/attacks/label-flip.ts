import { defineLabelAttack } from "../../define/attack";

/** Honest training on wrong labels. */
export const labelFlip = defineLabelAttack({
  id: "label-flip",
  title: "Label flip",
  source: "Biggio, Nelson and Laskov 2011, ACML, PMLR 20:97, Support Vector Machines Under Adversarial Label Noise",
  help: "Each attacker trains on examples of class c called class C − 1 − c: its updates look like anybody's, and teach the wrong thing. Of an odd number of classes the middle one stays.",
  params: {},
  relabel: (label, classes) => classes - 1 - label,
});
