import { autoregressiveCost } from "./autoregressive-cost";
import { poissonCost } from "./count-cost";
import { meanCost, normalCost, rankCost, type CostKind, type SegmentCost } from "./segment-cost";
import { slopeCost } from "./slope-cost";

export const segmentCosts: Readonly<Record<CostKind, (series: ArrayLike<number>) => SegmentCost>> = {
  mean: meanCost,
  normal: normalCost,
  slope: slopeCost,
  rank: rankCost,
  poisson: poissonCost,
  ar: autoregressiveCost,
};
