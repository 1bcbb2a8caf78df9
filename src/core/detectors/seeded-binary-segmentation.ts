import { defineDetector } from "../define/detector";
import { seededSegments } from "./seeded-segments";
import { detectBy, segmentationParams } from "./segmentation";

/** Wild binary segmentation with intervals that are fixed beforehand: no chance in it. */
export const seededBinarySegmentation = defineDetector({
  id: "seeded-binary-segmentation",
  title: "Seeded binary segmentation",
  source: "Kovács, Bühlmann, Li, Munk 2023, Biometrika 110:249, doi:10.1093/biomet/asac052",
  help: "Cuts many overlapping intervals, long and short, so that a change hidden to binary segmentation by another stands alone in one of them. Of the cuts that are worth the penalty it takes those in the shortest intervals. The intervals are laid out beforehand where wild binary segmentation draws them.",
  params: segmentationParams,
  mode: "retrospective",
  exact: false,
  several: true,
  detect: (channels, options) => detectBy("seeded-binary-segmentation", seededSegments, channels, options),
});
