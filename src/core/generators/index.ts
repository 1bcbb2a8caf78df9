import type { SeriesGenerator } from "../define/generator";
import { registry } from "../define/registry";
import { garchMarket } from "./garch-market";
import { referenceMarket } from "./reference-market";
import { stepsInNoise } from "./steps-in-noise";
import { switchingMarket } from "./switching-market";

/** The order here is the order in the menu. */
export const generators = registry<SeriesGenerator>("generator", [referenceMarket, switchingMarket, garchMarket, stepsInNoise]);
