import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readClamp } from "../../src/core/membrane/simulation-document";
import { stretchesOf } from "../../src/core/membrane/protocol";
import {
  commandAt,
  flatCommand,
  stretched,
  withoutPoint,
  withPoint,
  withPointBeside,
  withStroke,
  type CommandPoint,
} from "../../src/state/membrane-command";

const sheet = { duration: 100, low: -20, high: 40 };
const flat = flatCommand(0, 100);
const rises = (points: readonly CommandPoint[]) => points.every(([t], i) => i === 0 || t > points[i - 1]![0]);

describe("a command drawn by hand", () => {
  it("takes the place of what was there, between jumps", () => {
    const drawn = withStroke(flat, [[20, 10], [40, 10]], sheet); // prettier-ignore
    expect(drawn).toEqual([[0, 0], [19.9, 0], [20, 10], [40, 10], [40.1, 0], [100, 0]]); // prettier-ignore
  });
  it("is the same drawn from the right to the left", () =>
    expect(withStroke(flat, [[40, 10], [30, 20], [20, 10]], sheet)).toEqual(withStroke(flat, [[20, 10], [30, 20], [40, 10]], sheet))); // prettier-ignore
  it("is straightened: a line of many samples is its ends, a corner stays", () => {
    const line = Array.from({ length: 81 }, (_, i): CommandPoint => [10 + i, i <= 40 ? i / 2 : 40 - i / 2]);
    expect(withStroke(flat, line, sheet).filter(([t]) => t >= 10 && t <= 90)).toEqual([[10, 0], [50, 20], [90, 0]]); // prettier-ignore
  });
  it("reaches the ends where the hand reached over them", () => {
    const drawn = withStroke(flat, [[-5, 3], [50, 8], [120, 3]], sheet); // prettier-ignore
    expect([drawn[0], drawn.at(-1)]).toEqual([[0, 3], [100, 3]]); // prettier-ignore
  });
  it("holds a moved point between its neighbours, the ends at their times", () => {
    const three: CommandPoint[] = [[0, 0], [50, 5], [100, 0]]; // prettier-ignore
    expect(withPoint(three, 1, [170, 6], sheet)[1]).toEqual([99.9, 6]);
    expect(withPoint(three, 0, [30, -7], sheet)[0]).toEqual([0, -7]);
    expect(withoutPoint(three, 0)).toBe(three);
    expect(withoutPoint(three, 1)).toEqual(flat);
    expect(withPointBeside(three, 2)).toEqual({ points: [[0, 0], [50, 5], [75, 2.5], [100, 0]], index: 2 }); // prettier-ignore
  });
  it("is stretched with the run", () => expect(stretched([[0, 1], [25, 2], [100, 3]], 200)).toEqual([[0, 1], [50, 2], [200, 3]])); // prettier-ignore

  it("is a protocol of rising times over the whole run, whatever the hand does", () => {
    const point = fc.tuple(fc.double({ min: -30, max: 130, noNaN: true }), fc.double({ min: -100, max: 100, noNaN: true }));
    fc.assert(
      fc.property(fc.array(fc.array(point, { minLength: 1, maxLength: 30 }), { minLength: 1, maxLength: 6 }), (strokes) => {
        let points: readonly CommandPoint[] = flat;
        for (const stroke of strokes) points = withStroke(points, stroke, sheet);
        expect([points[0]![0], points.at(-1)![0], rises(points)]).toEqual([0, 100, true]);
        const clamp = readClamp({ kind: "current", times: points.map(([t]) => t), values: points.map(([, v]) => v) }, ["clamp"]);
        const stretches = stretchesOf(clamp, 100);
        expect(stretches.length).toBe(points.length - 1);
        for (const { from, value } of stretches) expect(value).toBeCloseTo(commandAt(points, from), 9);
      }),
      { numRuns: 60 },
    );
  });
});
