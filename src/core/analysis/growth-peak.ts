/** The wavenumber at which growth is greatest, the growth there, and the band of growing wavenumbers around it. */
export interface Peak {
  k: number;
  growth: number;
  band: [number, number];
}

const evenSteps = 500;
const logarithmicSteps = 300;
const decades = 5;

/**
 * The highest peak of a growth rate over 0 ≤ k ≤ top: a scan even in k and in log k, every local maximum of it refined,
 * so that a band narrower than the scan's steps counts too. Null where growth stays at or below `threshold`.
 * @param growth largest real part of the eigenvalues at wavenumber k.
 */
export function highestPeak(growth: (k: number) => number, top: number, threshold: number): Peak | null {
  const even = Array.from({ length: evenSteps }, (_, i) => (top * (i + 1)) / evenSteps);
  const logarithmic = Array.from({ length: logarithmicSteps }, (_, i) => top * 10 ** (-decades * (1 - i / logarithmicSteps)));
  const ks = [...new Set([0, ...even, ...logarithmic])].sort((a, b) => a - b);
  const rates = ks.map(growth);
  let best: { k: number; growth: number } | null = null;
  for (let i = 0; i < ks.length; i++) {
    const [left, here, right] = [rates[i - 1] ?? -Infinity, rates[i]!, rates[i + 1] ?? -Infinity];
    if (!(here > left && here >= right)) continue;
    const k = i === 0 ? 0 : i === ks.length - 1 ? top : maximum(growth, ks[i - 1]!, ks[i + 1]!);
    const refined = growth(k);
    if (refined > threshold && (!best || refined > best.growth)) best = { k, growth: refined };
  }
  if (!best) return null;
  const { k } = best;
  const grows = (at: number) => growth(at) > 0;
  let low = ks.findLastIndex((at) => at < k);
  while (low >= 0 && rates[low]! > 0) low--;
  let high = ks.findIndex((at) => at > k);
  while (high >= 0 && high < ks.length && rates[high]! > 0) high++;
  // Growth that sets in at once from a neutral uniform mode starts at 0.
  const innermost = Math.min(ks[low + 1] ?? k, k);
  const lower = low < 0 ? 0 : low === 0 && grows(innermost * 1e-6) ? 0 : edge(grows, ks[low]!, innermost);
  const upper = high < 0 || high === ks.length ? top : edge(grows, ks[high]!, Math.max(ks[high - 1]!, k));
  return { k, growth: best.growth, band: [lower, upper] };
}

/** The place between a k that does not grow and one that does, by bisection to the last bit. */
function edge(grows: (k: number) => boolean, outside: number, within: number): number {
  let [out, inn] = [outside, within];
  for (let i = 0; i < 200; i++) {
    const middle = (out + inn) / 2;
    if (middle === out || middle === inn) break;
    if (grows(middle)) inn = middle;
    else out = middle;
  }
  return inn;
}

/**
 * The maximum of f in (from, to): golden section to four digits, then the zero of the slope, because values alone fix
 * the place of a maximum to half the digits only. A maximum with a kink stays with golden section.
 * Source: Kiefer 1953, Proc. AMS 4:502, doi:10.1090/S0002-9939-1953-0055639-3.
 */
function maximum(f: (k: number) => number, from: number, to: number): number {
  const [a, b] = goldenSection(f, from, to, 1e-4);
  const h = Math.min(2e-3 * a, (to - from) / 16);
  // Fourth-order difference: its error moves the zero by about h⁴/30, in units of the peak's width.
  const slope = (k: number) => 8 * (f(k + h) - f(k - h)) - (f(k + 2 * h) - f(k - 2 * h));
  let [low, high] = [Math.max(from, a - h), Math.min(to, b + h)];
  if (!(slope(low) > 0 && slope(high) < 0)) {
    const [left, right] = goldenSection(f, a, b, 1e-9);
    return (left + right) / 2;
  }
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (slope(middle) > 0) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** Narrows an interval around a maximum to a relative width. */
function goldenSection(f: (k: number) => number, from: number, to: number, width: number): [number, number] {
  const ratio = (Math.sqrt(5) - 1) / 2;
  let [a, b] = [from, to];
  let [c, d] = [b - ratio * (b - a), a + ratio * (b - a)];
  let [fc, fd] = [f(c), f(d)];
  while (b - a > width * b) {
    if (fc > fd) {
      [b, d, fd] = [d, c, fc];
      c = b - ratio * (b - a);
      fc = f(c);
    } else {
      [a, c, fc] = [c, d, fd];
      d = a + ratio * (b - a);
      fd = f(d);
    }
  }
  return [a, b];
}
