import { defineMembraneModel, type Channel, type Gate } from "../../define/membrane";
import { num } from "../../define/params";
import { log, pow } from "../../field/elementary";
import { squidPotassium } from "../channels/squid-potassium";
import { squidSodium } from "../channels/squid-sodium";
import { steadyGate } from "../conductance-model";
import { FARADAY } from "../constants";
import { thermalVoltage } from "../nernst";
import { transportCurrent } from "../transport";
import { squidSodiumPump } from "../transporters/squid-sodium-pump";

/** nmol/cm² in a layer of 1 µm at 1 mM, and nmol that carry 1 µC. */
const [LAYER, PER_MICROCOULOMB] = [0.1, 1e3 / FARADAY];
const names = ["Na", "K", "Cl"] as const;
const charges = [1, 1, -1] as const;
/** mM at rest: 50, −77 and −65 mV by Nernst's equation at 6.3 °C. */
const rest = { inside: [55, 400, 37.7], outside: [440, 16.4, 560] } as const;
const { m, h } = squidSodium.gates as Record<"m" | "h", Gate>;
const { n } = squidPotassium.gates as Record<"n", Gate>;

const conductance = (channel: Channel) =>
  num(channel.conductance, { title: `Conductance: ${channel.title}`, unit: "mS/cm²", min: 0, max: 5 * channel.conductance });
const concentration = (title: string, value: number) => num(value, { title: `${title} at the start`, unit: "mM", min: 1e-3, max: 1000 });
const titles = ["Sodium", "Potassium", "Chloride"];

/**
 * Hodgkin and Huxley's axon with the ions that its currents carry: what a spike lets in stays in until the pump carries it out, and reversal
 * potentials follow. Leaks are of sodium and of chloride; with the pump at work it rests at −65 mV. Per cm² of membrane: potential in
 * mV, amounts on both sides in nmol/cm², time in ms. Every ion that leaves one side enters the other with the same rounding.
 */
