import { expect, it } from "vitest";
import { simulate } from "../../src/core/simulate";
import { hashField } from "../../src/core/spec/hash";
import { plain } from "../../src/engine/backends/plain/run";

it("simulates without threads, screen or clock, and stops when told", async () => {
  const spec = { version: 1, model: "schnakenberg", grid: { shape: [16, 16] }, steps: 30, record: { every: 10 } };
  const steps: number[] = [];
  const whole = await simulate(spec, plain, { onFrame: ({ step }) => void steps.push(step) });
  expect(steps).toEqual([10, 20, 30]);
  expect(whole.time).toBeCloseTo(0.6, 12);
  const halted = await simulate(spec, plain, { shouldStop: () => steps.push(0) > 4 });
  expect(halted.step).toBe(10);
  expect(hashField(whole.fields["u"]!)).toBe(hashField((await simulate(spec, plain)).fields["u"]!));
});
