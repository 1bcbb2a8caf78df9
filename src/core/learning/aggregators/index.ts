import type { Aggregator } from "../../define/aggregator";
import { registry } from "../../define/registry";
import { bulyan } from "./bulyan";
import { hierarchicalKrum } from "./hierarchical-krum";
import { krum } from "./krum";
import { mean } from "./mean";
import { median } from "./median";
import { multiKrum } from "./multi-krum";
import { trimmedMean } from "./trimmed-mean";

/** The order here is the order in the menu. */
export const aggregators = registry<Aggregator>("aggregator", [mean, median, trimmedMean, krum, multiKrum, bulyan, hierarchicalKrum]);
