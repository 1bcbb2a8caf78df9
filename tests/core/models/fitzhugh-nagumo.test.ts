import { expect, it } from "vitest";
import { simulate } from "../../../src/core/simulate";
import { plain } from "../../../src/engine/backends/plain/run";

it("FitzHugh–Nagumo's broken pulse winds up into a spiral that lives on, long after a plane pulse would have left", async () => {
  // A plane pulse crosses the 192 cells in about 200 units of time; the spiral's arm keeps coming round.
  const excited: number[] = [];
  await simulate({ version: 1, model: "fitzhugh-nagumo", integrator: { method: "euler", dt: 0.1 }, steps: 5000, record: { every: 500 } }, plain, {
    onFrame: (run) => {
      const u = run.read("u") as Float32Array;
      excited.push(u.reduce((count, value) => count + (value > 1 ? 1 : 0), 0) / u.length);
    },
  });
  expect(Math.min(...excited.slice(-4))).toBeGreaterThan(0.05);
  expect(Math.max(...excited)).toBeLessThan(0.6);
});
