import { describe, expect, it, vi } from "vitest";
import { createFrames } from "../../src/engine/frames";
import type { FieldFrame } from "../../src/engine/protocol";

const frame = (run: string, step: number): FieldFrame => ({
  backend: "plain",
  run,
  step,
  time: step,
  shape: [1, 1],
  fields: {},
  counters: {},
  cellUpdatesPerSecond: 0,
  paused: false,
});

describe("frames", () => {
  it("keep the newest of each run", () => {
    const frames = createFrames();
    frames.publish(frame("a", 1));
    frames.publish(frame("b", 5));
    frames.publish(frame("a", 2));
    expect(frames.latest("a")?.step).toBe(2);
    expect(frames.latest("b")?.step).toBe(5);
    expect(frames.latest()?.run).toBe("a");
  });

  it("tell listeners until they end it", () => {
    const frames = createFrames();
    const listener = vi.fn();
    const end = frames.subscribe(listener);
    frames.publish(frame("a", 1));
    end();
    frames.publish(frame("a", 2));
    expect(listener).toHaveBeenCalledTimes(1);
  });

  it("let go of a closed run, but keep the picture until another replaces it", () => {
    const frames = createFrames();
    frames.publish(frame("a", 1));
    frames.forget("a");
    expect(frames.latest("a")).toBeNull();
    expect(frames.latest()?.step).toBe(1);
  });
});
