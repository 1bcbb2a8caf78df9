import { affine, sparseAttention, type Linear } from "../attention";

/** Parameters by the names of the reference's state dictionary; weights out × in. */
export type NetworkParameters = Record<string, number[] | number[][]>;

const layers = ["input_proj", "attention.q_proj", "attention.k_proj", "attention.v_proj", "attention.out_proj", "net.0", "net.2", "net.4"] as const;
type LayerName = (typeof layers)[number];
/** The layers that a sequence of one passes through, and whether a ReLU follows. Query and key do not tell there (fault F15). */
const path: readonly [LayerName, relu: boolean][] = [
  ["input_proj", false],
  ["attention.v_proj", false],
  ["attention.out_proj", false],
  ["net.0", true],
  ["net.2", true],
  ["net.4", false],
];
const adam = { rate: 1e-3, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };

interface Layer extends Linear {
  weight: Float64Array;
  bias: Float64Array;
}

/**
 * `MyceliumFractalNet` of MFN v4.1, in double precision: a linear map to H, attention with the four largest scores, the mean over the sequence, and
 * H → H → ⌊H/2⌋ → 1 with ReLU. Trained by Adam (Kingma and Ba 2015, arXiv:1412.6980) on the mean squared error, over sequences of one.
 */
export class ReferenceNetwork {
  private readonly layers: Record<LayerName, Layer>;
  /** First and second moments of Adam, by layer and part. */
  private readonly moments = new Map<Float64Array, { m: Float64Array; v: Float64Array }>();
  private steps = 0;

  constructor(parameters: NetworkParameters) {
    const of = (name: LayerName): Layer => ({
      weight: Float64Array.from((parameters[`${name}.weight`] as number[][]).flat()),
      bias: Float64Array.from(parameters[`${name}.bias`] as number[]),
    });
    this.layers = Object.fromEntries(layers.map((name) => [name, of(name)])) as Record<LayerName, Layer>;
  }

  /** The answer to each sequence of four features. */
  predict(batch: readonly (readonly (readonly number[])[])[]): number[] {
    const { layers: at } = this;
    const hidden = at.input_proj.bias.length;
    return batch.map((rows) => {
      const x = {
        length: rows.length,
        width: hidden,
        values: affine({ length: rows.length, width: rows[0]!.length, values: rows.flat() }, at.input_proj),
      };
      const layer = { query: at["attention.q_proj"], key: at["attention.k_proj"], value: at["attention.v_proj"], out: at["attention.out_proj"] };
      const { output } = sparseAttention(x, { ...layer, topk: 4, heads: 1 });
      const mean = Float64Array.from({ length: hidden }, (_, c) => {
        let sum = 0;
        for (let i = 0; i < rows.length; i++) sum += output.values[i * hidden + c]!;
        return sum / rows.length;
      });
      return this.head(mean);
    });
  }

  /** One step of Adam on single vectors. Returns the loss before it. */
  trainStep(batch: readonly (readonly number[])[], targets: readonly number[]): number {
    const gradients = new Map(
      path.flatMap(([name]) => [this.layers[name].weight, this.layers[name].bias].map((part) => [part, new Float64Array(part.length)])),
    );
    let loss = 0;
    batch.forEach((x, b) => {
      const inputs: Float64Array[] = [];
      let values = Float64Array.from(x);
      for (const [name, relu] of path) {
        inputs.push(values);
        values = affine({ length: 1, width: values.length, values }, this.layers[name]);
        if (relu) values = values.map((v) => Math.max(0, v));
      }
      const error = values[0]! - targets[b]!;
      loss += error ** 2 / batch.length;
      this.propagate(inputs, Float64Array.of((2 * error) / batch.length), gradients);
    });
    this.steps++;
    for (const [part, gradient] of gradients) this.descend(part, gradient);
    return loss;
  }

  /** Sum of absolute values of a part such as `net.0.weight`. */
  absoluteSum(name: string): number {
    const cut = name.lastIndexOf(".");
    return this.layers[name.slice(0, cut) as LayerName][name.slice(cut + 1) as keyof Layer].reduce((sum, v) => sum + Math.abs(v), 0);
  }

  private head(values: Float64Array<ArrayBuffer>): number {
    for (const [name, relu] of path.slice(3)) {
      values = affine({ length: 1, width: values.length, values }, this.layers[name]);
      if (relu) values = values.map((v) => Math.max(0, v));
    }
    return values[0]!;
  }

  private propagate(inputs: readonly Float64Array[], gradient: Float64Array, into: ReadonlyMap<Float64Array, Float64Array>): void {
    for (let k = path.length - 1; k >= 0; k--) {
      const layer = this.layers[path[k]![0]];
      const x = inputs[k]!;
      const [ofWeight, ofBias] = [into.get(layer.weight)!, into.get(layer.bias)!];
      const before = new Float64Array(x.length);
      gradient.forEach((g, o) => {
        ofBias[o]! += g;
        for (let c = 0; c < x.length; c++) {
          ofWeight[o * x.length + c]! += g * x[c]!;
          before[c]! += g * layer.weight[o * x.length + c]!;
        }
      });
      // What the layer before gave through its ReLU is 0 where it was cut.
      gradient = k > 0 && path[k - 1]![1] ? before.map((g, c) => (x[c]! > 0 ? g : 0)) : before;
    }
  }

  private descend(part: Float64Array, gradient: Float64Array): void {
    const known = this.moments.get(part) ?? { m: new Float64Array(part.length), v: new Float64Array(part.length) };
    this.moments.set(part, known);
    const [c1, c2] = [1 - adam.beta1 ** this.steps, 1 - adam.beta2 ** this.steps];
    gradient.forEach((g, i) => {
      known.m[i] = adam.beta1 * known.m[i]! + (1 - adam.beta1) * g;
      known.v[i] = adam.beta2 * known.v[i]! + (1 - adam.beta2) * g * g;
      part[i]! -= (adam.rate * (known.m[i]! / c1)) / (Math.sqrt(known.v[i]! / c2) + adam.epsilon);
    });
  }
}

/** Parameters of a network whose hidden width is H. */
export const parameterCount = (hidden: number): number => {
  const half = Math.floor(hidden / 2);
  return 5 * hidden + 4 * (hidden * hidden + hidden) + hidden * hidden + hidden + half * hidden + half + half + 1;
};
