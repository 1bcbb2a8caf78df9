import { shuffled } from "../draw";
import type { Examples } from "./classifier";

/** Indices of the examples that are learnt from, and of those that are held out. */
export interface Split {
  training: Uint32Array;
  heldOut: Uint32Array;
}

/** Parts examples by lot. @param share of the examples that is held out, between 0 and 1. */
export function splitExamples(count: number, share: number, seed: number): Split {
  const order = shuffled(count, seed);
  const held = Math.min(count - 1, Math.max(1, Math.round(share * count)));
  return { training: order.slice(held), heldOut: order.slice(0, held) };
}

/** Features with mean 0 and standard deviation 1 over the training examples; what does not vary stays 0. Held-out examples are scaled alike. */
export function standardised(data: Examples, { training }: Split): Examples {
  const { width } = data;
  const features = Float64Array.from(data.features);
  for (let c = 0; c < width; c++) {
    let [sum, squares] = [0, 0];
    for (const i of training) sum += data.features[i * width + c]!;
    const mean = sum / training.length;
    for (const i of training) squares += (data.features[i * width + c]! - mean) ** 2;
    const deviation = Math.sqrt(squares / training.length);
    for (let i = c; i < features.length; i += width) features[i] = deviation > 0 ? (data.features[i]! - mean) / deviation : 0;
  }
  return { ...data, features };
}

/**
 * Hands the training examples to clients, as evenly as they come: `skew` 0 by lot, 1 sorted by class, so that each client knows few classes; between, the
 * share that is sorted.
 */
export function shardsOf({ labels }: Examples, { training }: Split, clients: number, skew: number): Uint32Array[] {
  const sorted = Math.round(skew * training.length);
  const order = [...training.slice(0, sorted)].sort((a, b) => labels[a]! - labels[b]! || a - b);
  const byLot = training.slice(sorted);
  const cut = (list: ArrayLike<number>, k: number) =>
    Array.from(list).slice(Math.floor((k * list.length) / clients), Math.floor(((k + 1) * list.length) / clients));
  return Array.from({ length: clients }, (_, k) => Uint32Array.from([...cut(order, k), ...cut(byLot, k)]));
}
