/** The values that the ends of a colour map stand for, and how many cells could not be drawn. */
export interface Contrast {
  low: number;
  high: number;
  /** Cells holding NaN or ±infinity. They never move the limits. */
  notFinite: number;
}

/**
 * Contrast limits from the finite values alone, cells outside the domain left out. `aroundZero` widens them to be symmetric, for a diverging map.
 * With no finite value at all the limits are 0 and 1; a constant field gets a little room on both sides.
 */
export function contrastOf(values: ArrayLike<number>, aroundZero = false, inside: Uint8Array | null = null): Contrast {
  let low = Infinity;
  let high = -Infinity;
  let notFinite = 0;
  for (let i = 0; i < values.length; i++) {
    if (inside !== null && inside[i] === 0) continue;
    const value = values[i]!;
    if (value - value !== 0) notFinite++;
    else {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (low > high) return { low: 0, high: 1, notFinite };
  if (aroundZero) [low, high] = [-Math.max(Math.abs(low), Math.abs(high)), Math.max(Math.abs(low), Math.abs(high))];
  if (low === high) {
    const room = Math.abs(low) * 1e-3 || 1e-3;
    return { low: low - room, high: high + room, notFinite };
  }
  return { low, high, notFinite };
}
