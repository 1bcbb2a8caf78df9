import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { integrate, type OdeProblem, type Tolerance } from "../../../../src/core/membrane/integration/integrate";

const tolerance = (relative: number, n: number): Tolerance => ({ relative, absolute: new Float64Array(n).fill(relative) });
const solve = (problem: OdeProblem, start: number[], end: number, relative: number) => {
  const y = Float64Array.from(start);
  const effort = integrate(problem, 0, end, y, tolerance(relative, start.length));
  return { y, effort };
};

const oscillator: OdeProblem = { autonomous: true, rates: (_, [x, v], out) => void ((out[0] = v!), (out[1] = -x!)) };
/** y′ = λ(y − cos t) − sin t, whose solution from y(0) = 1 is cos t however stiff λ makes it (Prothero, Robinson 1974, doi:10.1090/S0025-5718-1974-0331793-2). */
const stiff = (lambda: number): OdeProblem => ({
  autonomous: false,
  rates: (t, [y], out) => void (out[0] = lambda * (y! - Math.cos(t)) - Math.sin(t)),
});
/** Robertson's reactions (Hairer, Wanner 1996, §IV.1): rates of 0.04, 10⁴ and 3·10⁷. */
const robertson: OdeProblem = {
  autonomous: true,
  rates(_, [a, b, c], out) {
    out[0] = -0.04 * a! + 1e4 * b! * c!;
    out[2] = 3e7 * b! * b!;
    out[1] = -out[0] - out[2];
  },
};

describe("the stiff integrator", () => {
  it.each([1e-4, 1e-6, 1e-8, 1e-10])("keeps an oscillator within reach of its tolerance, %d", (relative) => {
    const { y } = solve(oscillator, [1, 0], 10, relative);
    expect(Math.abs(y[0]! - Math.cos(10))).toBeLessThan(20 * relative);
    expect(Math.abs(y[1]! + Math.sin(10))).toBeLessThan(20 * relative);
  });
  it("has order 5: thirty-two times the accuracy for twice the steps", () => {
    // y = e^(sin t).
    const problem: OdeProblem = { autonomous: false, rates: (t, [y], out) => void (out[0] = y! * Math.cos(t)) };
    const [few, many] = [1e-5, 1e-9].map((relative) => {
      const { y, effort } = solve(problem, [1], 20, relative);
      return { steps: effort.accepted, error: Math.abs(y[0]! - Math.exp(Math.sin(20))) };
    }) as [{ steps: number; error: number }, { steps: number; error: number }];
    const order = Math.log(few.error / many.error) / Math.log(many.steps / few.steps);
    expect(order).toBeGreaterThan(4.4);
    expect(order).toBeLessThan(6.2);
  });
  it.each([-1, -1e3, -1e6])("follows a slow solution past a rate of %d without small steps", (lambda) => {
    const { y, effort } = solve(stiff(lambda), [1], 10, 1e-7);
    expect(y[0]).toBeCloseTo(Math.cos(10), 6);
    expect(effort.accepted).toBeLessThan(300);
  });
  it("solves Robertson's reactions to 10⁵, and keeps their sum to rounding", () => {
    const { y, effort } = solve(robertson, [1, 0, 0], 1e5, 1e-9);
    // scipy.integrate.solve_ivp, Radau, rtol 1e-11 and 1e-12 alike.
    expect(y[0]! / 0.0178659211421).toBeCloseTo(1, 6);
    expect(y[1]! / 7.27475146844e-8).toBeCloseTo(1, 6);
    expect(y[0]! + y[1]! + y[2]!).toBeCloseTo(1, 14);
    expect(effort.accepted).toBeLessThan(400);
  });
  it("knows the solution between its steps as well as at their ends, and has no gaps there", () => {
    const y = Float64Array.of(1, 0);
    const state = new Float64Array(2);
    let worst = 0;
    let end = 0;
    integrate(oscillator, 0, 10, y, tolerance(1e-8, 2), (step) => {
      expect(step.from).toBe(end);
      end = step.to;
      for (const share of [0, 0.25, 0.5, 0.9, 1]) {
        const t = step.from + share * (step.to - step.from);
        step.at(t, state);
        worst = Math.max(worst, Math.abs(state[0]! - Math.cos(t)));
      }
    });
    expect(end).toBe(10);
    expect(worst).toBeLessThan(2e-7);
  });
  it("keeps linear sums that the rates keep, whatever the rates", () =>
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0.01, max: 1e4, noNaN: true }), { minLength: 4, maxLength: 4 }), ([a, b, c, d]) => {
        const problem: OdeProblem = {
          autonomous: true,
          rates(_, [x, y, z], out) {
            const [first, second] = [a! * x! - b! * y! * y!, c! * y! - d! * z! * x!];
            out[0] = -first;
            out[1] = first - second;
            out[2] = second;
          },
        };
        const { y } = solve(problem, [1, 0.5, 0.25], 3, 1e-6);
        expect(Math.abs(y[0]! + y[1]! + y[2]! - 1.75)).toBeLessThan(1e-13);
      }),
      { numRuns: 40 },
    ));
  it("says when a solution runs away", () =>
    expect(() => solve({ autonomous: true, rates: (_, [y], out) => void (out[0] = y! * y!) }, [1], 2, 1e-6)).toThrow(
      /cannot be followed beyond t = (1|0\.99999)/,
    ));
  it("says when the rates are not finite", () =>
    expect(() => solve({ autonomous: true, rates: (_, __, out) => void (out[0] = NaN) }, [1], 1, 1e-6)).toThrow(/cannot be followed beyond t = 0/));
  it("gives the same bits again", () => expect([...solve(robertson, [1, 0, 0], 1e3, 1e-7).y]).toEqual([...solve(robertson, [1, 0, 0], 1e3, 1e-7).y]));
});
