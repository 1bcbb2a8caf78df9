import { defineMembraneModel } from "../../define/membrane";
import { num } from "../../define/params";
import { exp, log } from "../../field/elementary";

/** Time constants, ms, and shares of the quick and the slow part of each response: Shouval, Bear, Cooper 2002, Methods. */
const NMDA = { quick: 50, slow: 200, share: 0.5 };
const BACK = { quick: 3, slow: 25, share: 0.75 };
const EPSP = { rise: 5, fall: 50 };
/** Resting and calcium's apparent reversal potential, mV. */
const [REST, REVERSAL] = [-65, 130];
/** Time constant of calcium, ms. */
const CALCIUM = 50;
/** Part of the receptors that open, and their conductance, µM/(ms mV). */
const [OPEN, CONDUCTANCE] = [0.5, 1 / 500];
/** From a spike of the soma to its arrival in the dendrite, ms. */
const DELAY = 2;
/** The postsynaptic potential that one presynaptic spike makes has a peak of 1 mV. */
const EPSP_SCALE = (() => {
  const peak = (log(EPSP.fall / EPSP.rise) * EPSP.rise * EPSP.fall) / (EPSP.fall - EPSP.rise);
  return 1 / (exp(-peak / EPSP.fall) - exp(-peak / EPSP.rise));
})();

/** eˣ/(1 + eˣ), without ∞/∞. */
const logistic = (x: number): number => (x > 0 ? 1 / (1 + exp(-x)) : exp(x) / (1 + exp(x)));

/** Where the weight settles at a level of calcium, µM: a quarter at rest, 0 at moderate levels, 1 at high ones. */
export const settledWeight = (calcium: number): number => 0.25 + logistic(80 * (calcium - 0.55)) - 0.25 * logistic(80 * (calcium - 0.35));

/** How quickly it settles there, 1/ms: within three hours at rest, within a second at high calcium. */
export const plasticityRate = (calcium: number): number => 1e-3 / (0.1 / (1e-5 + calcium * calcium * calcium) + 1);

/** Share of NMDA receptors without magnesium at 1 mM (Jahr, Stevens 1990, J. Neurosci. 10:3178), times the drive, mV. */
const nmdaDrive = (volts: number): number => (REVERSAL - volts) / (1 + exp(-0.062 * volts) / 3.57);

/**
 * Spikes before and behind a synapse raise calcium in the spine through NMDA receptors, and the level of calcium alone decides whether the
 * weight grows or shrinks. Pairs come `interval` ms apart (behind minus before), `count` of them at `frequency` Hz.
 */
export const calciumPlasticity = defineMembraneModel({
  id: "calcium-plasticity",
  title: "Calcium-dependent plasticity",
  source: "Shouval, Bear, Cooper 2002, Proc. Natl. Acad. Sci. USA 99:10831, doi:10.1073/pnas.152343099",
  help: "A synapse that grows at high and shrinks at moderate calcium; spike timing matters through calcium only.",
  formula: "\\dot W = \\eta([\\mathrm{Ca}])(\\Omega([\\mathrm{Ca}]) - W), \\quad \\dot{[\\mathrm{Ca}]} = I_{NMDA}(V, t) - [\\mathrm{Ca}]/\\tau_{Ca}",
  time: { unit: "ms", duration: 100_000 },
  params: {
    interval: num(10, {
      title: "Spike behind after spike before",
      unit: "ms",
      min: -200,
      max: 200,
      symbol: "\\Delta t",
      help: "Below 0 the spike behind comes first.",
    }),
    frequency: num(1, { title: "Pairs per second", unit: "Hz", min: 0.1, max: 50 }),
    count: num(100, { title: "Number of pairs", min: 0, max: 1000, integer: true }),
    W_0: num(0.25, { title: "Weight at the start", min: 0, max: 1 }),
  },
  state: {
    nmdaQuick: { title: "NMDA receptors open, quick part", unit: "1" },
    nmdaSlow: { title: "NMDA receptors open, slow part", unit: "1" },
    epspFall: { title: "Postsynaptic potential, falling part", unit: "mV" },
    epspRise: { title: "Postsynaptic potential, rising part", unit: "mV" },
    backQuick: { title: "Back-propagated spike, quick part", unit: "mV" },
    backSlow: { title: "Back-propagated spike, slow part", unit: "mV" },
    Ca: { title: "Calcium in the spine", unit: "µM" },
    W: { title: "Weight", unit: "1" },
  },
  voltage: null,
  stimulus: null,
  observables: { V: { title: "Potential of the spine", unit: "mV" } },
  balances: {},
  spikes: null,
  scales: { nmdaQuick: 1, nmdaSlow: 1, epspFall: 1, epspRise: 1, backQuick: 1, backSlow: 1, Ca: 0.01, W: 0.01 },
  open({ interval, frequency, count, W_0 }) {
    const volts = (state: Float64Array): number => REST + state[2]! - state[3]! + state[4]! + state[5]!;
    const first = Math.max(0, -interval - DELAY);
    const jumps = Array.from({ length: count }, (_, i) => first + (1000 * i) / frequency).flatMap((before) => [
      {
        time: before,
        apply(state: Float64Array) {
          state[0]! += NMDA.share;
          state[1]! += 1 - NMDA.share;
          state[2]! += EPSP_SCALE;
          state[3]! += EPSP_SCALE;
        },
      },
      {
        time: before + interval + DELAY,
        apply(state: Float64Array) {
          state[4]! += 100 * BACK.share;
          state[5]! += 100 * (1 - BACK.share);
        },
      },
    ]);
    return {
      initial: [0, 0, 0, 0, 0, 0, 0, W_0],
      rates(_, state, __, rates) {
        [NMDA.quick, NMDA.slow, EPSP.fall, EPSP.rise, BACK.quick, BACK.slow].forEach((tau, i) => (rates[i] = -state[i]! / tau));
        const calcium = state[6]!;
        rates[6] = OPEN * CONDUCTANCE * (state[0]! + state[1]!) * nmdaDrive(volts(state)) - calcium / CALCIUM;
        rates[7] = plasticityRate(calcium) * (settledWeight(calcium) - state[7]!);
      },
      observe: (state) => [volts(state)],
      balances: () => [],
      jumps: jumps.sort((a, b) => a.time - b.time),
    };
  },
});
