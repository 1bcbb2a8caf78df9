import { shelf } from "../src/notebook/shelf";
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

/** The order here is the order on the shelf. */
export const notebooks = shelf([
  {
    id: "getting-started",
    title: "Getting started",
    summary: "Run, look, measure, save, share: the Lab's five ideas, one cell each. Does the pattern depend on how fast we feed it?",
    text: gettingStarted,
  },
  {
    id: "turing-patterns",
    title: "Spots from nothing: Turing patterns",
    summary: "Why two chemicals that settle when stirred make spots when they spread, and how large the spots are.",
    text: turingPatterns,
  },
  {
    id: "mfn-model",
    title: "The MFN model, as published and as corrected",
    summary: "Why the equations of MFN 4.1 cannot form a pattern, what the corrected ones do instead, and what a field must conserve.",
    text: mfnModel,
  },
  {
    id: "pearson-classes",
    title: "Reproducing a figure: Pearson's classes",
    summary: "Five of Pearson's letters run from his numbers and judged by a rule: which of them come back, and what a small sheet hides.",
    text: pearsonClasses,
  },
  {
    id: "volumes",
    title: "Spots in a volume",
    summary: "What becomes of spots in three dimensions: balls or a net, told apart by counting pieces and tunnels.",
    text: volumes,
  },
  {
    id: "features-for-learning",
    title: "Features for learning: what tells two experiments apart?",
    summary: "Many seeds, distributions, correlations and principal components: can one run's features tell which of two settings made it?",
    text: featuresForLearning,
  },
  {
    id: "performance",
    title: "What an answer costs",
    summary: "How step, grid, method and precision set the work of a run, counted and not timed, and what stability costs.",
    text: performance,
  },
  {
    id: "send-results",
    title: "Send results to your own systems",
    summary: "Tables, arrays, links and HTTP: what must travel with a number so that somebody else gets the same number.",
    text: sendResults,
  },
  {
    id: "image-dimension",
    title: "The dimension of an image, and how it fools you",
    summary: "What threshold, range of scales and noise do to a box-counting dimension, and what to report so that it can be compared.",
    text: imageDimension,
  },
  {
    id: "market-regimes",
    title: "Regimes in a market: what detectors see, and what they make up",
    summary:
      "Detectors scored on a market with a known truth, then on the United States economy, where their disagreement says what kind of change there was.",
    text: marketRegimes,
  },
  {
    id: "early-warnings",
    title: "Warnings before a tipping point, and false alarms",
    summary: "Why a system slows down before it tips, how a series shows it, and how often noise and drift show the same.",
    text: earlyWarnings,
  },
  {
    id: "exploration",
    title: "Who explores best? A grid world and a fractal measure",
    summary: "Four ways to explore over many worlds, with intervals: who wins depends on what winning means, and a fractal guide is put to the test.",
    text: exploration,
  },
  {
    id: "membrane-potentials",
    title: "What sets a membrane's voltage: from Nernst to Goldman",
    summary: "Three ions pull a membrane three ways: which voltage they settle on, who rules it, and which voltages no leak explains.",
    text: membranePotentials,
  },
  {
    id: "federated-under-attack",
    title: "One update from many, some of them lies",
    summary: "Which rules of aggregation hold when clients lie, what they promise, and how clusters lose the promise.",
    text: federatedUnderAttack,
  },
]);
