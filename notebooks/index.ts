import { shelf, shippedNotebook } from "../src/notebook/shelf";
import earlyWarnings from "./early-warnings.md?raw";
import exploration from "./exploration.md?raw";
import featuresForLearning from "./features-for-learning.md?raw";
import federatedUnderAttack from "./federated-under-attack.md?raw";
import gettingStarted from "./getting-started.md?raw";
import imageDimension from "./image-dimension.md?raw";
import marketRegimes from "./market-regimes.md?raw";
import membranePotentials from "./membrane-potentials.md?raw";
import mfnModel from "./mfn-model.md?raw";
import pearsonClasses from "./pearson-classes.md?raw";
import performance from "./performance.md?raw";
import sendResults from "./send-results.md?raw";
import turingPatterns from "./turing-patterns.md?raw";
import volumes from "./volumes.md?raw";

/** The order here is the order on the shelf. What each says of itself stands in its own text. */
export const notebooks = shelf(
  [
    gettingStarted,
    turingPatterns,
    mfnModel,
    pearsonClasses,
    volumes,
    featuresForLearning,
    performance,
    sendResults,
    imageDimension,
    marketRegimes,
    earlyWarnings,
    exploration,
    membranePotentials,
    federatedUnderAttack,
  ].map(shippedNotebook),
);
