import type { Experiment } from "../../define/experiment";
import { registry } from "../../define/registry";
import { aggregation } from "./aggregation";
import { attention } from "./attention";
import { exploration } from "./exploration";
import { federation } from "./federation";
import { plasticity } from "./plasticity";

/** The order here is the order in the menu. */
export const experiments = registry<Experiment>("experiment", [federation, aggregation, plasticity, exploration, attention]);
