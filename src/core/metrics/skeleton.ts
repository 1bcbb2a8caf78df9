import type { Mask } from "../define/metric";
import { padded, unpadded } from "./neighbourhood";
import { thin } from "./thinning";
import { cornerCells, guoHall } from "./thinning-plane";
import { leeKashyapChu } from "./thinning-space";

/**
 * The skeleton of a set: curves one cell thick in its middle, with as many pieces and holes (in 3D tunnels and cavities) as the
 * set, neighbours across corners belonging together. What lies outside the frame is background. An empty set gives an empty one.
 * @param mask two- or three-dimensional; it is not changed.
 * @throws WorkbenchError `usage` for any other number of axes.
 */
export function skeletonise(mask: Mask): Mask {
  const set = padded(mask);
  if (set.around.dimensions === 2) {
    thin(set, guoHall);
    thin(set, cornerCells);
  } else thin(set, leeKashyapChu);
  return unpadded(set);
}
