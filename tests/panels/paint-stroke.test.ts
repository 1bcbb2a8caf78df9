import { describe, expect, it } from "vitest";
import { beginStroke, type Spot } from "../../src/panels/paint-stroke";

/** A stroke on a clock that is moved by hand, and what it has painted. */
function drawn({ live = true, slow = false } = {}) {
  const clock = { now: 0 };
  const painted: (readonly Spot[])[] = [];
  let answer: () => void = () => undefined;
  const stroke = beginStroke([1, 1], {
    spacing: 1,
    live: () => live,
    now: () => clock.now,
    paint: (spots) => {
      painted.push(spots);
      return slow ? new Promise((resolve) => (answer = resolve)) : Promise.resolve();
    },
  });
  return { clock, painted, stroke, answer: () => answer() };
}

describe("a stroke", () => {
  it("that only touches is a dab", async () => {
    const { painted, stroke } = drawn();
    await stroke.end();
    expect(painted).toEqual([[[1, 1]]]);
  });

  it("over a run that stands still is painted as one when the hand is lifted", async () => {
    const { clock, painted, stroke } = drawn({ live: false });
    for (clock.now = 0; clock.now < 1000; clock.now += 100) stroke.lead([clock.now / 10, 1]);
    expect(painted).toEqual([]);
    expect(stroke.trail()).toHaveLength(11);
    await stroke.end();
    expect(painted).toHaveLength(1);
    expect(stroke.trail()).toEqual([]);
  });

  it("over a running one is painted in pieces, each from where the last one ended", async () => {
    const { clock, painted, stroke } = drawn();
    for (const [at, x] of [
      [50, 3],
      [160, 5],
      [200, 7],
      [320, 9],
    ] as const) {
      clock.now = at;
      stroke.lead([x, 1]);
      await Promise.resolve();
      await Promise.resolve();
    }
    stroke.lead([11, 1]);
    await stroke.end();
    expect(painted).toEqual([
      [
        [1, 1],
        [3, 1],
        [5, 1],
      ],
      [
        [5, 1],
        [7, 1],
        [9, 1],
      ],
      [
        [9, 1],
        [11, 1],
      ],
    ]);
  });

  it("waits for a slow engine: what is drawn meanwhile goes into the next piece", async () => {
    const { clock, painted, stroke, answer } = drawn({ slow: true });
    for (const at of [200, 400, 600, 800]) {
      clock.now = at;
      stroke.lead([at / 10, 1]);
    }
    expect(painted).toHaveLength(1);
    expect(stroke.trail()).toHaveLength(5);
    const ended = stroke.end();
    answer();
    await Promise.resolve()
      .then(() => Promise.resolve())
      .then(() => Promise.resolve());
    await new Promise((resolve) => setTimeout(resolve));
    answer();
    await ended;
    expect(painted).toHaveLength(2);
    expect(painted[1]).toEqual([
      [20, 1],
      [40, 1],
      [60, 1],
      [80, 1],
    ]);
  });

  it("leaves out spots that would not be seen, and writes the others to a hundredth of a cell", async () => {
    const { painted, stroke } = drawn({ live: false });
    stroke.lead([1.4, 1]);
    stroke.lead([1.9, 1]);
    stroke.lead([2.123456, 1.5]);
    await stroke.end();
    expect(painted).toEqual([
      [
        [1, 1],
        [2.12, 1.5],
      ],
    ]);
  });

  it("that is dropped paints nothing more", async () => {
    const { painted, stroke } = drawn();
    stroke.drop();
    await stroke.end();
    expect(painted).toEqual([]);
  });
});
