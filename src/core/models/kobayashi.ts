import { defineModel, type Preset } from "../define/model";
import { num } from "../define/params";

const seed = { kind: "expression", p: "heaviside(0.2^2 - (x - Lx/2)^2 - (y - Ly/2)^2)", T: "0" } as const;

const crystal = (id: string, title: string, note: string, parameters: Preset["parameters"]): Preset => ({
  id,
  title,
  note,
  parameters: { K: 1.6, delta_4: 0, delta_6: 0, sigma: 0.1, epsilon: 0.01, tau: 0.0003, alpha: 0.9, gamma: 10, ...parameters },
  grid: { shape: [300, 300], spacing: 0.03, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.0001 },
  initial: seed,
});

/**
 * Solidification of an undercooled melt, temperature 0 far away and 1 at equilibrium:
 *
 * - τp_t = ∇·(ε²∇p) − ∂_x(εε′∂_y p) + ∂_y(εε′∂_x p) + p(1 − p)(p − ½ + m(T)), ε = ε̄(1 + δ₄ cos 4θ + δ₆ cos 6θ);
 * - T_t = ∇²T + Kp_t;
 * - m(T) = (α/π) arctan(γ(1 − T)).
 *
 * θ is the angle of the interface's normal, the prime a derivative by it. Cosines and sines of its multiples are products
 * of derivatives of p, so no angle is computed. The language has no arctan: `m` takes (π/2)q(b + |q|)/(1 + 2b|q| + q²),
 * b = 0.596, within 0.003 of it. Kobayashi has one symmetry at a time and uniform instead of normal noise.
 */
export const kobayashi = defineModel({
  id: "kobayashi",
  title: "Kobayashi dendrites",
  summary: "A crystal in an undercooled melt: latent heat makes its surface unstable, anisotropy decides where the branches go.",
  family: "Phases and interfaces",
  thumbnail: { preset: "snowflake", steps: 1500, shape: [160, 160] },
  source: "Kobayashi 1993, Physica D 63:410, doi:10.1016/0167-2789(93)90120-P",
  dimensions: [2],
  species: {
    p: { title: "Phase: 1 solid, 0 liquid", unit: "1", range: [0, 1] },
    T: { title: "Temperature", unit: "1", range: [0, 1.6] },
  },
  params: {
    K: num(1.6, {
      title: "Latent heat",
      unit: "1",
      min: 0,
      max: 2,
      help: "In units of what warms the melt to equilibrium: from 1 on, heat must flow off for the crystal to grow.",
    }),
    delta_4: num(0, { title: "Four-fold anisotropy", unit: "1", min: 0, max: 0.06 }),
    delta_6: num(0.02, { title: "Six-fold anisotropy", unit: "1", min: 0, max: 0.04 }),
    sigma: num(0.1, { title: "Noise at the interface", unit: "1/√T", min: 0, max: 0.5 }),
    epsilon: num(0.01, { title: "Width of the interface", unit: "L", min: 0.008, max: 0.02, symbol: "\\bar\\varepsilon" }),
    tau: num(0.0003, { title: "Relaxation time", unit: "T", min: 0.0002, max: 0.001 }),
    alpha: num(0.9, { title: "Largest driving force", unit: "1", min: 0.5, max: 0.95, help: "Below 1, so that solid and liquid both stay stable." }),
    gamma: num(10, { title: "Steepness of the driving force", unit: "1", min: 1, max: 20 }),
  },
  auxiliary: {
    slope: "max(dx(p)^2 + dy(p)^2, 1e-12)",
    c_2: "(dx(p)^2 - dy(p)^2)/slope",
    s_2: "2*dx(p)*dy(p)/slope",
    c_4: "c_2^2 - s_2^2",
    s_4: "2*c_2*s_2",
    width: "epsilon*(1 + delta_4*c_4 + delta_6*(c_4*c_2 - s_4*s_2))",
    turn: "-epsilon*(4*delta_4*s_4 + 6*delta_6*(s_4*c_2 + c_4*s_2))",
    q: "gamma*(1 - T)",
    m: "alpha/2*q*(0.596 + abs(q))/(1 + 1.192*abs(q) + q^2)",
    growth: "(div(width^2*grad(p)) - dx(width*turn*dy(p)) + dy(width*turn*dx(p)) + p*(1 - p)*(p - 1/2 + m))/tau",
  },
  equations: {
    p: "growth + noise(sigma*p*(1 - p))",
    T: "laplacian(T) + K*growth",
  },
  grid: { shape: [300, 300], spacing: 0.03, stencil: "standard" },
  boundary: "neumann",
  integrator: { method: "euler", dt: 0.0001 },
  initial: seed,
  presets: [
    crystal("snowflake", "Snowflake", "Six branches with side branches.", { delta_6: 0.02 }),
    crystal("dendrite", "Four branches", "Branches along the axes of the lattice, with side branches where noise sets them off.", { delta_4: 0.05 }),
  ],
});
