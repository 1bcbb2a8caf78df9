import { expect, it } from "vitest";
import { solvers } from "../../src/core/solvers/index";
import { integratorInWords, shortTitle } from "../../src/panels/integrator-words";

const words = (id: string) => integratorInWords(solvers.get(id));

it("counts the evaluations of a step as the methods' papers do", () => {
  expect(words("euler")).toBe("order 1, one evaluation a step");
  expect(words("rk4")).toBe("order 4, 4 evaluations a step");
  expect(words("ssprk3")).toMatch(/^order 3, 3 evaluations/);
  // First same as last: 3 and 6 a step, not 4 and 7.
  expect(words("bogacki-shampine")).toBe("order 3, 3 evaluations a step; chooses its steps by their error");
  expect(words("dormand-prince")).toMatch(/^order 5, 6 evaluations/);
});

it("has a line and a short name for every method", () => {
  for (const solver of solvers) {
    expect(integratorInWords(solver).length).toBeGreaterThan(20);
    expect(shortTitle(solver)).toMatch(/^.{4,45}$/);
  }
});
