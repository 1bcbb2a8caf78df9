import { registry } from "../define/registry";
import type { Detector } from "../define/detector";
import { binarySegmentation } from "./binary-segmentation";
import { fpop } from "./fpop";
import { optimalPartition } from "./optimal-partition";
import { pelt } from "./pelt";
import { zero } from "./zero";

/** The order here is the order in the menu; the first is the default. */
export const detectors = registry<Detector>("detector", [pelt, fpop, binarySegmentation, optimalPartition, zero]);
