import type { FieldValues } from "../../src/core/simulation";
import type { UpdateField } from "./messages";

const restMv = -70;
/** Deviation from rest beyond which a cell counts as active; the reference took |V| itself, which every cell at rest exceeds (F17). */
const activeMv = 10;

export type FieldFacts = Record<Exclude<UpdateField, "fractal_dimension">, number>;

/**
 * Numbers of a potential.
 * @param volts n × n values in V, C order, periodic.
 */
export function fieldFacts(volts: FieldValues, n: number): FieldFacts {
  let sum = 0;
  let squares = 0;
  let lowest = Infinity;
  let highest = -Infinity;
  let active = 0;
  let gradient = 0;
  for (let k = 0; k < volts.length; k++) {
    const mv = 1000 * volts[k]!;
    const row = k - (k % n);
    const right = 1000 * volts[row + ((k + 1) % n)]!;
    const below = 1000 * volts[(k + n) % volts.length]!;
    sum += mv;
    squares += mv * mv;
    lowest = Math.min(lowest, mv);
    highest = Math.max(highest, mv);
    if (Math.abs(mv - restMv) > activeMv) active++;
    gradient += (right - mv) ** 2 + (below - mv) ** 2;
  }
  const cells = volts.length;
  const mean = sum / cells;
  let deviations = 0;
  for (let k = 0; k < cells; k++) deviations += (1000 * volts[k]! - mean) ** 2;
  return {
    pot_mean_mV: mean,
    pot_std_mV: Math.sqrt(deviations / cells),
    pot_min_mV: lowest,
    pot_max_mV: highest,
    active_nodes: active,
    activity_ratio: active / cells,
    total_energy: squares,
    spatial_variance: gradient / cells,
  };
}
