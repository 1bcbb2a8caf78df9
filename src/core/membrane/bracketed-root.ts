/**
 * The root of a continuous function between two points at which it differs in sign, to the last digit: bisection, made faster by the secant
 * and by inverse quadratic interpolation where those keep their promise (Brent 1971, Comput. J. 14:422, doi:10.1093/comjnl/14.4.422).
 * @returns NaN where the function has one sign at both ends.
 */
export function bracketedRoot(f: (x: number) => number, low: number, high: number): number {
  let [a, b] = [low, high];
  let [fa, fb] = [f(a), f(b)];
  if (fa === 0) return a;
  if (fb === 0) return b;
  if (fa > 0 === fb > 0 || Number.isNaN(fa + fb)) return NaN;
  let [c, fc] = [a, fa];
  let step = b - a;
  let before = step;
  // Bisection alone would need about 1100 halvings of the widest bracket of doubles.
  for (let i = 0; i < 2200; i++) {
    if (Math.abs(fc) < Math.abs(fb)) [a, b, c, fa, fb, fc] = [b, c, b, fb, fc, fb];
    const least = Number.EPSILON * Math.abs(b);
    const half = (c - b) / 2;
    if (fb === 0 || Math.abs(half) <= least) return b;
    const jump = Math.abs(before) >= least && Math.abs(fa) > Math.abs(fb) ? interpolated(a, b, c, fa, fb, fc) : NaN;
    const bound = Math.min(1.5 * Math.abs(half), Math.abs(before / 2));
    if (Math.abs(jump) < bound && jump > 0 === half > 0) [before, step] = [step, jump];
    else [before, step] = [half, half];
    [a, fa] = [b, fb];
    b += Math.abs(step) > least ? step : half > 0 ? least || Number.MIN_VALUE : -least || -Number.MIN_VALUE;
    fb = f(b);
    if (fb > 0 === fc > 0) {
      [c, fc] = [a, fa];
      before = step = b - a;
    }
  }
  return b;
}

/** From b to where the inverse parabola through three points, or the secant through two, is 0. */
function interpolated(a: number, b: number, c: number, fa: number, fb: number, fc: number): number {
  const s = fb / fa;
  if (a === c) return ((c - b) * s) / (s - 1);
  const [q, r] = [fa / fc, fb / fc];
  return (s * ((c - b) * q * (q - r) - (b - a) * (r - 1))) / -((q - 1) * (r - 1) * (s - 1));
}
