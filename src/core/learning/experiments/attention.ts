import { defineExperiment } from "../../define/experiment";
import { num } from "../../define/params";
import { normalAt } from "../../field/philox";
import { sparseAttention, type AttentionLayer, type Linear, type Sequence } from "../attention";

/** Stream of the maps' weights. */
const stream = 0x1eab;

/** What is lost, and what is saved, when each place attends to few others. */
export const attention = defineExperiment({
  id: "attention",
  title: "Attention to few",
  source: "Vaswani et al. 2017, NeurIPS 30; sunspots: NOAA National Geophysical Data Center, by way of statsmodels, public domain",
  help: "Yearly sunspot numbers, each year with the years before it as one vector, pass a layer with random maps. How far is the sparse answer from the dense one, and which multiplications does it save? The scores are all computed either way.",
  params: {
    topk: num(4, { title: "Keys kept", unit: "1", min: 1, max: 256, integer: true, symbol: "k" }),
    length: num(128, { title: "Years", unit: "1", min: 8, max: 256, integer: true, symbol: "L" }),
    width: num(16, { title: "Years in a vector", unit: "1", min: 2, max: 32, integer: true, symbol: "d" }),
    heads: num(1, { title: "Heads", unit: "1", min: 1, max: 8, integer: true, help: "A divisor of the width." }),
    sharpness: num(2, {
      title: "Sharpness of the scores",
      unit: "1",
      min: 0.1,
      max: 20,
      help: "Scale of the query and key maps: the larger, the fewer keys matter.",
    }),
    seed: num(1, { title: "Seed", unit: "1", min: 0, max: 2 ** 32 - 1, integer: true }),
  },
  async *run({ topk, length, width, heads, sharpness, seed }, context) {
    const x = embedded(yearsOf(await context.sample("series/sunspots.csv")), length, width);
    const linear = (part: number, scale: number): Linear => ({
      weight: Float64Array.from({ length: width * width }, (_, i) => (scale * normalAt(seed, part, i, stream)) / Math.sqrt(width)),
      bias: new Float64Array(width),
    });
    const layer: AttentionLayer = {
      query: linear(0, sharpness),
      key: linear(1, 1),
      value: linear(2, 1),
      out: linear(3, 1),
      topk: x.length,
      heads,
    };
    const dense = sparseAttention(x, layer);
    const size = norm(dense.output.values);
    const tried = [...new Set([1, 2, 4, 8, 16, 32, 64, 128, Math.min(topk, x.length)].filter((k) => k <= x.length))].sort((a, b) => a - b);
    const lost: number[] = [];
    for (const k of tried) {
      lost.push(norm(sparseAttention(x, { ...layer, topk: k }).output.values.map((v, i) => v - dense.output.values[i]!)) / size);
      const sparse = sparseAttention(x, { ...layer, topk });
      const { projections, scores, mixing, denseMixing } = sparse.cost;
      yield {
        share: lost.length / tried.length,
        facts: [
          { name: "lost against dense", value: lost[tried.indexOf(Math.min(topk, x.length))] ?? null, note: "relative, in the Euclidean norm" },
          { name: "weight on the keys kept", value: keptWeight(dense.weights, sparse.weights) / (heads * x.length) },
          { name: "multiplications, sparse", value: projections + scores + mixing },
          { name: "multiplications, dense", value: projections + scores + denseMixing },
          { name: "saved", value: (denseMixing - mixing) / (projections + scores + denseMixing) },
        ],
        pictures: [
          {
            kind: "lines",
            title: "Lost against dense attention",
            xLabel: "keys kept",
            yLabel: "relative",
            series: [{ name: "lost", x: tried.slice(0, lost.length), y: [...lost] }],
          },
          {
            kind: "map",
            title: "Weights, one head: rows attend to columns",
            shape: [x.length, x.length],
            values: [...sparse.weights.subarray(0, x.length ** 2)],
          },
        ],
      };
    }
  },
});

function yearsOf(csv: string): number[] {
  return csv
    .split(/\r?\n/)
    .map((line) => Number(line.split(",")[1]))
    .filter(Number.isFinite);
}

/** Each year with those before it, scaled to unit spread: `length` vectors, the newest last. */
function embedded(years: readonly number[], length: number, width: number): Sequence {
  const mean = years.reduce((sum, v) => sum + v, 0) / years.length;
  const deviation = Math.sqrt(years.reduce((sum, v) => sum + (v - mean) ** 2, 0) / years.length);
  const rows = Math.min(length, years.length - width + 1);
  const first = years.length - rows - width + 1;
  const values = Float64Array.from({ length: rows * width }, (_, at) => (years[first + Math.floor(at / width) + (at % width)]! - mean) / deviation);
  return { length: rows, width, values };
}

const norm = (values: Float64Array): number => Math.sqrt(values.reduce((sum, v) => sum + v * v, 0));

/** Dense weight that falls on keys which the sparse choice keeps, summed over rows. */
const keptWeight = (dense: Float64Array, sparse: Float64Array): number => dense.reduce((sum, w, i) => (sparse[i]! > 0 ? sum + w : sum), 0);
