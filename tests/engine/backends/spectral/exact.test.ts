import { describe, expect, it } from "vitest";
import { after, fieldOf, largestDifference, meanOf, read, start, type Place, type Problem } from "./problem";

const { cos, exp, sin, sqrt } = Math;

describe("a linear equation in Fourier space", () => {
  const wave = { equations: { u: "" }, shape: [12, 32], start: { u: (x: number, y: number) => cos(3 * x + 2 * y) + 0.5 * sin(y) }, dt: 0.1 };

  it("decays every mode by e^(−Dk²t), whatever the step", () => {
    const problem: Problem = { ...wave, equations: { u: "D*laplacian(u)" }, parameters: { D: 0.3 }, dt: 0.7 };
    const t = 2.1;
    const exact = fieldOf(problem, (x, y) => exp(-0.3 * 13 * t) * cos(3 * x + 2 * y) + 0.5 * exp(-0.3 * t) * sin(y));
    expect(largestDifference(after(problem, 3), exact)).toBeLessThan(1e-15);
  });

  it("carries waves without loss, by advection and dispersion", () => {
    const problem: Problem = { ...wave, equations: { u: "-1.5*dx(u) + 0.5*dyf(u) + dx(dxx(u))" } };
    const t = 10;
    // ω = 1.5·kx − 0.5·ky + kx³ for e^(i(k·x − ωt))
    const exact = fieldOf(problem, (x, y) => cos(3 * x + 2 * y - (4.5 - 1 + 27) * t) + 0.5 * sin(y + 0.5 * t));
    expect(largestDifference(after(problem, 100), exact)).toBeLessThan(1e-12);
  });

  it.each([
    ["dxx(u) + 2*dyy(u)", (kx: number, ky: number) => -kx * kx - 2 * ky * ky],
    [
      "dxy(u)/10 + laplacian(u)/10 + laplacian(laplacian(u))/-100",
      (kx: number, ky: number) => -(kx * ky + kx ** 2 + ky ** 2) / 10 - (kx ** 2 + ky ** 2) ** 2 / 100,
    ],
    ["diffuse(0.2, u) + 0.1*u", (kx: number, ky: number) => -0.2 * (kx ** 2 + ky ** 2) + 0.1],
    ["diffusey(0.2, u) - biharmonic(u)*0.01", (kx: number, ky: number) => -0.2 * ky ** 2 - 0.01 * (kx ** 2 + ky ** 2) ** 2],
    ["-dx(dx(u - u/2)) / -2 + div(grad(u)/5)", (kx: number, ky: number) => -0.25 * kx ** 2 - (kx ** 2 + ky ** 2) / 5],
  ])("%s multiplies a mode by its symbol", (equation, symbol) => {
    const problem: Problem = { ...wave, equations: { u: equation } };
    const t = 1;
    const exact = fieldOf(problem, (x, y) => exp(symbol(3, 2) * t) * cos(3 * x + 2 * y) + 0.5 * exp(symbol(0, 1) * t) * sin(y));
    expect(largestDifference(after(problem, 10), exact)).toBeLessThan(1e-13);
  });

  it("keeps the Nyquist mode, whose first derivative is 0", () => {
    const nyquist: Place = (x) => cos(8 * x);
    const problem: Problem = { equations: { u: "dxx(u)/64 + dx(u) + dxy(u)" }, shape: [4, 16], start: { u: nyquist }, dt: 0.5 };
    expect(
      largestDifference(
        after(problem, 4),
        fieldOf(problem, (x) => exp(-2) * nyquist(x, 0, 0)),
      ),
    ).toBeLessThan(1e-15);
  });

  it("in three dimensions, of any shape", () => {
    const problem: Problem = {
      equations: { u: "0.1*laplacian(u) + dz(u) + 0.1*dxz(u)" },
      shape: [9, 7, 10],
      start: { u: (x, y, z) => cos(x + 2 * y - 3 * z) },
      dt: 0.25,
    };
    const exact = fieldOf(problem, (x, y, z) => exp(-1.4 + 0.3) * cos(x + 2 * y - 3 * (z + 1)));
    expect(largestDifference(after(problem, 4), exact)).toBeLessThan(1e-14);
  });

  it("on grids of one or two cells along an axis", () => {
    for (const shape of [
      [1, 8],
      [2, 8],
      [8, 1],
      [1, 1],
    ]) {
      const problem: Problem = { equations: { u: "laplacian(u) - u" }, shape, start: { u: () => 1 }, dt: 0.1 };
      expect(
        largestDifference(
          after(problem, 10),
          fieldOf(problem, () => exp(-1)),
        ),
      ).toBeLessThan(1e-15);
    }
  });

  it("does not lose what has died out: the mean stays exact when modes vanish", () => {
    const problem: Problem = { equations: { u: "laplacian(u)" }, shape: [8, 8], start: { u: (x) => 1 + cos(2 * x) }, dt: 50 };
    expect(
      largestDifference(
        after(problem, 20),
        fieldOf(problem, () => 1),
      ),
    ).toBeLessThan(2e-16);
  });
});

