import { registry } from "../define/registry";
import type { SeriesField } from "../define/series-field";
import { distanceField } from "./distance-field";
import { gramianField } from "./gramian-field";
import { referenceMapping } from "./reference-mapping";

/** The order here is the order in the menu; the first is the default. */
export const seriesFields = registry<SeriesField>("series field", [distanceField, gramianField, referenceMapping]);
