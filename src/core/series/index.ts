import { registry } from "../define/registry";
import type { SeriesMetric } from "../define/metric";
import { correlationDimension } from "./correlation-dimension";
import { dfa } from "./dfa";
import { generalisedHurst } from "./generalised-hurst";
import { higuchi } from "./higuchi";
import { hurst } from "./hurst";
import { katz } from "./katz";
import { lyapunov } from "./lyapunov";
import { lyapunovKantz } from "./lyapunov-kantz";
import { mfdfa } from "./mfdfa";
import { multiscaleEntropy } from "./multiscale-entropy";
import { permutationEntropy } from "./permutation-entropy";
import { petrosian } from "./petrosian";
import { recurrence } from "./recurrence";
import { rescaledRange } from "./rescaled-range";
import { sampleEntropy } from "./sample-entropy";
import { spectralSlope } from "./spectral-slope";
import { whittle } from "./whittle";

/** The order here is the order in the menu. */
export const seriesMetrics = registry<SeriesMetric>("series metric", [
  higuchi,
  dfa,
  hurst,
  whittle,
  mfdfa,
  spectralSlope,
  rescaledRange,
  generalisedHurst,
  katz,
  petrosian,
  sampleEntropy,
  multiscaleEntropy,
  permutationEntropy,
  lyapunov,
  lyapunovKantz,
  correlationDimension,
  recurrence,
]);
