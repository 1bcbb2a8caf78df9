import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { exponentialWeights, implicitWeights, type ModeTable } from "../../../src/core/field/spectral-weights";

type Complex = readonly [number, number];

const times = (a: Complex, b: Complex): Complex => [a[0] * b[0] - a[1] * b[1], a[0] * b[1] + a[1] * b[0]];
const distance = (a: Complex, b: Complex) => Math.hypot(a[0] - b[0], a[1] - b[1]);
const at = ({ re, im }: ModeTable, i = 0): Complex => [re[i]!, im?.[i] ?? 0];

/** Σ cₙ zⁿ, to rounding for |z| ≤ 3. */
function series(z: Complex, coefficient: (n: number) => number): Complex {
  let [sum, power]: [Complex, Complex] = [
    [0, 0],
    [1, 0],
  ];
  for (let n = 0; n < 40; n++) {
    sum = [sum[0] + coefficient(n) * power[0], sum[1] + coefficient(n) * power[1]];
    power = times(power, z);
  }
  return sum;
}

const inverseFactorial = (n: number) => {
  let value = 1;
  for (let i = 2; i <= n; i++) value /= i;
  return value;
};

/** Power series of the weights, from that of e^z. */
const exact = {
  whole: (z: Complex) => series(z, inverseFactorial),
  half: (z: Complex) => series(z, (n) => inverseFactorial(n) / 2 ** n),
  stage: (z: Complex) => series(z, (n) => inverseFactorial(n + 1) / 2 ** (n + 1)),
  first: (z: Complex) => series(z, (n) => 4 * inverseFactorial(n + 3) - 3 * inverseFactorial(n + 2) + inverseFactorial(n + 1)),
  middle: (z: Complex) => series(z, (n) => inverseFactorial(n + 2) - 2 * inverseFactorial(n + 3)),
  last: (z: Complex) => series(z, (n) => 4 * inverseFactorial(n + 3) - inverseFactorial(n + 2)),
};

const weightsAt = (z: Complex, dt = 1) =>
  exponentialWeights({ re: Float64Array.of(z[0] / dt), im: z[1] === 0 ? null : Float64Array.of(z[1] / dt) }, dt);

describe("weights of ETDRK4", () => {
  const small = fc
    .tuple(fc.double({ min: 0, max: 3, noNaN: true }), fc.double({ min: -Math.PI, max: Math.PI, noNaN: true }))
    .map(([radius, angle]): Complex => [radius * Math.cos(angle), radius * Math.sin(angle)]);

  it("are their power series, near 0 and around", () =>
    fc.assert(
      fc.property(small, fc.boolean(), (z, real) => {
        const point: Complex = real ? [z[0], 0] : z;
        const weights = weightsAt(point);
        for (const [name, value] of Object.entries(exact)) {
          const found = at(weights[name as keyof typeof exact]);
          expect(distance(found, value(point)), name).toBeLessThan(3e-14 * Math.max(1, Math.hypot(...value(point))));
        }
      }),
      { numRuns: 300 },
    ));

  it("at 0 are those of the classical Runge–Kutta method, to the last digits", () => {
    const weights = weightsAt([0, 0]);
    expect(at(weights.stage)[0]).toBeCloseTo(1 / 2, 15);
    expect(at(weights.first)[0]).toBeCloseTo(1 / 6, 15);
    expect(at(weights.middle)[0]).toBeCloseTo(1 / 6, 15);
    expect(at(weights.last)[0]).toBeCloseTo(1 / 6, 15);
  });

  it("of very stiff modes are the quotients without e^z", () => {
    for (const z of [-60, -1e4, -1e9]) {
      const weights = weightsAt([z, 0]);
      expect(at(weights.first)[0] / ((-4 - z) / z ** 3)).toBeCloseTo(1, 12);
      expect(at(weights.middle)[0] / ((2 + z) / z ** 3)).toBeCloseTo(1, 12);
      expect(at(weights.last)[0] / ((-4 - 3 * z - z * z) / z ** 3)).toBeCloseTo(1, 12);
      expect(at(weights.whole)[0]).toBeCloseTo(0, 20);
    }
  });

  it("carry the step: L and dt enter as dt·L, the weights times dt", () => {
    const [one, other] = [weightsAt([-0.7, 0.4]), weightsAt([-0.7, 0.4], 0.01)];
    expect(distance(at(other.first), times(at(one.first), [0.01, 0]))).toBeLessThan(1e-16);
    expect(distance(at(other.whole), at(one.whole))).toBeLessThan(1e-15);
  });

  it("of a real L are real", () => {
    expect(weightsAt([-0.5, 0]).first.im).toBeNull();
  });
});

describe("implicit weights", () => {
  it("are 1/(a − bL)", () => {
    const table = implicitWeights({ re: Float64Array.of(-4, 0), im: Float64Array.of(3, 0) }, 3, 0.5);
    expect(distance(times(at(table), [5, -1.5]), [1, 0])).toBeLessThan(1e-15);
    expect(at(table, 1)).toEqual([1 / 3, 0]);
  });
});
