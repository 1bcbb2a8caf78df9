import { defineMembraneModel, type Channel, type Gate, type MembraneModel, type Quantity } from "../define/membrane";
import { num, type NumberParam } from "../define/params";
import { pow } from "../field/elementary";

/** Where a gate settles at a potential, mV. */
export const steadyGate = ({ alpha, beta }: Gate, millivolts: number): number => alpha(millivolts) / (alpha(millivolts) + beta(millivolts));

type Description = Pick<MembraneModel, "id" | "title" | "source" | "help" | "formula" | "time" | "spikes"> & {
  channels: readonly Channel[];
  /** mV. */
  rest: number;
  celsius: number;
};

/**
 * A patch of membrane whose channels are ohmic with independent gates: C dV/dt = I − Σ g·(gates)·(V − E). State: V (mV) and every gate;
 * time in ms, currents in µA/cm², outward positive. A channel's rates are its own times Q10^((T − T₀)/10).
 */
export function conductanceModel({ channels, rest, celsius, ...about }: Description): MembraneModel<Record<string, NumberParam>> {
  const gates = channels.flatMap((channel) => Object.entries(channel.gates).map(([name, gate]) => ({ name, gate, channel })));
  const params: Record<string, NumberParam> = {
    C: num(1, { title: "Capacitance", unit: "µF/cm²", min: 0.1, max: 10 }),
    celsius: num(celsius, { title: "Temperature", unit: "°C", min: 0, max: 60, symbol: "T", help: "Warmer channels are quicker, by their Q10." }),
    V_0: num(rest, { title: "Potential at the start", unit: "mV", min: -150, max: 100, symbol: "V_0", help: "Gates start where they settle at it." }),
  };
  const state: Record<string, Quantity> = { V: { title: "Potential", unit: "mV" } };
  const observables: Record<string, Quantity> = {};
  const scales: Record<string, number> = { V: 1 };
  for (const { symbol, title, conductance, reversal } of channels) {
    params[`g_${symbol}`] = num(conductance, { title: `Conductance: ${title}`, unit: "mS/cm²", min: 0, max: Math.max(1, 5 * conductance) });
    params[`E_${symbol}`] = num(reversal, { title: `Reversal potential: ${title}`, unit: "mV", min: -150, max: 150 });
    observables[`I_${symbol}`] = { title: `Current: ${title}`, unit: "µA/cm²" };
  }
  observables["I_ion"] = { title: "Ionic current", unit: "µA/cm²" };
  for (const { name, gate } of gates) {
    state[name] = { title: gate.title, unit: "1" };
    scales[name] = 1e-2;
  }
  return defineMembraneModel({
    ...about,
    params,
    state,
    observables,
    scales,
    balances: {},
    voltage: "V",
    stimulus: { title: "Current put in", unit: "µA/cm²" },
    open(options) {
      const of = (name: string): number => options[name]!;
      const speeds = gates.map(({ channel }) => pow(channel.q10, (of("celsius") - channel.celsius) / 10));
      const gateOf = channels.map((channel) =>
        gates.flatMap((gate, i) => (gate.channel === channel ? [{ index: i + 1, power: gate.gate.power }] : [])),
      );
      const [conductances, reversals] = [channels.map(({ symbol }) => of(`g_${symbol}`)), channels.map(({ symbol }) => of(`E_${symbol}`))];
      const current = (state: Float64Array, c: number): number => {
        let conductance = conductances[c]!;
        // Products, for a power by `**` need not have the same bits in every engine.
        for (const { index, power } of gateOf[c]!) for (let i = 0; i < power; i++) conductance *= state[index]!;
        return conductance * (state[0]! - reversals[c]!);
      };
      return {
        initial: [of("V_0"), ...gates.map(({ gate }) => steadyGate(gate, of("V_0")))],
        rates(_, state, stimulus, rates) {
          const v = state[0]!;
          let net = stimulus;
          for (let c = 0; c < channels.length; c++) net -= current(state, c);
          rates[0] = net / of("C");
          gates.forEach(({ gate }, i) => (rates[i + 1] = speeds[i]! * (gate.alpha(v) * (1 - state[i + 1]!) - gate.beta(v) * state[i + 1]!)));
        },
        observe(state) {
          const each = channels.map((_, c) => current(state, c));
          return [...each, each.reduce((sum, x) => sum + x, 0)];
        },
        balances: () => [],
      };
    },
  });
}
