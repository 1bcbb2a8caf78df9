import type { RunSpecInput } from "../../../../src/core/spec/run-spec";

type Case = RunSpecInput;

const flat = { shape: [40, 52] as [number, number], spacing: 1, stencil: "standard" as const };
const deep = { shape: [10, 12, 34] as [number, number, number], spacing: 1, stencil: "standard" as const };
const wave = (shift: number) => `0.5 + 0.3*sin(2*pi*(x+${shift})/Lx)*cos(2*pi*y/Ly) + 0.1*sin(6*pi*x/Lx)`;
const deepWave = { kind: "expression", u: "0.5 + 0.3*sin(2*pi*x/Lx)*cos(2*pi*y/Ly)*cos(2*pi*z/Lz)" } as const;

function custom(equations: Record<string, string>, more: Partial<Case> = {}): Case {
  const fields = Object.keys(equations);
  return {
    version: 1,
    model: "custom",
    precision: "f32",
    seed: 3,
    species: Object.fromEntries(fields.map((field) => [field, {}])),
    params: { D: 0.1, F: 0.04, k: 0.06, s: 0.01 },
    equations,
    grid: flat,
    boundary: "periodic",
    initial: { kind: "expression", ...Object.fromEntries(fields.map((field, i) => [field, wave(i)])) } as Case["initial"],
    integrator: { method: "euler", dt: 0.5 },
    ...more,
  };
}

const grayScott = (more: Partial<Case>): Case => ({ version: 1, model: "gray-scott", precision: "f32", seed: 3, ...more });
const reading = "D*laplacian(u) + s*dxz(u) + s*dyz(u)";
const slow = { method: "heun", dt: 0.2 };

