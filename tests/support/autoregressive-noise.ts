import { fillNormals } from "../../src/core/field/philox";

/** Samples dropped at the start, after which φ = 0.7 has forgotten it. */
const warmUp = 100;

/** x_t = φ x_{t−1} + ξ_t with standard normal ξ: nothing ever changes. */
export function autoregressiveNoise(n: number, memory: number, seed: number): Float64Array {
  const x = new Float64Array(n + warmUp);
  fillNormals(x, seed, 0, 0, 0);
  for (let i = 1; i < x.length; i++) x[i]! += memory * x[i - 1]!;
  return x.slice(warmUp);
}
