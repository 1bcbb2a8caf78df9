import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const coat = (id: string, title: string, d: number, note: string): Preset => ({
  id,
  title,
  note,
  parameters: { a: 92, b: 64, alpha: 1.5, rho: 18.5, K: 0.1, d },
  grid: { shape: [128, 128], spacing: 0.5, stencil: "standard" },
  integrator: { method: "euler", dt: 0.004 },
});

/** Uric acid u and oxygen v on a film of uricase, which too much of the acid holds back. */
export const thomas = defineModel({
  id: "thomas",
  title: "Thomas",
  summary: "Two substances that an enzyme uses up together, held back by too much of the first: the kinetics of Murray's animal coats.",
  family: "Biology",
  source:
    "Thomas 1975, in: Thomas & Kernevez (eds), Analysis and Control of Immobilized Enzyme Systems, p. 115; form and figures as in Murray 1981, J. Theor. Biol. 88:161",
  species: {
    u: { title: "Substrate", unit: "1", range: [0, 150], rest: 9.93 },
    v: { title: "Co-substrate", unit: "1", range: [0, 100], rest: 9.29 },
  },
  params: {
    a: num(92, { title: "Supply of substrate", unit: "1", min: 60, max: 150 }),
    b: num(64, { title: "Supply of co-substrate", unit: "1", min: 40, max: 100 }),
    alpha: num(1.5, { title: "Pace of the co-substrate's supply", unit: "1", min: 1, max: 3 }),
    rho: num(18.5, { title: "Strength of the reaction", unit: "1", min: 8, max: 25 }),
    K: num(0.1, { title: "Inhibition by the substrate", unit: "1", min: 0.02, max: 0.3 }),
    d: num(10, {
      title: "Ratio of diffusivities",
      unit: "L²/T",
      min: 1,
      max: 20,
      help: "Diffusivity of the co-substrate; that of the substrate is 1.",
    }),
  },
  equations: {
    u: "laplacian(u) + a - u - rho*u*v/(1 + u + K*u^2)",
    v: "d*laplacian(v) + alpha*(b - v) - rho*u*v/(1 + u + K*u^2)",
  },
  grid: { shape: [128, 128], spacing: 0.5, stencil: "standard" },
  integrator: { method: "euler", dt: 0.004 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.5 },
  presets: [
    coat("spots", "Spots, d = 10", 10, "Murray's figures, just past the critical ratio 9.63: predicted wavelength 7.37."),
    coat("coat", "Coat, d = 15", 15, "Well past it."),
  ],
});
