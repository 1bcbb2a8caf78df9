import type { Field } from "../define/metric";
import { cos, sin } from "../field/elementary";
import { uniformAt } from "../field/philox";
import { complexArray, type ComplexArray } from "../field/spectral-fft";
import { SpectralTransform } from "../field/spectral-transform";
import { fluctuationOf } from "./finite-field";

/** Stream of the generator that only random phases draw from. */
const phaseStream = 0x70686173;

/**
 * The phase-randomised surrogate of a field (Theiler et al. 1992, doi:10.1016/0167-2789(92)90102-S): the same amplitude of
 * every Fourier mode and the same mean, hence the same periodic autocorrelation, but every phase drawn evenly from the circle. What
 * it shares with the field is told by the spectrum alone; edges, threads and spots are lost. Its histogram tends to a normal one.
 *
 * Values that are not finite count as the mean of the others; of a field without any finite value the surrogate is 0. The
 * spectrum is that of the periodic field: a jump between opposite rims is spread over the whole surrogate as waves.
 * @param field of one, two or three axes, any lengths.
 * @param draw which of the surrogates that belong to the seed; integer from 0.
 * @returns values in C order, the shape that of the field.
 */
export function randomPhase(field: Field, seed: number, draw: number): Float64Array {
  const { shape, values, mean } = fluctuationOf(field);
  // In units of the largest excess: sums over the field stay within what a number holds.
  const unit = values.reduce((largest, value) => Math.max(largest, Math.abs(value)), 0) || 1;
  const surrogate = values.map((value) => value / unit);
  const transform = new SpectralTransform([...Array<number>(Math.max(0, 2 - shape.length)).fill(1), ...shape], "all");
  const modes = complexArray(transform.modes);
  transform.toModes(surrogate, modes);
  turnPhases(transform, modes, shape.at(-1) ?? 1, seed, draw);
  transform.toValues(modes, surrogate);
  for (let i = 0; i < surrogate.length; i++) surrogate[i] = surrogate[i]! * unit + mean;
  return surrogate;
}

/**
 * Turns each mode by an angle of its own, and mirror images by opposite ones. Modes that are their own mirror image are real:
 * they keep or change their sign, and the mean stays.
 */
function turnPhases(transform: SpectralTransform, modes: ComplexArray, cells: number, seed: number, draw: number): void {
  const { x, y, z } = transform.waves;
  const { re, im } = modes;
  for (let c = 0, i = 0; c < z.length; c++)
    for (let b = 0; b < y.length; b++)
      for (let a = 0; a < x.length; a++, i++) {
        if (i === 0) continue;
        const turns = uniformAt(seed, draw, i, phaseStream);
        const own = (2 * a) % cells === 0 && (2 * b) % y.length === 0 && (2 * c) % z.length === 0;
        const [cosine, sine] = own ? [turns < 0.5 ? 1 : -1, 0] : [cos(2 * Math.PI * turns), sin(2 * Math.PI * turns)];
        [re[i], im[i]] = [re[i]! * cosine - im[i]! * sine, re[i]! * sine + im[i]! * cosine];
      }
  transform.makeReal(modes);
}
