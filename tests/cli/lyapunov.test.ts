import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

const terminal = fakeTerminal();
const decay = {
  version: 1,
  model: "custom",
  species: { u: {} },
  equations: { u: "-0.5*u" },
  params: {},
  grid: { shape: [4, 4] },
  integrator: { method: "rk4", dt: 0.1 },
  initial: { kind: "expression", u: "1 + 0.1*x" },
};
terminal.file("decay.json", decay);

describe("mfn lyapunov", () => {
  it("measures the rate of a decay, and says how", async () => {
    const { code, json } = await terminal.mfn("lyapunov", "decay.json", "--steps", "400", "--json");
    expect(code).toBe(0);
    expect(json()).toMatchObject({ method: "rk4", dt: 0.1, spec: { model: "custom" }, specHash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    const { exponent, interval, running } = json<{ exponent: number; interval: [number, number]; running: { t: number[]; value: number[] } }>();
    expect(exponent).toBeCloseTo(-0.5, 5);
    expect(interval[0]).toBeLessThanOrEqual(exponent);
    expect(running.t).toHaveLength(running.value.length);
  });

  it.each([
    [["--steps", "0"], /--steps expects a whole number from 1/],
    [["--perturbation", "7"], /perturbation.*between 1e-12 and 0\.01/],
  ])("refuses %j with exit 2", async (more, message) => {
    const { code, err } = await terminal.mfn("lyapunov", "decay.json", ...more);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});
