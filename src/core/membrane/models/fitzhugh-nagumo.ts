import { defineMembraneModel } from "../../define/membrane";
import { num } from "../../define/params";

/** The axon's equations boiled down to two, without units: v for the potential, w for recovery. */
export const fitzhughNagumo = defineMembraneModel({
  id: "fitzhugh-nagumo",
  title: "FitzHugh–Nagumo cell",
  source:
    "FitzHugh 1961, Biophys. J. 1:445, doi:10.1016/S0006-3495(61)86902-6; Nagumo, Arimoto, Yoshizawa 1962, Proc. IRE 50:2061, doi:10.1109/JRPROC.1962.288235",
  help: "Excitable below a current of about 0.33, oscillating from there to about 1.42. Everything is dimensionless.",
  formula: "\\dot v = v - \\tfrac{1}{3}v^3 - w + I, \\quad \\tau\\dot w = v + a - bw",
  time: { unit: "1", duration: 200 },
  params: {
    a: num(0.7, { title: "Offset of recovery", min: -2, max: 2 }),
    b: num(0.8, { title: "Damping of recovery", min: 0, max: 2 }),
    tau: num(12.5, { title: "Slowness of recovery", min: 0.1, max: 1000, symbol: "\\tau" }),
    v_0: num(-1.1994, { title: "Potential at the start", min: -3, max: 3 }),
    w_0: num(-0.6243, { title: "Recovery at the start", min: -3, max: 3 }),
  },
  state: { v: { title: "Potential", unit: "1" }, w: { title: "Recovery", unit: "1" } },
  voltage: "v",
  stimulus: { title: "Current put in", unit: "1" },
  observables: {},
  balances: {},
  spikes: { level: 0.5, slope: 0.05 },
  scales: { v: 1, w: 1 },
  open: ({ a, b, tau, v_0, w_0 }) => ({
    initial: [v_0, w_0],
    rates(_, [v, w], stimulus, rates) {
      rates[0] = v! - (v! * v! * v!) / 3 - w! + stimulus;
      rates[1] = (v! + a - b * w!) / tau;
    },
    observe: () => [],
    balances: () => [],
  }),
});
