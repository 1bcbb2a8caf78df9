/**
 * Mean of the samples around each, weighted by a normal curve of their distance in time; near the ends over those there are.
 * Nadaraya 1964, doi:10.1137/1109020; Watson 1964.
 * @param bandwidth the curve's standard deviation, in samples, above 0. Samples beyond five of them are left out.
 */
export function gaussianSmooth(series: Float64Array, bandwidth: number): Float64Array {
  const n = series.length;
  const reach = Math.min(n - 1, Math.ceil(5 * bandwidth));
  const weights = Float64Array.from({ length: reach + 1 }, (_, lag) => Math.exp(-0.5 * (lag / bandwidth) ** 2));
  return series.map((_, t) => {
    let [sum, total] = [0, 0];
    for (let s = Math.max(0, t - reach); s <= Math.min(n - 1, t + reach); s++) {
      const weight = weights[Math.abs(s - t)]!;
      sum += weight * series[s]!;
      total += weight;
    }
    return sum / total;
  });
}