export const hodgkinHuxleyIons = defineMembraneModel({
  id: "hodgkin-huxley-ions",
  title: "Axon whose gradients run down",
  source:
    "Hodgkin, Huxley 1952, J. Physiol. 117:500, doi:10.1113/jphysiol.1952.sp004764; pump of Rakowski, Gadsby, De Weer 1989, doi:10.1085/jgp.93.5.903; leaks chosen for rest",
  help: "A thin axon that fires takes up sodium and loses potassium; the pump restores them. With pump_I_max = 0 it fires until its gradients are spent.",
  formula:
    "C\\dot V = I - \\sum_i I_i - I_p, \\quad I_i = g_i(V - E_i), \\quad E_i = \\frac{RT}{z_iF}\\ln\\frac{c_{i,o}}{c_{i,i}}, \\quad \\dot n_i = -\\frac{I_i}{z_iF} + \\nu_iJ_p",
  time: { unit: "ms", duration: 1000 },
  params: {
    C: num(1, { title: "Capacitance", unit: "µF/cm²", min: 0.1, max: 10 }),
    celsius: num(6.3, { title: "Temperature", unit: "°C", min: 0, max: 60, symbol: "T", help: "Warmer channels are quicker, by their Q10." }),
    V_0: num(-65, { title: "Potential at the start", unit: "mV", min: -150, max: 100, symbol: "V_0", help: "Gates start where they settle at it." }),
    w: num(0.1, {
      title: "Volume per area",
      unit: "µm",
      min: 0.01,
      max: 250,
      help: "Half of the radius of an axon: 0.1 for a thin fibre, 125 for the squid's, which fires for hours on its gradients.",
    }),
    bath: num(1, { title: "Volume of the bath per area", unit: "µm", min: 0.01, max: 1e6, help: "A small bath fills with potassium." }),
    g_Na: conductance(squidSodium),
    g_K: conductance(squidPotassium),
    g_NaL: num(0.0464, { title: "Leak of sodium", unit: "mS/cm²", min: 0, max: 1, symbol: "g_{Na,L}" }),
    g_Cl: num(0.3, { title: "Leak of chloride", unit: "mS/cm²", min: 0, max: 2, symbol: "g_{Cl}" }),
    ...Object.fromEntries(names.map((name, i) => [`${name}_in`, concentration(`${titles[i]} inside`, rest.inside[i]!)])),
    ...Object.fromEntries(names.map((name, i) => [`${name}_out`, concentration(`${titles[i]} outside`, rest.outside[i]!)])),
    ...Object.fromEntries(
      Object.entries(squidSodiumPump.params).map(([name, param]) => [`pump_${name}`, { ...param, title: `Pump: ${param.title.toLowerCase()}` }]),
    ),
  },
  state: {
    V: { title: "Potential", unit: "mV" },
    m: { title: m.title, unit: "1" },
    h: { title: h.title, unit: "1" },
    n: { title: n.title, unit: "1" },
    ...Object.fromEntries(names.map((name, i) => [`n_${name}_in`, { title: `Amount of ${titles[i]!.toLowerCase()} inside`, unit: "nmol/cm²" }])),
    ...Object.fromEntries(
      names.map((name, i) => [`n_${name}_out`, { title: `Amount of ${titles[i]!.toLowerCase()} in the bath`, unit: "nmol/cm²" }]),
    ),
  },
  voltage: "V",
  stimulus: { title: "Current put in, carried by K⁺", unit: "µA/cm²" },
  observables: {
    ...Object.fromEntries(names.map((name, i) => [`${name}_in`, { title: `${titles[i]} inside`, unit: "mM" }])),
    ...Object.fromEntries(names.map((name, i) => [`${name}_out`, { title: `${titles[i]} outside`, unit: "mM" }])),
    ...Object.fromEntries(names.map((name, i) => [`E_${name}`, { title: `Nernst potential: ${titles[i]!.toLowerCase()}`, unit: "mV" }])),
    ...Object.fromEntries(names.map((name, i) => [`I_${name}`, { title: `Current: ${titles[i]!.toLowerCase()}`, unit: "µA/cm²" }])),
    I_pump: { title: "Current: pump", unit: "µA/cm²" },
  },
  balances: {
    ...Object.fromEntries(names.map((name, i) => [name, { title: `${titles[i]} on both sides`, unit: "nmol/cm²" }])),
    charge: { title: "Charge inside less the charge of the membrane", unit: "µC/cm²" },
  },
  spikes: { level: 0, slope: 10 },
  scales: {
    V: 1,
    m: 1e-2,
    h: 1e-2,
    n: 1e-2,
    ...Object.fromEntries(["in", "out"].flatMap((side) => names.map((name) => [`n_${name}_${side}`, 1e-2]))),
  },
  open(options) {
    const of = (name: string): number => (options as Record<string, number>)[name]!;
    const kelvin = of("celsius") + 273.15;
    const [speed, thermal] = [pow(squidSodium.q10, (of("celsius") - squidSodium.celsius) / 10), 1e3 * thermalVoltage(kelvin)];
    const pump = { I_max: of("pump_I_max"), K_Na: of("pump_K_Na"), K_K: of("pump_K_K") };
    const [layer, bath] = [LAYER * of("w"), LAYER * of("bath")];
    const gates = [m, h, n];

    const found = (state: Float64Array) => {
      const [v, open, left, rectifier] = state as unknown as [number, number, number, number];
      const inside = names.map((_, i) => state[4 + i]! / layer);
      const outside = names.map((_, i) => state[7 + i]! / bath);
      const reversals = names.map((_, i) => (thermal / charges[i]!) * log(outside[i]! / inside[i]!));
      const conductances = [
        of("g_Na") * open * open * open * left + of("g_NaL"),
        of("g_K") * rectifier * rectifier * rectifier * rectifier,
        of("g_Cl"),
      ];
      const molar = (values: readonly number[]) => ({ "Na+": 1e-3 * values[0]!, "K+": 1e-3 * values[1]! });
      const turnover = squidSodiumPump.turnover({ volts: 1e-3 * v, kelvin, inside: molar(inside), outside: molar(outside) }, pump);
      return { inside, outside, reversals, currents: conductances.map((g, i) => g * (v - reversals[i]!)), turnover };
    };

    return {
      initial: [
        of("V_0"),
        ...gates.map((gate) => steadyGate(gate, of("V_0"))),
        ...names.map((name) => layer * of(`${name}_in`)),
        ...names.map((name) => bath * of(`${name}_out`)),
      ],
      rates(_, state, stimulus, rates) {
        const { currents, turnover } = found(state);
        const carried = [squidSodiumPump.carries["Na+"]!, squidSodiumPump.carries["K+"]!, 0];
        let inward = 0;
        for (let i = 0; i < names.length; i++) {
          // nmol/(cm² ms) into the cell.
          const passive = (((names[i] === "K" ? stimulus : 0) - currents[i]!) * PER_MICROCOULOMB) / charges[i]!;
          const flux = 1e-3 * (passive + 1e-3 * carried[i]! * turnover);
          rates[4 + i] = flux;
          rates[7 + i] = -flux;
          inward += (charges[i]! * flux) / PER_MICROCOULOMB;
        }
        rates[0] = (1e3 * inward) / of("C");
        gates.forEach((gate, i) => {
          const x = state[1 + i]!;
          rates[1 + i] = speed * (gate.alpha(state[0]!) * (1 - x) - gate.beta(state[0]!) * x);
        });
      },
      observe(state) {
        const { inside, outside, reversals, currents, turnover } = found(state);
        return [...inside, ...outside, ...reversals, ...currents, transportCurrent(squidSodiumPump, turnover)];
      },
      balances(state) {
        const charge = names.reduce((sum, _, i) => sum + charges[i]! * state[4 + i]!, 0) / PER_MICROCOULOMB;
        return [...names.map((_, i) => state[4 + i]! + state[7 + i]!), charge - 1e-3 * of("C") * state[0]!];
      },
    };
  },
});
