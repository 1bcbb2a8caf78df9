/** A fit that expectation and maximisation improve, as numbers that can be added. */
export interface Climb<Fit> {
  /** One step of expectation and maximisation, evaluated. */
  step(fit: Fit): Fit;
  logLikelihood(fit: Fit): number;
  /** The parameters of a fit, in one order. */
  parameters(fit: Fit): Float64Array;
  /** The fit with such parameters, brought back into their range where they left it, evaluated. */
  at(parameters: Float64Array, like: Fit): Fit;
}

export interface Climbed<Fit> {
  fit: Fit;
  /** Evaluations of the likelihood. */
  evaluations: number;
  /** Whether a step gained too little, rather than that no evaluation was left. */
  settled: boolean;
}

/** Evaluations before the first leap: which peak a start climbs is settled by then. */
const plainFirst = 10;

/**
 * Expectation and maximisation, carried further along its own path by squared extrapolation (SQUAREM, scheme S3: Varadhan, Roland 2008, doi:10.1111/j.1467-9469.2007.00585.x): from
 * two steps r and r + v apart, on to θ₀ + 2 a r + a² v with a = |r| / |v|. Where that is no gain, the second step stands, so the likelihood never falls. Where it
 * rises by steps that shrink slowly, as where there are no states to be found, this needs far fewer evaluations.
 * @param until evaluations at most, and the share of the likelihood that one plain step must gain.
 * @param onward called with each fit that is taken.
 */
export function climb<Fit>(
  first: Fit,
  { step, logLikelihood, parameters, at }: Climb<Fit>,
  until: { evaluations: number; tolerance: number },
  onward: (fit: Fit) => void = () => {},
): Climbed<Fit> {
  let fit = first;
  let evaluations = 0;
  /** Takes a fit if it gains; says whether it gained enough to go on. */
  const take = (next: Fit): boolean => {
    const gain = logLikelihood(next) - logLikelihood(fit);
    const enough = gain >= until.tolerance * Math.abs(logLikelihood(fit));
    if (gain > 0) {
      fit = next;
      onward(fit);
    }
    return enough;
  };
  while (evaluations < until.evaluations) {
    const start = parameters(fit);
    evaluations++;
    if (!take(step(fit))) return { fit, evaluations, settled: true };
    const one = parameters(fit);
    evaluations++;
    if (!take(step(fit))) return { fit, evaluations, settled: true };
    const two = parameters(fit);
    const further = evaluations < plainFirst ? null : extrapolated(start, one, two);
    if (!further) continue;
    evaluations++;
    const leap = at(further, fit);
    if (logLikelihood(leap) > logLikelihood(fit)) take(leap);
  }
  return { fit, evaluations, settled: false };
}

/** Null where it leads no further than the second step. */
function extrapolated(start: Float64Array, one: Float64Array, two: Float64Array): Float64Array | null {
  let [along, bend] = [0, 0];
  for (let i = 0; i < start.length; i++) {
    const r = one[i]! - start[i]!;
    along += r * r;
    bend += (two[i]! - one[i]! - r) ** 2;
  }
  if (!(bend > 0) || along <= bend) return null;
  const a = Math.sqrt(along / bend);
  return start.map((value, i) => {
    const r = one[i]! - value;
    return value + 2 * a * r + a * a * (two[i]! - one[i]! - r);
  });
}
