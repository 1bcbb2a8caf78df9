import { defineExperiment, type ExperimentState } from "../../define/experiment";
import { num } from "../../define/params";
import { pairChange } from "../pair-stdp";
import { SpikingNetwork, usualSpiking as usual } from "../spiking-network";

/** Seconds of the raster, and between two states. */
const [rasterSeconds, everySeconds] = [1, 0.5];
const bins = 20;

/** Synapses that learn by spike timing. */
export const plasticity = defineExperiment({
  id: "plasticity",
  title: "Synapses that learn by timing",
  source: "Song, Miller and Abbott 2000, doi:10.1038/78829",
  help: "Neurons driven by random spikes. Inputs that fire just before the neuron grow stronger, others weaker: the weights part in two, and inputs that fire together win.",
  params: {
    seconds: num(30, { title: "Duration", unit: "s", min: 1, max: 600 }),
    inputs: num(usual.inputs, { title: "Inputs", unit: "1", min: 10, max: 1000, integer: true }),
    outputs: num(1, { title: "Neurons", unit: "1", min: 1, max: 20, integer: true }),
    rate: num(usual.rate, { title: "Rate of the inputs", unit: "Hz", min: 1, max: 60 }),
    groupShare: num(0.5, { title: "Inputs that fire together", unit: "1", min: 0, max: 1, help: "The first ones: a share of all." }),
    correlation: num(0.2, { title: "How closely they do", unit: "1", min: 0.1, max: 1, symbol: "c" }),
    aPlus: num(usual.aPlus, { title: "Strengthening by one pair", unit: "1", min: 0.0001, max: 0.2, symbol: "A_+" }),
    bias: num(usual.bias, { title: "Weakening over strengthening", unit: "1", min: 0.5, max: 2, help: "A₋τ₋/(A₊τ₊): above 1 chance pairs weaken." }),
    mu: num(0, { title: "Softness of the bounds", unit: "1", min: 0, max: 1, symbol: "\\mu" }),
    homeostasis: num(0, {
      title: "Scaling of the inputs",
      unit: "1/s",
      min: 0,
      max: 100,
      help: "How fast the sum of a neuron's weights is brought back.",
    }),
    seed: num(1, { title: "Seed", unit: "1", min: 0, max: 2 ** 32 - 1, integer: true }),
  },
  async *run({ seconds, ...given }) {
    const network = new SpikingNetwork({ ...usual, ...given });
    const { inputs, outputs } = network.spec;
    const grouped = Math.round(network.spec.groupShare * inputs);
    const raster: { time: number; row: number }[] = [];
    const course: { time: number; group: number | null; others: number | null; rate: number }[] = [];
    let [fired, since] = [0, 0];
    let next = everySeconds;
    while (network.time < seconds - 1e-9) {
      const { pre, post } = network.step();
      fired += post.length;
      for (const i of pre) raster.push({ time: network.time, row: i });
      for (const j of post) raster.push({ time: network.time, row: inputs + j });
      const ended = network.time >= seconds - 1e-9;
      if (network.time < next - 1e-9 && !ended) continue;
      const oldest = network.time - rasterSeconds;
      raster.splice(
        0,
        raster.findIndex(({ time }) => time > oldest),
      );
      const of = (from: number, to: number) => meanWeight(network.weights, outputs, from, to);
      course.push({ time: network.time, group: of(0, grouped), others: of(grouped, inputs), rate: fired / outputs / (network.time - since) });
      [fired, since, next] = [0, network.time, next + everySeconds];
      yield stateOf(network, course, raster, seconds);
    }
  },
});

type Course = readonly { time: number; group: number | null; others: number | null; rate: number }[];

function stateOf(network: SpikingNetwork, course: Course, raster: readonly { time: number; row: number }[], seconds: number): ExperimentState {
  const last = course.at(-1)!;
  const { weights, spec } = network;
  const counts = new Array<number>(bins).fill(0);
  for (const w of weights) counts[Math.min(bins - 1, Math.floor(w * bins))]!++;
  const x = course.map(({ time }) => time);
  const delays = Array.from({ length: 101 }, (_, k) => k - 50);
  const window = {
    tauPlus: spec.tauPlus,
    tauMinus: spec.tauMinus,
    aPlus: spec.aPlus,
    aMinus: (spec.bias * spec.aPlus * spec.tauPlus) / spec.tauMinus,
  };
  const missing = "there are no such inputs";
  return {
    share: Math.min(1, network.time / seconds),
    facts: [
      { name: "mean weight of those that fire together", value: last.group, ...(last.group === null && { note: missing }) },
      { name: "mean weight of the others", value: last.others, ...(last.others === null && { note: missing }) },
      { name: "rate of the neurons", value: last.rate, unit: "Hz" },
      { name: "weights near a bound", value: weights.reduce((sum, w) => sum + Number(w < 0.1 || w > 0.9), 0) / weights.length },
    ],
    pictures: [
      {
        kind: "bars",
        title: "Weights, as shares of the largest",
        xLabel: "weight",
        edges: Array.from({ length: bins + 1 }, (_, k) => k / bins),
        counts,
      },
      {
        kind: "dots",
        title: "Spikes of the last second",
        xLabel: "s",
        yLabel: "inputs below, neurons on top",
        x: raster.map(({ time }) => time),
        y: raster.map(({ row }) => row),
      },
      {
        kind: "lines",
        title: "Mean weights",
        xLabel: "s",
        yLabel: "share of the largest",
        series: [
          { name: "fire together", x, y: course.map(({ group }) => group) },
          { name: "others", x, y: course.map(({ others }) => others) },
        ],
      },
      { kind: "lines", title: "Rate of the neurons", xLabel: "s", yLabel: "Hz", series: [{ name: "rate", x, y: course.map(({ rate }) => rate) }] },
      {
        kind: "lines",
        title: "Change by one pair of spikes",
        xLabel: "ms from before to after the synapse",
        yLabel: "share of the largest",
        series: [{ name: "change", x: delays, y: delays.map((ms) => pairChange(ms / 1000, window)) }],
      },
    ],
  };
}

/** Mean weight of the inputs from … to, to all outputs; null of none. */
function meanWeight(weights: Float64Array, outputs: number, from: number, to: number): number | null {
  if (to <= from) return null;
  let sum = 0;
  for (let k = from * outputs; k < to * outputs; k++) sum += weights[k]!;
  return sum / ((to - from) * outputs);
}
