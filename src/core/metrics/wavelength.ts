import { undefinedBecause, type Field, type MetricResult } from "../define/metric";
import { fade, radialPower } from "./radial-power";

export interface WavelengthDetail {
  /** Power-weighted mean angular wavenumber of the modes in each shell, in radians per unit of length. */
  k: number[];
  /** Mean power of the modes in each shell, in squared units of the field; the mean of the field is taken off first. */
  power: number[];
  /** Wavenumber of the peak. */
  peak: number;
}

export interface WavelengthOptions {
  /** Distance between neighbouring cells: one number, or one per axis in the order of the shape. */
  spacing?: number | readonly number[];
  /** Whether opposite sides continue each other. If not, the field is faded to its mean at the rim, so that the jump there is not taken for a pattern. */
  periodic?: boolean;
}

/** The fewest periods that must fit into the domain for its pattern to have a wavelength. */
const fewestPeriods = 2;
/** Shells with at least this share of the peak's power count towards its centre. */
const peakShare = 0.5;

/**
 * The wavelength of a pattern, 2π/k at the peak of the spectrum averaged over directions (the structure factor): the
 * power-weighted mean k of the shells around the strongest one that hold at least half its power. Shells are as wide as the
 * domain resolves, 2π/L for its longest side L; `interval` is half a shell either way. A warning tells when the peak holds less
 * power than would make it stand out.
 *
 * Undefined, with a reason, for a field with values that are not finite, for a uniform one, and for one whose strongest
 * modes fit fewer than two times into the domain: the domain then sets the length.
 */
export function measureWavelength(
  { shape, values }: Field,
  { spacing = 1, periodic = true }: WavelengthOptions = {},
): MetricResult<WavelengthDetail> {
  const steps = shape.map((_, axis) => (typeof spacing === "number" ? spacing : spacing[axis]!));
  const { mean, bad } = meanOf(values);
  if (bad > 0) return undefinedBecause(`${bad} of ${values.length} values are not finite`);
  const fluctuation = new Float64Array(values.length);
  let squares = 0;
  for (let i = 0; i < values.length; i++) {
    fluctuation[i] = values[i]! - mean;
    squares += fluctuation[i]! * fluctuation[i]!;
  }
  const spread = Math.sqrt(squares / values.length);
  // Rounding of a uniform field in single precision is at most 6e-8 of its value.
  if (!(spread > 1e-7 * Math.abs(mean))) return undefinedBecause("the field is uniform");
  if (!periodic) fade(fluctuation, shape);

  const { power, k, width } = radialPower(fluctuation, shape, steps);
  const top = power.reduce((best, value, shell) => (shell > 0 && value > power[best]! ? shell : best), 1);
  if (top < fewestPeriods)
    return {
      ...undefinedBecause(`the strongest modes fit fewer than ${fewestPeriods} times into the domain, which then sets the length: use a larger one`),
      detail: { k: k.slice(1), power: power.slice(1) },
    };

  const peak = centreOf(power, k, top);
  const wavelength = (2 * Math.PI) / peak;
  const interval = [(2 * Math.PI) / (peak + width / 2), (2 * Math.PI) / (peak - width / 2)] as const;
  const detail = { k: k.slice(1), power: power.slice(1), peak };
  const background = median(detail.power);
  const warnings = power[top]! < 4 * background ? ["no shell stands out of the spectrum: this may be noise"] : [];
  return { value: wavelength, interval, warnings, detail };
}

/** Power-weighted mean k of the peak: the neighbours on both sides for as long as they hold enough of its power. */
function centreOf(power: readonly number[], k: readonly number[], top: number): number {
  const belongs = (shell: number) => shell > 0 && shell < power.length && power[shell]! >= peakShare * power[top]!;
  let [first, last] = [top, top];
  while (belongs(first - 1)) first--;
  while (belongs(last + 1)) last++;
  let [moment, total] = [0, 0];
  for (let shell = first; shell <= last; shell++) {
    moment += k[shell]! * power[shell]!;
    total += power[shell]!;
  }
  return moment / total;
}

function meanOf(values: ArrayLike<number>): { mean: number; bad: number } {
  let [sum, bad] = [0, 0];
  for (let i = 0; i < values.length; i++) {
    if (Number.isFinite(values[i])) sum += values[i]!;
    else bad++;
  }
  return { mean: sum / Math.max(1, values.length - bad), bad };
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}
