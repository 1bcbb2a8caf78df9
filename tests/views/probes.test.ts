import { describe, expect, it } from "vitest";
import type { Picture } from "../../src/views/picture";
import { createProbeRecorder, probeColumns } from "../../src/views/probes";

function run() {
  let picture: Picture | null = null;
  let told: (() => void) | null = null;
  const recorder = createProbeRecorder(
    {
      latest: () => picture,
      subscribe(changed) {
        told = changed;
        return () => (told = null);
      },
    },
    100,
  );
  return {
    recorder,
    show(step: number) {
      picture = { key: `${step}`, nx: 2, ny: 2, values: Float32Array.of(step, 10 + step, 20 + step, 30 + step), step, time: step / 10 };
      told?.();
    },
    listened: () => told !== null,
  };
}

describe("probes", () => {
  it("follow their cells from when they are put, and are a table in the end", () => {
    const { recorder, show, listened } = run();
    const stop = recorder.start();
    recorder.follow([[0, 0]]);
    show(1);
    show(2);
    recorder.follow([
      [0, 0],
      [1, 1],
    ]);
    show(3);
    expect(
      probeColumns(
        recorder,
        [
          [0, 0],
          [1, 1],
        ],
        "v",
      ),
    ).toEqual([
      { name: "step", values: [1, 2, 3] },
      { name: "time", values: [0.1, 0.2, 0.3] },
      { name: "v[0;0]", values: [1, 2, 3] },
      { name: "v[1;1]", values: [null, 32, 33] },
    ]);
    stop();
    expect(listened()).toBe(false);
  });
  it("forget a cell that is let go, and hold NaN where the grid has no such cell", () => {
    const { recorder, show } = run();
    recorder.start();
    recorder.follow([[5, 5]]);
    show(1);
    expect(recorder.of([5, 5])).toEqual([{ step: 1, time: 0.1, value: NaN }]);
    recorder.follow([]);
    expect(recorder.of([5, 5])).toEqual([]);
  });
});
