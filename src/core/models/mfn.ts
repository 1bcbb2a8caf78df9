import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const setting = (id: string, title: string, note: string, parameters: Preset["parameters"]): Preset => ({
  id,
  title,
  note,
  parameters,
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.5 },
});

/**
 * The corrected MyceliumFractalNet model: a membrane potential driven by a pair of morphogens. Where it departs from
 * MFN v4.1 (`mfn-reference`), and why:
 *
 * - F1, no Turing instability could exist: the pair is now Gierer–Meinhardt, with D_h/D_a past the critical ratio.
 * - F2, two orders of evaluation: one right-hand side, evaluated at once from one state.
 * - F3, plain heat flow: the membrane leaks to rest with time constant τ, and the activator drives it.
 * - F4, one spike a step for the whole lattice: growth events are a Poisson rate per cell and unit of time.
 * - F5, dimension 0 at the fixed −60 mV: the drive lifts patterned cells across that threshold.
 * - F10, "quantum jitter" of 22 mV a step: thermal noise σ√dt, below a millivolt.
 * - F11, a Dirichlet boundary at 0 V: a bare "dirichlet" holds each field at its rest value.
 */
export const mfn = defineModel({
  id: "mfn",
  title: "MFN, corrected",
  summary: "Membrane potential over a true activator–inhibitor pair, with leak, growth events and thermal noise.",
  family: "MFN",
  source: "MyceliumFractalNet 4.1 with its faults F1–F5, F10, F11 answered; kinetics of Gierer & Meinhardt 1972, doi:10.1007/BF00289234",
  species: {
    V: { title: "Membrane potential", unit: "V", range: [-0.095, 0.04], rest: -0.07 },
    a: { title: "Activator", unit: "1", range: [0, 10], rest: 1.1 },
    h: { title: "Inhibitor", unit: "1", range: [0.01, 20], rest: 1.21 },
  },
  params: {
    alpha: num(0.18, { title: "Diffusivity of the potential", unit: "L²/T", min: 0, max: 0.4 }),
    E_rest: num(-0.07, { title: "Resting potential", unit: "V", min: -0.095, max: -0.04 }),
    tau: num(20, { title: "Membrane time constant", unit: "T", min: 2, max: 200 }),
    g: num(0.002, {
      title: "Drive by the activator",
      unit: "V/T",
      min: 0,
      max: 0.005,
      help: "Rate at which the potential rises where the activator exceeds its threshold.",
    }),
    theta: num(2, { title: "Threshold of the drive", unit: "1", min: 1, max: 5 }),
    D_a: num(0.02, { title: "Diffusivity of the activator", unit: "L²/T", min: 0.01, max: 0.1 }),
    D_h: num(0.4, { title: "Diffusivity of the inhibitor", unit: "L²/T", min: 0.01, max: 0.45 }),
    r_a: num(0.05, { title: "Rate of the activator", unit: "1/T", min: 0.001, max: 0.1 }),
    r_h: num(0.05, { title: "Rate of the inhibitor", unit: "1/T", min: 0.001, max: 0.1 }),
    rho: num(0.1, { title: "Basal production", unit: "1", min: 0, max: 1 }),
    lambda: num(0.00006, { title: "Rate of growth events", unit: "1/T per cell", min: 0, max: 0.01 }),
    J: num(0.02, { title: "Size of a growth event", unit: "V", min: 0, max: 0.05 }),
    sigma: num(0.0003, { title: "Thermal noise", unit: "V/√T", min: 0, max: 0.002 }),
  },
  equations: {
    V: "alpha*laplacian(V) + (E_rest - V)/tau + g*heaviside(a - theta) + events(lambda, J) + noise(sigma)",
    a: "D_a*laplacian(a) + r_a*(rho + a^2/h - a)",
    h: "D_h*laplacian(h) + r_h*(a^2 - h)",
  },
  grid: { shape: [128, 128], spacing: 1, stencil: "standard" },
  integrator: { method: "euler", dt: 0.5 },
  initial: { kind: "noise", around: "fixed-point", amplitude: 0.005 },
  presets: [
    setting(
      "growth",
      "Growing colony",
      "The pattern of the activator shows in the potential after about 500 units of time; predicted wavelength about 8.",
      {},
    ),
    setting("quiet", "Pattern without noise", "No events, no noise: the Turing pattern alone.", { lambda: 0, sigma: 0 }),
    setting("rest", "Membrane at rest", "No drive: noise and events about the resting potential, the case in which the reference's field drifts.", {
      g: 0,
    }),
  ],
});
