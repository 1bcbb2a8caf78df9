import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { sparseAttention, type AttentionLayer, type Linear, type Sequence } from "../../../src/core/learning/attention";
import golden from "../../golden/sparse_attention.json" with { type: "json" };

const { params, x, scores, outputs } = golden.values;
const linear = (name: "q_proj" | "k_proj" | "v_proj" | "out_proj"): Linear => ({
  weight: params[`${name}.weight`].flat(),
  bias: params[`${name}.bias`],
});
const layer = (topk: number, heads = 1): AttentionLayer => ({
  query: linear("q_proj"),
  key: linear("k_proj"),
  value: linear("v_proj"),
  out: linear("out_proj"),
  topk,
  heads,
});
const sequence = (rows: readonly (readonly number[])[]): Sequence => ({ length: rows.length, width: rows[0]!.length, values: rows.flat() });
/** The reference computes in single precision. */
const near = (got: ArrayLike<number>, wanted: readonly number[]) =>
  wanted.forEach((value, i) => expect(Math.abs(got[i]! - value)).toBeLessThan(2e-6));

describe("sparse attention", () => {
  it.each([
    ["topk1", 1],
    ["topk2", 2],
    ["topk4", 4],
    ["topk99_dense", 99],
  ] as const)("gives the reference's %s", (name, topk) => {
    x.forEach((rows, b) => {
      const answer = sparseAttention(sequence(rows), layer(topk));
      near(answer.scores, scores[b]!.flat());
      near(answer.output.values, outputs[name][b]!.flat());
    });
  });

  it("of a sequence of one is out(v(x)), whatever query and key (fault F15)", () => {
    const one = sequence([x[0]![0]!]);
    near(sparseAttention(one, layer(4)).output.values, outputs.seq_len_1[0]!.flat());
    const other = { ...layer(4), query: { weight: new Array(16).fill(7), bias: [1, 2, 3, 4] } };
    expect(sparseAttention(one, other).output.values).toEqual(sparseAttention(one, layer(4)).output.values);
  });

  const rows = fc
    .integer({ min: 1, max: 9 })
    .chain((n) => fc.array(fc.array(fc.double({ min: -5, max: 5, noNaN: true }), { minLength: 4, maxLength: 4 }), { minLength: n, maxLength: n }));

  it("weights are shares of at most topk keys in each head, the largest scores among them", () => {
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 12 }), fc.constantFrom(1, 2, 4), (given, topk, heads) => {
        const n = given.length;
        const answer = sparseAttention(sequence(given), layer(topk, heads));
        for (let row = 0; row < heads * n; row++) {
          const share = answer.weights.subarray(row * n, (row + 1) * n);
          const score = answer.scores.subarray(row * n, (row + 1) * n);
          expect(share.reduce((sum, w) => sum + w, 0)).toBeCloseTo(1, 12);
          const chosen = Array.from(share, (w, j) => (w > 0 ? j : -1)).filter((j) => j >= 0);
          expect(chosen.length).toBeLessThanOrEqual(Math.min(topk, n));
          const least = Math.min(...chosen.map((j) => score[j]!));
          score.forEach((value, j) => chosen.includes(j) || expect(value).toBeLessThanOrEqual(least + 1e-300));
        }
      }),
    );
  });

  it("heads see parts of the width: two heads are not one", () => {
    const [given] = x;
    expect(sparseAttention(sequence(given!), layer(4, 2)).output.values).not.toEqual(sparseAttention(sequence(given!), layer(4)).output.values);
  });

  it("tells what it costs: the choice saves the mixing, not the scores", () => {
    const { cost } = sparseAttention(sequence(x[0]!), layer(2));
    const [length, width] = [x[0]!.length, 4];
    expect(cost).toEqual({
      projections: 4 * length * width ** 2,
      scores: length ** 2 * width,
      mixing: length * 2 * width,
      denseMixing: length ** 2 * width,
    });
  });

  it.each([
    ["topk", { topk: 0 }],
    ["heads", { heads: 3 }],
    ["heads", { heads: 0 }],
  ])("refuses %s in %o", (path, change) => {
    expect(() => sparseAttention(sequence(x[0]!), { ...layer(2), ...change })).toThrow(expect.objectContaining({ path: [path] }));
  });
});