/** u = −2ν φ_x/φ of a φ that diffuses (Cole 1951, Hopf 1950). */
const burgers = (nu: number, t: number): Place => {
  const decay = exp(-nu * t);
  return (x) => (2 * nu * decay * sin(x)) / (1.5 + decay * cos(x));
};

/** Steps so that each order shows: errors well above rounding. */
const orders = [
  { method: "etdrk4", order: 4 },
  { method: "semi-implicit", order: 2 },
];

describe.each(orders)("$method is of order $order", ({ method, order }) => {
  const observed = (error: (steps: number) => number, steps: number) => Math.log2(error(steps) / error(2 * steps));

  it("on Burgers' equation, against Cole and Hopf", () => {
    const problem: Problem = { equations: { u: "0.2*laplacian(u) - u*dx(u)" }, shape: [1, 64], start: { u: burgers(0.2, 0) }, method, dt: 1 };
    const exact = fieldOf(problem, burgers(0.2, 2));
    const error = (steps: number) => largestDifference(after({ ...problem, dt: 2 / steps }, steps), exact);
    const steps = order === 4 ? 20 : 100;
    expect(observed(error, steps)).toBeGreaterThan(order - 0.15);
    expect(observed(error, steps)).toBeLessThan(order + 0.5);
    expect(error(1000)).toBeLessThan(order === 4 ? 1e-12 : 1e-6);
  });

  it("with coefficients and a source in time and space, against the solution they were made for", () => {
    // u = sin(x + y − t)·(1 + t/2), v = cos(t)·cos(x)
    const problem: Problem = {
      equations: {
        u: "laplacian(u) + (1 + t)*dx(u)*v + 2*S - cos(x+y-t)*(1+t/2) + sin(x+y-t)/2 - (1+t)*(1+t/2)*cos(x+y-t)*cos(t)*cos(x)",
        v: "t*laplacian(v) + 0.1*u^2 + t*cos(t)*cos(x) - sin(t)*cos(x) - 0.1*(sin(x+y-t)*(1+t/2))^2",
      },
      auxiliary: { S: "sin(x+y-t)*(1 + t/2)" },
      shape: [16, 16],
      start: { u: (x, y) => sin(x + y), v: (x) => cos(x) },
      method,
      dt: 1,
    };
    const exact = fieldOf(problem, (x, y) => 1.5 * sin(x + y - 1));
    const error = (steps: number) => largestDifference(after({ ...problem, dt: 1 / steps }, steps), exact);
    const steps = order === 4 ? 16 : 64;
    expect(observed(error, steps)).toBeGreaterThan(order - 0.15);
    expect(error(512)).toBeLessThan(order === 4 ? 1e-10 : 1e-4);
  });

  it("on the Kuramoto–Sivashinsky equation, by itself", () => {
    const problem: Problem = {
      equations: { u: "-laplacian(u) - biharmonic(u) - dx(u^2)/2" },
      shape: [1, 96],
      length: [1, 32 * Math.PI],
      start: { u: (x) => cos(x / 16) * (1 + sin(x / 16)) },
      method,
      dt: 1,
    };
    const at = (steps: number) => after({ ...problem, dt: 10 / steps }, steps);
    const steps = order === 4 ? 40 : 320;
    const [coarse, middle, fine] = [at(steps), at(2 * steps), at(4 * steps)];
    const ratio = largestDifference(coarse, middle) / largestDifference(middle, fine);
    expect(Math.log2(ratio)).toBeGreaterThan(order - 0.25);
    expect(Math.log2(ratio)).toBeLessThan(order + 0.5);
  });

  it("on a fast reaction in many modes that only the implicit part can follow", () => {
    const problem: Problem = {
      equations: { u: "-biharmonic(u) - 50*u + u^2" },
      shape: [16, 32],
      start: { u: (x, y) => 10 + cos(5 * x) * sin(4 * y) },
      method,
      dt: 0.02,
    };
    const found = read(advanced(problem, 200), "u");
    expect(Math.max(...found.map(Math.abs))).toBeLessThan(1e-3);
  });
});

