/** Where an item of a grid stands: its middle and its top, in any one unit. */
export interface Place {
  x: number;
  top: number;
}

/**
 * Index of the item that an arrow key leads to from `at`: the next one sideways, or the nearest in the row above or below, whatever
 * stands between the rows. `at` itself where there is none; null for other keys, and upwards from the first row.
 */
export function arrowTarget(key: string, at: number, places: readonly Place[]): number | null {
  const last = places.length - 1;
  const here = places[at];
  if (!here) return null;
  switch (key) {
    case "ArrowRight":
      return Math.min(at + 1, last);
    case "ArrowLeft":
      return Math.max(at - 1, 0);
    case "Home":
      return 0;
    case "End":
      return last;
    case "ArrowDown":
      return nearestInRow(rowBeyond(places, here.top, 1), here.x, places) ?? at;
    case "ArrowUp":
      return nearestInRow(rowBeyond(places, here.top, -1), here.x, places);
    default:
      return null;
  }
}

/** Top of the next row in this direction; null beyond the last one. */
function rowBeyond(places: readonly Place[], top: number, direction: 1 | -1): number | null {
  const beyond = places.map((place) => place.top).filter((other) => direction * (other - top) > 0.5);
  if (beyond.length === 0) return null;
  return direction > 0 ? Math.min(...beyond) : Math.max(...beyond);
}

function nearestInRow(top: number | null, x: number, places: readonly Place[]): number | null {
  if (top === null) return null;
  let best: number | null = null;
  places.forEach((place, i) => {
    if (Math.abs(place.top - top) > 0.5) return;
    if (best === null || Math.abs(place.x - x) < Math.abs(places[best]!.x - x)) best = i;
  });
  return best;
}
