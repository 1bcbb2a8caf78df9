import { registry } from "../define/registry";
import type { Detector } from "../define/detector";
import { binarySegmentation } from "./binary-segmentation";
import { bocpd } from "./bocpd";
import { bocpdMap } from "./bocpd-map";
import { cusum } from "./cusum";
import { earlyWarning } from "./early-warning";
import { eDivisive } from "./e-divisive";
import { fpop } from "./fpop";
import { hiddenMarkov } from "./hidden-markov";
import { jumpModel } from "./jump-model";
import { kernelChangePoints } from "./kernel-change-points";
import { markovSwitching } from "./markov-switching";
import { mfnClassifier } from "./mfn-classifier";
import { optimalPartition } from "./optimal-partition";
import { ensemble } from "./ensemble";
import { pageHinkley } from "./page-hinkley";
import { pelt } from "./pelt";
import { seededBinarySegmentation } from "./seeded-binary-segmentation";
import { segmentNeighbourhood } from "./segment-neighbourhood";
import { zero } from "./zero";

/** The order here is the order in the menu; the first is the default. */
export const detectors = registry<Detector>("detector", [
  ensemble,
  pelt,
  fpop,
  binarySegmentation,
  seededBinarySegmentation,
  segmentNeighbourhood,
  kernelChangePoints,
  eDivisive,
  hiddenMarkov,
  markovSwitching,
  jumpModel,
  mfnClassifier,
  bocpdMap,
  bocpd,
  cusum,
  pageHinkley,
  optimalPartition,
  earlyWarning,
  zero,
]);
