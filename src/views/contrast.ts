/** The values that the ends of a colour map stand for, and how many cells could not be drawn. */
export interface Contrast {
  low: number;
  high: number;
  /** Cells holding NaN or ±infinity. They never move the limits. */
  notFinite: number;
  /** Equal steps of colour are equal ratios; low is then above 0, and cells that are not have no colour. */
  logarithmic?: boolean;
  /** Why it is not what was asked for, or what of the field it leaves out; in words. */
  note?: string;
}

/** Bounds of the finite values of a field, cells outside its domain left out. */
export interface Extent {
  /** Infinity and −Infinity without any finite value. */
  low: number;
  high: number;
  notFinite: number;
  /** The smallest value above 0; Infinity without one. */
  smallestPositive: number;
  /** Finite values that are 0 or below. */
  notPositive: number;
}

export function extentOf(values: ArrayLike<number>, inside: Uint8Array | null = null): Extent {
  const extent = { low: Infinity, high: -Infinity, notFinite: 0, smallestPositive: Infinity, notPositive: 0 };
  for (let i = 0; i < values.length; i++) {
    if (inside !== null && inside[i] === 0) continue;
    const value = values[i]!;
    if (value - value !== 0) {
      extent.notFinite++;
      continue;
    }
    if (value < extent.low) extent.low = value;
    if (value > extent.high) extent.high = value;
    if (!(value > 0)) extent.notPositive++;
    else if (value < extent.smallestPositive) extent.smallestPositive = value;
  }
  return extent;
}

/** Limits with room between them: none become 0 and 1, a single value gets a little on both sides. */
export function roomy({ low, high, notFinite }: Pick<Extent, "low" | "high" | "notFinite">): Contrast {
  if (low > high) return { low: 0, high: 1, notFinite };
  if (low < high) return { low, high, notFinite };
  const room = Math.abs(low) * 1e-3 || 1e-3;
  return { low: low - room, high: high + room, notFinite };
}

/** Limits of equal distance from 0. */
export function aroundZero({ low, high, notFinite }: Pick<Extent, "low" | "high" | "notFinite">): Contrast {
  const reach = Math.max(Math.abs(low), Math.abs(high));
  return roomy(low > high ? { low, high, notFinite } : { low: -reach, high: reach, notFinite });
}

/**
 * Contrast limits from the finite values alone, cells outside the domain left out. `symmetric` widens them to be symmetric around 0, for a
 * diverging map. With no finite value at all the limits are 0 and 1; a constant field gets a little room on both sides.
 */
export function contrastOf(values: ArrayLike<number>, symmetric = false, inside: Uint8Array | null = null): Contrast {
  return (symmetric ? aroundZero : roomy)(extentOf(values, inside));
}

/** Share of a map, 0 to 1, at which a value stands; NaN for one that has no colour. */
export function shareOf({ low, high, logarithmic }: Contrast, value: number): number {
  if (value - value !== 0 || (logarithmic && !(value > 0))) return NaN;
  const share = logarithmic ? Math.log(value / low) / Math.log(high / low) : (value - low) / (high - low);
  return Math.min(1, Math.max(0, share));
}

/** The value at a share of the map. */
export const valueAt = ({ low, high, logarithmic }: Contrast, share: number): number =>
  logarithmic ? low * (high / low) ** share : low + share * (high - low);
