import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

/** A Gaussian packet at (x, y), in shares of the domain, that moves along x with the wavenumber k. */
const packet = (x: number, y: number, sigma: string, k: string) => {
  const envelope = `exp(-((x - ${x}*Lx)^2 + (y - ${y}*Ly)^2)/(2*(${sigma})^2))`;
  return { kind: "expression", u: `${envelope}*cos(${k}*x)`, v: `${envelope}*sin(${k}*x)` } as const;
};
const flying = packet(0.2, 0.5, "0.06*Lx", "0.6");

const setting = (id: string, title: string, note: string, V: number | string, initial: Preset["initial"]): Preset => ({
  id,
  title,
  note,
  parameters: { V },
  grid: { shape: [256, 256], spacing: 1, stencil: "standard" },
  boundary: "dirichlet",
  integrator: { method: "rk4", dt: 0.2 },
  ...(initial ? { initial } : {}),
});

/** iψ_t = −½∇²ψ + Vψ in units ħ = m = 1, with ψ = u + iv. */
export const schroedinger = defineModel({
  id: "schroedinger",
  title: "Schrödinger equation",
  summary: "A particle as a wave: a packet travels at its group velocity, spreads, tunnels and interferes with itself.",
  family: "Physics",
  thumbnail: { preset: "slits", steps: 800, shape: [160, 160] },
  source:
    "Schrödinger 1926, Phys. Rev. 28:1049, doi:10.1103/PhysRev.28.1049; spreading packet: Kennard 1927, Z. Phys. 44:326, doi:10.1007/BF01391200",
  species: {
    u: { title: "Real part of ψ", unit: "1", range: [-1, 1], symbol: "\\mathrm{Re}\\,\\psi" },
    v: { title: "Imaginary part of ψ", unit: "1", range: [-1, 1], symbol: "\\mathrm{Im}\\,\\psi" },
  },
  params: {
    V: num(0, {
      title: "Potential",
      unit: "1/T",
      min: -1,
      max: 2,
      help: "A formula makes walls, wells and traps; in units of ħ = m = 1 a packet of wavenumber k has the energy k²/2.",
    }),
  },
  equations: {
    u: "-laplacian(v)/2 + V*v",
    v: "laplacian(u)/2 - V*u",
  },
  boundary: "dirichlet",
  integrator: { method: "rk4", dt: 0.2 },
  initial: flying,
  presets: [
    setting("packet", "Free packet", "Wavenumber 0.6: it travels at that speed and spreads, short waves ahead.", 0, flying),
    setting(
      "slits",
      "Two slits",
      "A packet meets a wall with two slits and interferes with itself behind it.",
      "2*(abs(x - 0.45*Lx) < 0.012*Lx)*(abs(abs(y - Ly/2) - 0.07*Ly) > 0.025*Ly)",
      flying,
    ),
    setting(
      "tunnel",
      "Tunnelling",
      "A wall higher than the energy 0.18 of the packet: part of it gets through.",
      "0.2*(abs(x - 0.5*Lx) < 0.006*Lx)",
      flying,
    ),
    setting(
      "trap",
      "Harmonic trap",
      "A packet of the width of the ground state swings to and fro without spreading (Schrödinger's coherent state).",
      "3*((x/Lx - 1/2)^2 + (y/Ly - 1/2)^2)",
      packet(0.3, 0.5, "sqrt(Lx/sqrt(6))", "0"),
    ),
  ],
});
