import type { Field } from "../define/metric";
import { measureWavelength, type WavelengthOptions } from "./wavelength";

/** Power over angular wavenumber, averaged over directions; the mean of the field is taken off first. */
export interface RadialSpectrum {
  /** In radians per unit of length, ascending. Empty for a field that is uniform or not finite. */
  k: number[];
  /** Mean power of the modes at each k, in squared units of the field. */
  power: number[];
  /** 2π/k of the peak, as `measureWavelength` finds it; null where there is none or it does not stand out of the rest. */
  wavelength: number | null;
}

/** The spectrum of a field, in 3D averaged over spheres. */
export function radialSpectrum(field: Field, options: WavelengthOptions): RadialSpectrum {
  const result = measureWavelength(field, options);
  const { k = [], power = [] } = result.detail ?? {};
  const standsOut = result.value !== null && result.warnings?.length === 0;
  return { k, power, wavelength: standsOut ? result.value : null };
}
