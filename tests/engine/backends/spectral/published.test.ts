import { describe, expect, it } from "vitest";
import golden from "../../../golden/spectral.json";
import { fieldOf, largestDifference, meanOf, read, start, type Problem } from "./problem";

const { cos, sin } = Math;

type Case = keyof typeof golden.values;
type Written = Omit<Problem, "shape" | "length" | "dt">;

/** The equations of tests/oracle/spectral.py, in the workbench's language. */
const problems: Record<Case, Written & { steps: number }> = {
  "kuramoto-sivashinsky": {
    equations: { u: "-laplacian(u) - biharmonic(u) - dx(u^2)/2" },
    start: { u: (x) => cos(x / 16) * (1 + sin(x / 16)) },
    steps: 2000,
  },
  "swift-hohenberg": {
    equations: { u: "r*u - (u + 2*laplacian(u) + biharmonic(u)) + u^2 - u^3" },
    parameters: { r: 0.3 },
    start: { u: (x, y) => 0.3 * cos(x) + 0.2 * sin(y + x) + 0.1 * cos(2 * y) },
    steps: 1000,
  },
  "nonlinear-diffusion": {
    equations: { u: "div((0.5 + u)*grad(u))" },
    start: { u: (x, y) => 1 + 0.4 * cos(x) * sin(y) },
    steps: 500,
  },
  chemotaxis: {
    equations: { u: "0.2*laplacian(u) - div(1.5*u*grad(c))", c: "laplacian(c) + u - c" },
    start: { u: (x, y) => 1 + 0.1 * cos(x) + 0.05 * sin(2 * y), c: () => 1 },
    steps: 400,
  },
  "allen-cahn-3d": {
    equations: { u: "u - u^3 + 0.2*laplacian(u) - 2*(mean(u) - 0.1)" },
    start: { u: (x, y, z) => 0.3 * cos(x) + 0.2 * sin(y) * cos(z) + 0.1 },
    steps: 150,
  },
};

const cases = Object.entries(golden.values) as [Case, (typeof golden.values)[Case]][];

describe("another program's fields (integrating factor, numpy)", () => {
  it.each(cases)("%s", (name, { shape, length, time, stride, values }) => {
    const { steps, ...written } = problems[name];
    const problem: Problem = { ...written, shape, length, dt: time / steps };
    const simulation = start(problem);
    void simulation.advance(steps);
    for (const [i, field] of simulation.fields.entries()) {
      const sampled = every(read(simulation, field), shape, stride);
      expect(largestDifference(sampled, values[i]!), field).toBeLessThan(2e-9);
    }
  });

  it("is met by the semi-implicit method too, as far as its order goes", () => {
    const { shape, length, time, stride, values } = golden.values["swift-hohenberg"];
    const { steps, ...written } = problems["swift-hohenberg"];
    const simulation = start({ ...written, shape, length, method: "semi-implicit", dt: time / steps });
    void simulation.advance(steps);
    expect(largestDifference(every(read(simulation, "u"), shape, stride), values[0]!)).toBeLessThan(1e-4);
  });
});

/** Every `stride`-th cell along each axis longer than 1. */
function every(values: Float64Array, shape: readonly number[], stride: number): number[] {
  const inSample = (cell: number) => {
    for (let axis = shape.length - 1, rest = cell; axis >= 0; axis--) {
      if (shape[axis]! > 1 && (rest % shape[axis]!) % stride !== 0) return false;
      rest = Math.floor(rest / shape[axis]!);
    }
    return true;
  };
  return Array.from(values).filter((_, cell) => inSample(cell));
}

describe("the Kuramoto–Sivashinsky equation as Kassam and Trefethen computed it", () => {
  /** doi:10.1137/S1064827502410633, §5 and figure 5: L = 32π, u₀ = cos(x/16)(1 + sin(x/16)), h = 1/4, to t = 150. */
  const problem: Problem = {
    equations: { u: "-laplacian(u) - biharmonic(u) - u*dx(u)" },
    shape: [1, 192],
    length: [1, 32 * Math.PI],
    start: { u: (x) => cos(x / 16) * (1 + sin(x / 16)) },
    dt: 0.25,
  };

  it("turns the slow wave into chaos of bounded size with cells about 9 long, its mean kept", () => {
    const simulation = start(problem);
    void simulation.advance(400);
    const crossings: number[] = [];
    for (let i = 0; i < 200; i++) {
      void simulation.advance(1);
      const u = read(simulation, "u");
      expect(Math.max(...u.map(Math.abs))).toBeLessThan(4);
      expect(Math.abs(meanOf(u))).toBeLessThan(1e-14);
      crossings.push(u.filter((value, i) => value * u[(i + 1) % u.length]! < 0).length / 2);
    }
    // The fastest growing wave has k = 1/√2, length 8.9: about 11 in the domain.
    expect(meanOf(crossings)).toBeGreaterThan(9);
    expect(meanOf(crossings)).toBeLessThan(14);
  });

  it("is the same field along every row of a wider grid", () => {
    const [thin, wide] = [start(problem), start({ ...problem, shape: [8, 192], length: [8, 32 * Math.PI] })];
    for (const simulation of [thin, wide]) void simulation.advance(80);
    const row = read(thin, "u");
    const all = read(wide, "u");
    const repeated = fieldOf({ ...problem, shape: [8, 192] }, () => 0).map((_, i) => row[i % 192]!);
    expect(largestDifference(all, repeated)).toBeLessThan(1e-10);
  });
});
