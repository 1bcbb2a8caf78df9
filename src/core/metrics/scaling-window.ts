/** A straight line through logarithms. */
export interface SlopeFit {
  slope: number;
  intercept: number;
  /** Standard error of the slope if the points were independent. */
  standardError: number;
  r2: number;
}

/** A fit to the points `first … last`, both included. */
export interface WindowFit extends SlopeFit {
  first: number;
  last: number;
}

/** Least-squares line through points `first … last` (both included, at least two) of ascending abscissas. */
export function fitLine(x: readonly number[], y: readonly number[], first = 0, last = x.length - 1): SlopeFit {
  const n = last - first + 1;
  let [meanX, meanY] = [0, 0];
  for (let i = first; i <= last; i++) {
    meanX += x[i]! / n;
    meanY += y[i]! / n;
  }
  let [sxx, sxy, syy] = [0, 0, 0];
  for (let i = first; i <= last; i++) {
    const [dx, dy] = [x[i]! - meanX, y[i]! - meanY];
    sxx += dx * dx;
    sxy += dx * dy;
    syy += dy * dy;
  }
  const slope = sxy / sxx;
  const residual = Math.max(0, syy - slope * sxy);
  return {
    slope,
    intercept: meanY - slope * meanX,
    standardError: n > 2 ? Math.sqrt(residual / (n - 2) / sxx) : Infinity,
    r2: syy > 0 ? 1 - residual / syy : 1,
  };
}

/** Slopes between neighbouring points. */
export function localSlopes(x: readonly number[], y: readonly number[]): number[] {
  return x.slice(1).map((next, i) => (y[i + 1]! - y[i]!) / (next - x[i]!));
}

/**
 * Fits to every window of scales between `from` and `to` whose ends are a factor of at least `ratio` apart.
 * @param scales ascending, one for each point of `x` and `y`.
 */
export function windowFits(
  scales: readonly number[],
  x: readonly number[],
  y: readonly number[],
  { from, to, ratio }: { from: number; to: number; ratio: number },
): WindowFit[] {
  const fits: WindowFit[] = [];
  for (let first = 0; first < scales.length; first++) {
    if (scales[first]! < from) continue;
    for (let last = first + 2; last < scales.length && scales[last]! <= to; last++) {
      if (scales[last]! / scales[first]! >= ratio) fits.push({ first, last, ...fitLine(x, y, first, last) });
    }
  }
  return fits;
}

/** The fit whose slope is surest. */
export function straightest(fits: readonly WindowFit[]): WindowFit | undefined {
  return fits.reduce<WindowFit | undefined>((best, fit) => (best && best.standardError <= fit.standardError ? best : fit), undefined);
}

/** The fit with the most points; of equals, the one at the finest scales. */
export function longest(fits: readonly WindowFit[]): WindowFit | undefined {
  return fits.reduce<WindowFit | undefined>((best, fit) => (best && best.last - best.first >= fit.last - fit.first ? best : fit), undefined);
}
