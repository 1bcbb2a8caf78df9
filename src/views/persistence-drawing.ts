/** Classes of one dimension as they are drawn. */
export interface DrawnClasses {
  dimension: number;
  /** [birth, death], the longest-lived first. */
  pairs: readonly (readonly [birth: number, death: number])[];
  /** Births of the classes that never die. */
  essential: readonly number[];
}

export const classNames = ["pieces, H₀", "loops, H₁", "voids, H₂"] as const;

/** One bar of a barcode. */
export interface Bar {
  dimension: number;
  birth: number;
  /** Null for a class that never dies. */
  death: number | null;
}

/**
 * The bars that there is room for: of each dimension those that never die, then the longest-lived, in the order of birth.
 * @param most for each dimension.
 */
export function longestBars(classes: readonly DrawnClasses[], most: number): Bar[] {
  return classes.flatMap(({ dimension, pairs, essential }) => {
    const endless = essential.slice(0, most).map((birth): Bar => ({ dimension, birth, death: null }));
    const ending = pairs.slice(0, most - endless.length).map(([birth, death]): Bar => ({ dimension, birth, death }));
    return [...endless, ...ending.sort((a, b) => Math.abs(b.death! - b.birth) - Math.abs(a.death! - a.birth))];
  });
}

/** Points as dots of a round pen: one path for thousands of them. */
export const dotsPath = (points: readonly (readonly [x: number, y: number])[]): string =>
  points.map(([x, y]) => `M${x.toFixed(1)} ${y.toFixed(1)}h0`).join("");
