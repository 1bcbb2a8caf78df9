import { autoregressiveCost } from "./autoregressive-cost";
import { poissonCost } from "./count-cost";
import { meanCost, normalCost, rankCost, type CostKind, type SegmentCost } from "./segment-cost";

export const segmentCosts: Readonly<Record<CostKind, (series: ArrayLike<number>) => SegmentCost>> = {
  mean: meanCost,
  normal: normalCost,
  rank: rankCost,
  poisson: poissonCost,
  ar: autoregressiveCost,
};
