/** Share of the stability limit that is advised. */
const share = 0.9;

/** A step well below the stability limit, rounded down to two significant digits: 1.0 for 1.19. */
export function safeDt(limit: number): number {
  const wanted = share * limit;
  const unit = 10 ** (Math.floor(Math.log10(wanted)) - 1);
  return Number((Math.floor(wanted / unit + 1e-9) * unit).toPrecision(2));
}
