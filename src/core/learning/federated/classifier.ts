import { exp, log, tanh } from "../../field/elementary";
import { normalAt } from "../../field/philox";

/** Examples with their classes. */
export interface Examples {
  /** Features of each example. */
  width: number;
  /** count × width, C order. */
  features: Float64Array;
  /** Class of each example, from 0. */
  labels: Int32Array;
  classes: readonly string[];
}

/** An affine map within the vector of parameters: to × from weights, then its biases. */
interface Layer {
  from: number;
  to: number;
  at: number;
}

/** Stream of first weights. */
const stream = 0x1ea6;

/**
 * A classifier by features: softmax of an affine map, with one layer of tanh units before it where `hidden` is above 0. Its parameters are one vector, so
 * that they can be sent, averaged and forged: hidden weights and biases, then those of the classes, each out × in.
 */
export class Classifier {
  readonly length: number;

  constructor(
    readonly width: number,
    readonly hidden: number,
    readonly classes: number,
  ) {
    const into = hidden > 0 ? hidden : width;
    this.length = (hidden > 0 ? hidden * (width + 1) : 0) + classes * (into + 1);
  }

  /** First parameters: weights N(0, 1/fan-in), biases 0. */
  start(seed: number): Float64Array<ArrayBuffer> {
    const parameters = new Float64Array(this.length);
    this.layers().forEach(({ from, to, at }) => {
      for (let i = 0; i < from * to; i++) parameters[at + i] = normalAt(seed, 0, at + i, stream) / Math.sqrt(from);
    });
    return parameters;
  }

  /** Mean cross-entropy in nats over some examples, and the share that is classified right. */
  assess(parameters: Float64Array, data: Examples, indices: ArrayLike<number>): { loss: number; accuracy: number } {
    let [loss, right] = [0, 0];
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!;
      const { shares } = this.forward(parameters, data, i);
      loss -= log(Math.max(1e-300, shares[data.labels[i]!]!));
      if (shares.indexOf(Math.max(...shares)) === data.labels[i]) right++;
    }
    return { loss: loss / indices.length, accuracy: right / indices.length };
  }

  /**
   * Gradient of the mean cross-entropy, by backward propagation.
   * @param labelOf the class that the trainer believes an example has.
   */
  gradient(
    parameters: Float64Array,
    data: Examples,
    indices: ArrayLike<number>,
    labelOf: (label: number) => number = (label) => label,
  ): Float64Array<ArrayBuffer> {
    const gradient = new Float64Array(this.length);
    const [first, last] = this.hidden > 0 ? this.layers() : [null, this.layers()[0]!];
    for (let k = 0; k < indices.length; k++) {
      const i = indices[k]!;
      const { units, shares } = this.forward(parameters, data, i);
      const errors = shares.map((share, c) => (share - Number(c === labelOf(data.labels[i]!))) / indices.length);
      addOuter(gradient, last!.at, errors, units);
      if (!first) continue;
      const back = units.map((unit, h) => {
        let sum = 0;
        for (let c = 0; c < errors.length; c++) sum += errors[c]! * parameters[last!.at + c * this.hidden + h]!;
        return sum * (1 - unit * unit);
      });
      addOuter(gradient, first.at, back, data.features.subarray(i * this.width, (i + 1) * this.width));
    }
    return gradient;
  }

  /** What enters the last layer, and the shares of the classes. */
  private forward(parameters: Float64Array, data: Examples, i: number): { units: Float64Array; shares: Float64Array } {
    const layers = this.layers();
    const features = data.features.subarray(i * this.width, (i + 1) * this.width);
    const units = layers.slice(0, -1).reduce<Float64Array>((into, layer) => apply(parameters, layer, into).map(tanh), features);
    return { units, shares: softmax(apply(parameters, layers.at(-1)!, units)) };
  }

  /** Where each layer stands in the vector. */
  private layers(): Layer[] {
    if (this.hidden === 0) return [{ from: this.width, to: this.classes, at: 0 }];
    const first = { from: this.width, to: this.hidden, at: 0 };
    return [first, { from: this.hidden, to: this.classes, at: this.hidden * (this.width + 1) }];
  }
}

function apply(parameters: Float64Array, { from, to, at }: Layer, inputs: Float64Array): Float64Array<ArrayBuffer> {
  const out = new Float64Array(to);
  for (let o = 0; o < to; o++) {
    let sum = parameters[at + to * from + o]!;
    for (let c = 0; c < from; c++) sum += parameters[at + o * from + c]! * inputs[c]!;
    out[o] = sum;
  }
  return out;
}

/** Adds errors × inputs to the weights of a layer, and the errors to its biases. */
function addOuter(gradient: Float64Array, at: number, errors: Float64Array, inputs: Float64Array): void {
  const from = inputs.length;
  errors.forEach((error, o) => {
    for (let c = 0; c < from; c++) gradient[at + o * from + c]! += error * inputs[c]!;
    gradient[at + errors.length * from + o]! += error;
  });
}

function softmax(values: Float64Array): Float64Array {
  const top = Math.max(...values);
  const raised = values.map((v) => exp(v - top));
  const sum = raised.reduce((total, v) => total + v, 0);
  return raised.map((v) => v / sum);
}
