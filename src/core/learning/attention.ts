import { WorkbenchError } from "../errors";
import { exp } from "../field/elementary";

/** An affine map: `weight` is out × in, C order. */
export interface Linear {
  weight: ArrayLike<number>;
  bias: ArrayLike<number>;
}

/** A sequence of vectors, length × width, C order. */
export interface Sequence {
  length: number;
  width: number;
  values: ArrayLike<number>;
}

export interface AttentionLayer {
  query: Linear;
  key: Linear;
  value: Linear;
  out: Linear;
  /** Keys that each query attends to; more than the sequence has means all. */
  topk: number;
  /** Parts that the width is cut into, each with an attention of its own; a divisor of the width. */
  heads: number;
}

export interface Attention {
  output: Sequence & { values: Float64Array<ArrayBuffer> };
  /** Scores before the choice, heads × length × length. */
  scores: Float64Array<ArrayBuffer>;
  /** Weights after it, of the same shape; 0 for keys that were not chosen. Each row sums to 1. */
  weights: Float64Array<ArrayBuffer>;
  cost: AttentionCost;
}

/** Multiplications and additions, counted as one each. */
export interface AttentionCost {
  /** The four affine maps: 4 L d². */
  projections: number;
  /** All scores, which the choice needs: L² d. The sparsity saves nothing here. */
  scores: number;
  /** Mixing the chosen values: L k d. */
  mixing: number;
  /** The same in dense attention: L² d. */
  denseMixing: number;
}

/**
 * Scaled dot-product attention that keeps the `topk` largest scores of each query and drops the others (Vaswani et al. 2017, NeurIPS 30; the choice as in
 * Gupta, Dar, Goodman, Ciprut and Berant 2021, doi:10.18653/v1/2021.sustainlp-1.5). Of equal scores at the edge of the choice the earlier keys are kept.
 * @throws WorkbenchError `parameter/out-of-range` for a topk or heads below 1, or heads that do not divide the width.
 */
export function sparseAttention(x: Sequence, layer: AttentionLayer): Attention {
  const { length, width } = x;
  const { heads } = layer;
  if (!Number.isInteger(layer.topk) || layer.topk < 1)
    throw new WorkbenchError("parameter/out-of-range", ["topk"], `expected a whole number from 1, got ${layer.topk}`);
  if (!Number.isInteger(heads) || heads < 1 || width % heads !== 0)
    throw new WorkbenchError("parameter/out-of-range", ["heads"], `expected a divisor of the width ${width}, got ${heads}`);
  const topk = Math.min(layer.topk, length);
  const part = width / heads;
  const [q, k, v] = [affine(x, layer.query), affine(x, layer.key), affine(x, layer.value)];
  const scores = new Float64Array(heads * length * length);
  const weights = new Float64Array(scores.length);
  const mixed = new Float64Array(length * width);
  for (let h = 0; h < heads; h++) {
    for (let i = 0; i < length; i++) {
      const row = scores.subarray((h * length + i) * length, (h * length + i + 1) * length);
      for (let j = 0; j < length; j++) {
        let dot = 0;
        for (let c = h * part; c < (h + 1) * part; c++) dot += q[i * width + c]! * k[j * width + c]!;
        row[j] = dot / Math.sqrt(part);
      }
      const chosen = largest(row, topk);
      const share = weights.subarray((h * length + i) * length, (h * length + i + 1) * length);
      softmaxOver(row, chosen, share);
      for (const j of chosen) for (let c = h * part; c < (h + 1) * part; c++) mixed[i * width + c]! += share[j]! * v[j * width + c]!;
    }
  }
  const output = { length, width, values: affine({ length, width, values: mixed }, layer.out) };
  const cost = {
    projections: 4 * length * width * width,
    scores: length * length * width,
    mixing: length * topk * width,
    denseMixing: length * length * width,
  };
  return { output, scores, weights, cost };
}

/** Applies an affine map to each vector. */
export function affine({ length, width, values }: Sequence, { weight, bias }: Linear): Float64Array<ArrayBuffer> {
  const out = bias.length;
  const result = new Float64Array(length * out);
  for (let i = 0; i < length; i++)
    for (let o = 0; o < out; o++) {
      let sum = bias[o]!;
      for (let c = 0; c < width; c++) sum += weight[o * width + c]! * values[i * width + c]!;
      result[i * out + o] = sum;
    }
  return result;
}

const largest = (row: Float64Array, count: number): number[] =>
  Array.from(row, (_, j) => j)
    .sort((a, b) => row[b]! - row[a]! || a - b)
    .slice(0, count);

function softmaxOver(row: Float64Array, chosen: readonly number[], into: Float64Array): void {
  const top = row[chosen[0]!]!;
  let sum = 0;
  for (const j of chosen) sum += into[j] = exp(row[j]! - top);
  for (const j of chosen) into[j]! /= sum;
}
