import type { Explorer } from "../../define/explorer";
import { registry } from "../../define/registry";
import { epsilonGreedyExplorer } from "./epsilon-greedy";
import { fractalGuided } from "./fractal-guided";
import { randomWalk } from "./random-walk";
import { upperConfidence } from "./upper-confidence";

/** The order here is the order in the menu. */
export const explorers = registry<Explorer>("explorer", [epsilonGreedyExplorer, upperConfidence, fractalGuided, randomWalk]);