function advanced(problem: Problem, steps: number) {
  const simulation = start(problem);
  void simulation.advance(steps);
  return simulation;
}

describe.each(orders)("$method on the Cahn–Hilliard equation", ({ method }) => {
  const problem: Problem = {
    equations: { c: "laplacian(mu)" },
    auxiliary: { mu: "c^3 - c - epsilon^2*laplacian(c)" },
    parameters: { epsilon: 0.25 },
    shape: [48, 64],
    start: { c: (x, y) => 0.1 + 0.3 * cos(x + 2 * y) + 0.2 * sin(3 * x) * cos(2 * y) + 0.1 * cos(5 * y) },
    method,
    dt: 0.01,
  };
  /** ∫ (c² − 1)²/4 + ε²|∇c|²/2 over cells, the gradient by central differences. */
  const energy = (c: Float64Array) => {
    const [ny, nx] = problem.shape as [number, number];
    const [hx, hy] = [(2 * Math.PI) / nx, (2 * Math.PI) / ny];
    const at = (j: number, i: number) => c[((j + ny) % ny) * nx + ((i + nx) % nx)]!;
    let sum = 0;
    for (let j = 0; j < ny; j++)
      for (let i = 0; i < nx; i++) {
        const slope = ((at(j, i + 1) - at(j, i - 1)) / (2 * hx)) ** 2 + ((at(j + 1, i) - at(j - 1, i)) / (2 * hy)) ** 2;
        sum += (at(j, i) ** 2 - 1) ** 2 / 4 + (0.25 ** 2 * slope) / 2;
      }
    return sum * hx * hy;
  };

  it("conserves mass to rounding while its energy falls", () => {
    const simulation = start(problem);
    let before = energy(read(simulation, "c"));
    for (let i = 0; i < 30; i++) {
      void simulation.advance(10);
      const c = read(simulation, "c");
      expect(meanOf(c)).toBeCloseTo(0.1, 14);
      expect(energy(c)).toBeLessThan(before);
      before = energy(c);
    }
    // Two phases near ±1, not a uniform mixture.
    expect(Math.max(...read(simulation, "c"))).toBeGreaterThan(0.9);
  });
});

describe("long runs", () => {
  it("do not let what no real field has grow behind the picture", () => {
    // With L = 2 at k = 0, 1 anything off the mirror symmetry would have grown by e^200 and overflowed by e^800.
    const problem: Problem = {
      equations: { u: "2*u - 0.01*laplacian(laplacian(u)) - u^3" },
      shape: [16, 16],
      start: { u: (x, y) => 0.1 * cos(x) + 0.2 * sin(y) + 0.05 * cos(x - y) },
      dt: 0.5,
    };
    const u = after(problem, 1000);
    expect(u.every(Number.isFinite)).toBe(true);
    expect(Math.max(...u.map(Math.abs))).toBeLessThan(2 * sqrt(2));
  });
});
