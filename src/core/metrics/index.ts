import { registry } from "../define/registry";
import type { ImageMetric } from "../define/metric";
import { boxCounting } from "./box-counting";
import { connectedComponents } from "./connected-components";
import { correlationDimension } from "./correlation-dimension";
import { correlationLength } from "./correlation-length";
import { differentialBoxCounting } from "./differential-box-counting";
import { dimensionOverThreshold } from "./dimension-over-threshold";
import { eulerNumber } from "./euler-number";
import { informationDimension } from "./information-dimension";
import { lacunarity } from "./lacunarity";
import { localDimension } from "./local-dimension";
import { massRadiusDimension } from "./mass-radius-dimension";
import { minkowskiFunctionals } from "./minkowski-functionals";
import { multifractalSpectrum } from "./multifractal-spectrum";
import { perimeterAreaDimension } from "./perimeter-area-dimension";
import { persistentHomology } from "./persistent-homology";
import { skeletonGraph } from "./skeleton-graph";
import { spectralSlope } from "./spectral-slope";
import { structureFactor } from "./structure-factor";
import { variogram } from "./variogram";

/** Measures of images, matrices and volumes: of the set first, then of its shape, then of grey values. */
export const metrics = registry<ImageMetric>("metric", [
  boxCounting,
  informationDimension,
  correlationDimension,
  massRadiusDimension,
  perimeterAreaDimension,
  localDimension,
  lacunarity,
  connectedComponents,
  eulerNumber,
  minkowskiFunctionals,
  skeletonGraph,
  differentialBoxCounting,
  variogram,
  spectralSlope,
  multifractalSpectrum,
  correlationLength,
  structureFactor,
  persistentHomology,
  dimensionOverThreshold,
]);
