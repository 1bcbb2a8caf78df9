import type { Field } from "../define/metric";
import { uniformAt } from "../field/philox";

/** Stream of the generator that only shuffles draw from. */
const shuffleStream = 0x73687566;

/**
 * The values of a field in places drawn at random, every order equally likely (Durstenfeld 1964, doi:10.1145/364520.364540): what it
 * shares with the field is its histogram. What is not finite stays in its place.
 */
export function shuffled({ shape, values }: Field, seed: number, draw: number): Field {
  const places = Uint32Array.from({ length: values.length }, (_, cell) => cell).filter((cell) => Number.isFinite(values[cell]));
  const out = Float64Array.from(values);
  for (let last = places.length - 1; last > 0; last--) {
    const other = Math.floor(uniformAt(seed, draw, last, shuffleStream) * (last + 1));
    const [a, b] = [places[last]!, places[other]!];
    [out[a], out[b]] = [out[b]!, out[a]!];
  }
  return { shape, values: out };
}
