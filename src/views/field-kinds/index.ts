import { registry } from "../../core/define/registry";
import { contours } from "./contours";
import type { FieldKind } from "./define";
import { heatMap } from "./heat-map";
import { heightSurface } from "./height-surface";
import { histogram } from "./histogram";
import { kymograph } from "./kymograph";
import { phase } from "./phase";
import { phasePortrait } from "./phase-portrait";
import { powerSpectrum } from "./power-spectrum";
import { probeSeries } from "./probe-series";
import { slopes } from "./slopes";

/** Ways of looking at a field, in the order of the menu. */
export const fieldKinds = registry<FieldKind>("kind of view", [
  heatMap,
  heightSurface,
  contours,
  slopes,
  phase,
  kymograph,
  probeSeries,
  powerSpectrum,
  phasePortrait,
  histogram,
]);

/** The kind that is meant; a heat map for one that is not known. */
export const kindNamed = (id: string): FieldKind => fieldKinds.get(fieldKinds.has(id) ? id : heatMap.id);
