/** The straight part of a curve of divergence: its first and last step, both included, and how far the curve rises in all. */
export interface StraightPart {
  from: number;
  to: number;
  rise: number;
}

/**
 * Between two shares of the way from the first distance to where the curve is level, which is its mean over the last three tenths.
 * @param curve mean logarithms of distances after 0, 1 … steps; at least ten.
 */
export function straightPart(curve: Float64Array, begin: number, end: number): StraightPart {
  const tail = curve.subarray(Math.floor(0.7 * (curve.length - 1)));
  const rise = tail.reduce((sum, d) => sum + d / tail.length, 0) - curve[0]!;
  const beyond = (share: number) => curve.findIndex((d) => d > curve[0]! + share * rise);
  const from = Math.max(1, beyond(begin) - 1);
  return { from, to: Math.min(curve.length - 1, Math.max(from + 2, beyond(end))), rise };
}

/** What should be known of a curve before its slope is called an exponent. */
export function divergenceWarnings({ from, to, rise }: StraightPart): string[] {
  if (rise < 0.5) return ["Neighbours hardly part: the motion is regular, or the series only drifts."];
  return to - from < 4 ? ["The curve is level after a few samples: noise does that, and chaos sampled too coarsely."] : [];
}
