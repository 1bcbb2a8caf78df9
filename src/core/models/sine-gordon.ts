import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** The exact start, from u = 0, of a breather of frequency √(1 − a²) for a < 1, and of kinks of speed √(1 − 1/a²) for a > 1. */
const push = (a: number, distance: string) => `8*${a}/(exp(${a}*(${distance})) + exp(-${a}*(${distance})))`;
const radius = "sqrt((x - Lx/2)^2 + (y - Ly/2)^2)";

const setting = (id: string, title: string, note: string, v: string, parameters: Preset["parameters"] = {}): Preset => ({
  id,
  title,
  note,
  parameters: { alpha: 0, J: 0, ...parameters },
  grid: { shape: [128, 128], spacing: 0.25, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: { kind: "expression", u: "0", v },
});

/** u_tt + αu_t = ∇²u − sin u + J, as two equations of first order. */
export const sineGordon = defineModel({
  id: "sine-gordon",
  title: "Sine–Gordon",
  summary:
    "Coupled pendulums, or the phase across a Josephson junction: twists by 2π travel as particles, contract with speed and pass through each other.",
  family: "Physics",
  thumbnail: { preset: "ring", steps: 60 },
  source:
    "Perring & Skyrme 1962, Nucl. Phys. 31:550, doi:10.1016/0029-5582(62)90774-5; Ablowitz, Kaup, Newell & Segur 1973, Phys. Rev. Lett. 30:1262, doi:10.1103/PhysRevLett.30.1262",
  species: {
    u: { title: "Angle", unit: "rad", range: [-4, 7] },
    v: { title: "Angular velocity", unit: "rad/T", range: [-4, 4] },
  },
  params: {
    alpha: num(0, { title: "Damping", unit: "1/T", min: 0, max: 1 }),
    J: num(0, {
      title: "Bias",
      unit: "1/T²",
      min: 0,
      max: 1,
      help: "A constant torque, or the current through a Josephson junction. At 1 the pendulums turn over.",
    }),
  },
  equations: { u: "v", v: "laplacian(u) - sin(u) + J - alpha*v" },
  grid: { shape: [128, 128], spacing: 0.25, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "rk4", dt: 0.1 },
  initial: { kind: "expression", u: "0", v: push(1.5, "x - Lx/2") },
  presets: [
    setting(
      "kinks",
      "Kink and antikink",
      "Pushed beyond the top, a strip turns over; its edges run apart at 0.745 of the speed of light.",
      push(1.5, "x - Lx/2"),
    ),
    setting("breather", "Breather", "A push too weak for that: a bound pair that swings at the frequency 0.6 for ever.", push(0.8, "x - Lx/2")),
    setting("ring", "Rings", "A ring splits into two kinks; the inner one collapses through the centre.", push(1.5, `${radius} - 0.25*Lx`)),
    setting(
      "fluxons",
      "Driven fluxons",
      "Damping against bias: kinks settle at the speed at which the loss makes up for the gain (McLaughlin & Scott 1978).",
      push(1.5, "x - Lx/2"),
      { alpha: 0.1, J: 0.1 },
    ),
  ],
});