/** Runs that together ask for everything that a kernel may hold; none is chaotic. By name. */
export const cases: Readonly<Record<string, Case>> = {
  "five points": grayScott({ grid: { shape: [96, 64], spacing: 1, stencil: "standard" } }),
  "nine points": grayScott({ grid: { shape: [96, 64], spacing: 1, stencil: "isotropic" } }),
  "seven points": grayScott({ grid: { ...deep, shape: [20, 24, 34] } }),
  "27 points": grayScott({ grid: { ...deep, stencil: "isotropic" } }),
  "a spacing for each axis": grayScott({ grid: { ...flat, spacing: [1, 1.5] } }),
  "one row": grayScott({ grid: { ...flat, shape: [1, 200] } }),
  "one column": grayScott({ grid: { ...flat, shape: [130, 1], stencil: "isotropic" } }),
  ...Object.fromEntries(
    ["euler", "heun", "rk4", "ssprk3", "adams-bashforth"].map((method): [string, Case] => [
      method,
      custom({ u: "D*laplacian(u) + u*(1-u)*v", v: "2*D*laplacian(v) - u*v + F*(1-v)*t" }, { integrator: { method, dt: 0.3 } }),
    ]),
  ),
  "slopes at the sides": custom(
    { u: "D*laplacian(u)" },
    { boundary: { "x-": { neumann: 0.1 }, "x+": "neumann", "y-": { neumann: -0.05 }, "y+": "neumann" } },
  ),
  "formulas at the sides": custom(
    { u: "D*laplacian(u)" },
    {
      grid: { shape: [24, 36], spacing: 0.7, stencil: "isotropic" },
      boundary: { "x-": { dirichlet: "0.2*sin(y)+0.1*t" }, "x+": { dirichlet: 1 }, "y-": { dirichlet: "x/Lx" }, "y+": { dirichlet: "F" } },
    },
  ),
  "Robin conditions": custom(
    { u: "D*laplacian(u) + s*dxy(u)" },
    {
      boundary: {
        "x-": { robin: { a: 1, b: "1+0.5*sin(y)", c: 0.3 } },
        "x+": { robin: { a: "2", b: 0.5, c: "sin(t)" } },
        other: "periodic",
      },
    },
  ),
  "corners of periodic and other sides": custom(
    { u: "D*laplacian(u) + s*dxy(u)" },
    {
      grid: { ...flat, stencil: "isotropic" },
      boundary: { "y-": { dirichlet: "sin(x)^2" }, "y+": { neumann: "0.1*cos(x)" }, other: "periodic" },
    },
  ),
  "every kind of side in 3D": custom(
    { u: reading },
    {
      grid: { ...deep, stencil: "isotropic" },
      initial: deepWave,
      integrator: slow,
      boundary: {
        "x-": { dirichlet: "0.1*y+0.02*z" },
        "x+": { neumann: "0.01*z" },
        "y-": { robin: { a: 1, b: 1, c: "x/Lx + 0.05*z" } },
        "y+": "neumann",
        "z-": { dirichlet: "sin(x)*cos(y)" },
        "z+": { neumann: "0.05*x*y/(Lx*Ly) + 0.01*t" },
      },
    },
  ),
  "periodic along x and y, open along z": custom(
    { u: reading },
    {
      grid: { ...deep, stencil: "isotropic" },
      initial: deepWave,
      integrator: slow,
      boundary: { "z-": { dirichlet: "sin(x)*cos(y)" }, "z+": { neumann: "0.05*x*y/(Lx*Ly)" }, other: "periodic" },
    },
  ),
  "periodic along z, closed along x, open along y": custom(
    { u: reading },
    {
      grid: { ...deep, stencil: "isotropic" },
      initial: deepWave,
      integrator: slow,
      boundary: {
        "x-": "neumann",
        "x+": "neumann",
        "y-": { dirichlet: "sin(x)*cos(z)" },
        "y+": { dirichlet: "sin(x)*cos(z)" },
        "z-": "periodic",
        "z+": "periodic",
      },
    },
  ),
  noise: custom({ u: "D*laplacian(u) + noise(s*(1+u))", v: "D*laplacian(v) + noise(s) + noise(0.5*s)" }),
  "noise in a method of stages": custom(
    { u: "D*laplacian(u) + noise(s*(1+u))", v: "D*laplacian(v) + noise(s)" },
    { integrator: { method: "heun", dt: 0.5 } },
  ),
  "rare events": custom({ u: "D*laplacian(u) - 0.05*u + events(0.05*(1+v), 0.1)", v: "D*laplacian(v) - F*v" }),
  integrals: custom(
    { u: "D*laplacian(u) + s*(mean(u) - u) + 1e-5*integral(u*v)*(1-u)", v: "D*laplacian(v) + s*mean(v^2)*u*v - F*v" },
    { integrator: { method: "rk4", dt: 0.5 } },
  ),
  "functions of a mean": custom(
    { u: "D*laplacian(u) + s*exp(-mean(u)^2/2)*(1-u) + heaviside(mean(u) - t)*s*u" },
    { grid: { ...flat, shape: [97, 131] } },
  ),
  "a stencil of a stencil": custom({ u: "-D*biharmonic(u) + s*laplacian(u^3 - u)" }, { integrator: { method: "euler", dt: 0.05 } }),
  chemotaxis: custom({ u: "D*laplacian(u) - div(s*u*grad(v))", v: "D*laplacian(v) + F*u - k*v" }),
  "a diffusivity of the place": custom({ u: "div((D*(1+0.5*sin(x/5)*cos(y/4)))*grad(u)) + dxf(u)*s*y/Ly" }, { boundary: "neumann" }),
  "a diffusivity of the place in 3D": custom(
    { u: "div((D*(1+0.5*sin(x/5)*cos(y/4)*z/Lz))*grad(u))" },
    { grid: deep, initial: deepWave, boundary: "neumann" },
  ),
  "a parameter of the place": grayScott({ grid: flat, parameters: { F: "0.02 + 0.03*x/Lx" } }),
  "a parameter of time": grayScott({ grid: flat, parameters: { F: "0.03 + 0.01*sin(t/20)" } }),
  "a mask": grayScott({ grid: { shape: [64, 64], spacing: 1, stencil: "isotropic", mask: "(x-32)^2 + (y-32)^2 < 600" } }),
  "every function": custom({
    u: "D*laplacian(u) + s*(exp(-u) + log(1+u) + sin(3*u) + cos(2*v) + tanh(u-v) + bernoulli(u-v) + abs(u-0.5)^1.7 + sqrt(u+2))",
    v: "s*(min(u,v) - max(u, 0.3) + clamp(u, 0.2, 0.6) + u^-2 + select(u > 0.5, v, 1) + u^3 + (u+1)^F) - F*v",
  }),
  "drift and diffusion": custom({ u: "driftdiffuse(D, u, s*v)", v: "D*laplacian(v) + F*u - k*v" }),
  "an auxiliary field": custom({ u: "D*laplacian(w) + F*(1-u)" }, { auxiliary: { w: "u^3 - s*laplacian(u)" }, integrator: slow }),
  memory: custom({ u: "D*laplacian(u) - m*s + F*(1-u)", m: "memory(u, 3)" }),
};
