import { describe, expect, it } from "vitest";
import { createPacer, watchableSteps } from "../../src/state/pace";

/**
 * The steps of a frame, once they have settled, and the frames shown a second: on a machine that takes `perStep` ms for a
 * step, with a display that is ready every `interval` ms, where the next frame is computed while one waits for the display.
 */
function watched(perStep: number, interval: number, { most = Infinity, from = 4, hiccup = 0 } = {}) {
  const pacer = createPacer();
  let steps = from;
  let now = 0;
  let computed = steps * perStep;
  const frames: number[] = [];
  for (let i = 0; i < 300; i++) {
    now = Math.max(now, computed);
    steps = pacer.next(steps, steps, steps * perStep, most);
    computed = now + steps * perStep;
    const ready = (Math.floor(now / interval) + 1) * interval + (i === 100 ? hiccup : 0);
    pacer.shown(ready - now);
    now = ready;
    frames.push(now);
  }
  return { steps, rate: 1000 / ((frames.at(-1)! - frames.at(-101)!) / 100), busy: (steps * perStep) / ((frames.at(-1)! - frames.at(-101)!) / 100) };
}

describe("the steps of a frame", () => {
  it.each([
    [0.05, 1000 / 60],
    [0.05, 1000 / 144],
    [0.5, 1000 / 60],
    [0.1, 40],
  ])("at %d ms a step and %d ms a frame keep the machine busy and the display at its rate", (perStep, interval) => {
    const { rate, busy } = watched(perStep, interval);
    expect(rate).toBeGreaterThan(0.97 * (1000 / interval));
    expect(busy).toBeGreaterThan(0.88);
  });

  it("find back to the display's rate from too many, and after the page was held up", () => {
    for (const setting of [{ from: 2000 }, { hiccup: 400 }]) expect(watched(0.05, 1000 / 60, setting).rate).toBeGreaterThan(58);
  });

  it("are one on a machine too slow for more, and never so many that a pattern cannot be watched", () => {
    expect(watched(500, 16).steps).toBe(1);
    expect(watched(0, 16, { most: 32 }).steps).toBe(32);
  });

  it("leave a display that hardly draws four frames a second", () => {
    expect(watched(5, 10_000).steps).toBeLessThanOrEqual(50);
  });

  it("stay when a frame was cut off before its first step", () => {
    expect(createPacer().next(16, 0, 5, 32)).toBe(16);
  });

  it("that can be watched grow with the grid, so that a front crosses it in the same time", () => {
    expect(watchableSteps([128, 128])).toBe(32);
    expect(watchableSteps([64, 512])).toBe(128);
    expect(watchableSteps([16, 16, 16])).toBe(32);
  });
});
