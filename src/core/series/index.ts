import { registry } from "../define/registry";
import type { SeriesMetric } from "../define/metric";
import { dfa } from "./dfa";
import { higuchi } from "./higuchi";
import { hurst } from "./hurst";

/** The order here is the order in the menu. */
export const seriesMetrics = registry<SeriesMetric>("series metric", [higuchi, dfa, hurst]);
