import { describe, expect, it } from "vitest";
import { analyseStability, type FixedPoint } from "../../src/core/analysis/stability";
import { models } from "../../src/core/models/index";
import { classOf, eigenvaluesInWords, stateInWords, unstableFirst } from "../../src/panels/stability-words";

const kind = (eigenvalues: [number, number][], waves: Partial<FixedPoint> = {}) =>
  classOf({ eigenvalues: eigenvalues.map(([re, im]) => ({ re, im })), turing: false, hopf: false, kRange: null, ...waves });

describe("the kind of a uniform state", () => {
  it("follows from its eigenvalues", () => {
    expect(kind([[-1, 0], [-2, 0]])).toBe("stable node"); // prettier-ignore
    expect(kind([[-1, 3], [-1, -3]])).toBe("stable focus"); // prettier-ignore
    expect(kind([[1, 0], [-2, 0]])).toBe("saddle"); // prettier-ignore
    expect(kind([[1, 0], [2, 0]])).toBe("unstable node"); // prettier-ignore
    expect(kind([[0, 0], [-2, 0]])).toBe("neutral"); // prettier-ignore
    expect(kind([[1e-12, 0], [-2, 0]])).toBe("neutral"); // prettier-ignore
  });

  it("is that of its waves where these decide", () => {
    expect(kind([[-1, 3], [-1, -3]], { turing: true })).toBe("Turing unstable"); // prettier-ignore
    expect(kind([[1, 3], [1, -3]], { hopf: true })).toBe("Hopf unstable"); // prettier-ignore
    expect(kind([[0, 0]], { kRange: [0.1, 1] })).toBe("unstable to waves");
  });

  it("of the Brusselator goes over both thresholds: 8.62 for waves, 1 + A² = 10 for the oscillation", () => {
    const model = models.get("brusselator");
    if (model.kind !== "equations") throw new Error("the Brusselator is its equations");
    const at = (B: number) => classOf(analyseStability(model, { A: 3, B, D_u: 5, D_v: 12 }).fixedPoints[0]!);
    expect([at(8), at(9), at(11)]).toEqual(["stable focus", "Turing unstable", "Hopf unstable"]);
  });
});

it("unstable states come first and keep their place in the report", () => {
  const points = [-1, 1, -2, 2].map((re) => ({ eigenvalues: [{ re, im: 0 }], turing: false, hopf: false, kRange: null }) as unknown as FixedPoint);
  expect(unstableFirst(points).map(({ index }) => index)).toEqual([1, 3, 0, 2]);
});

it("states and eigenvalues read as on paper, conjugates as one", () => {
  expect(stateInWords({ state: { u: 1, v: 0.9 } })).toBe("u = 1, v = 0.9");
  expect(eigenvaluesInWords([{ re: -0.1, im: 0.9949874 }, { re: -0.1, im: -0.9949874 }, { re: -2, im: 0 }])).toEqual(["−0.100 ± 0.995i", "−2.00"]); // prettier-ignore
  expect(eigenvaluesInWords([{ re: 1e-17, im: 2 }, { re: 1e-17, im: -2 }])).toEqual(["0 ± 2.00i"]); // prettier-ignore
});
