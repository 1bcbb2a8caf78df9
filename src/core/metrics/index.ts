import { registry } from "../define/registry";
import type { MaskMetric } from "../define/metric";
import { boxCounting } from "./box-counting";
import { lacunarity } from "./lacunarity";

/** Measures of a set of cells. */
export const metrics = registry<MaskMetric>("metric", [boxCounting, lacunarity]);
