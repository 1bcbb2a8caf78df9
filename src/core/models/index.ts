import type { Model } from "../define/model";
import { registry } from "../define/registry";
import { brusselator } from "./brusselator";
import { fitzhughNagumo } from "./fitzhugh-nagumo";
import { giererMeinhardt } from "./gierer-meinhardt";
import { grayScott } from "./gray-scott";
import { mfn } from "./mfn";
import { mfnReference } from "./mfn-reference";
import { schnakenberg } from "./schnakenberg";

/** The order here is the order in the menu. */
export const models = registry<Model>(
  "model",
  [grayScott, schnakenberg, brusselator, giererMeinhardt, fitzhughNagumo, mfn, mfnReference],
  "spec/unknown-model",
);
