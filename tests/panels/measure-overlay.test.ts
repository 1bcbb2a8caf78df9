import { describe, expect, it } from "vitest";
import type { Mask } from "../../src/core/define/metric";
import { uniformAt } from "../../src/core/field/philox";
import { countCovers } from "../../src/core/metrics/cover-counts";
import { skeletonGraph, type SkeletonGraphDetail } from "../../src/core/metrics/skeleton-graph";
import { nearestEdge } from "../../src/panels/measure-overlay";
import { coveringBoxes } from "../../src/panels/measure-overlay-boxes";
import { detailOf, metricOf, overlayKinds } from "../../src/panels/measure-overlay-kinds";
import { middlePlane, pictureOfSet, planeOfSet } from "../../src/panels/measure-overlay-picture";
import { skeletonDrawing } from "../../src/panels/measure-overlay-skeleton";
import { metrics } from "../../src/core/metrics/index";
import { usualSetting, type MeasureFacts } from "../../src/state/measure-slice";

const randomSet = (shape: number[], share: number, seed = 1): Mask => ({
  shape,
  cells: Uint8Array.from({ length: shape.reduce((a, b) => a * b) }, (_, i) => (uniformAt(seed, 0, i, 0) < share ? 1 : 0)),
});

describe("the boxes over an image", () => {
  it("of one cell are the set", () => {
    const set = randomSet([7, 9], 0.3);
    const { cover, total } = coveringBoxes(set, 1, 0);
    expect([...cover.occupied]).toEqual([...set.cells]);
    expect(total).toBe(set.cells.reduce((a, b) => a + b, 0));
  });

  it("are counted as by hand", () => {
    const set: Mask = { shape: [3, 5], cells: Uint8Array.from([1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0]) };
    const { cover, total } = coveringBoxes(set, 2, 0);
    expect([cover.rows, cover.columns]).toEqual([2, 3]);
    expect([...cover.occupied]).toEqual([1, 0, 1, 0, 1, 0]);
    expect(total).toBe(3);
  });

  it("lie within what box counting finds over all origins of the grid", () => {
    for (const [shape, edges] of [
      [
        [40, 33],
        [2, 3, 5, 8],
      ],
      [
        [12, 14, 10],
        [2, 3, 4],
      ],
    ] as const) {
      // prettier-ignore
      const set = randomSet([...shape], 0.02);
      const { extremes } = countCovers(set, 8, edges);
      for (const edge of edges) {
        const { total } = coveringBoxes(set, edge, 0);
        const [fewest, most] = extremes.get(edge)!;
        expect(total).toBeGreaterThanOrEqual(fewest);
        expect(total).toBeLessThanOrEqual(most);
      }
    }
  });

  it("of a volume are those that meet the plane", () => {
    const cells = new Uint8Array(4 * 4 * 4);
    cells[0] = 1;
    cells[3 * 16 + 15] = 1;
    const set = { shape: [4, 4, 4], cells };
    expect(coveringBoxes(set, 2, 1)).toMatchObject({ total: 2, here: 1, cover: { occupied: Uint8Array.of(1, 0, 0, 0) } });
    expect(coveringBoxes(set, 2, 3)).toMatchObject({ total: 2, here: 1, cover: { occupied: Uint8Array.of(0, 0, 0, 1) } });
  });

  it("have the edge nearest in ratio", () => {
    expect(nearestEdge([1, 2, 4, 8], Math.sqrt(2 * 8))).toBe(4);
    expect(nearestEdge([3], 100)).toBe(3);
  });
});

describe("the skeleton over an image", () => {
  it("runs through the middles of its nodes", () => {
    const cells = Uint8Array.from({ length: 25 * 25 }, (_, i) => {
      const [y, x] = [Math.floor(i / 25), i % 25];
      return (y === 12 && x > 1 && x < 23) || (x === 12 && y > 1 && y < 23) ? 1 : 0;
    });
    const set = { shape: [25, 25], cells };
    const { lines, nodes } = skeletonDrawing(skeletonGraph.measure(set).detail as SkeletonGraphDetail, set.shape, 0);
    expect(nodes.filter(({ kind }) => kind === "end")).toHaveLength(4);
    expect(nodes.filter(({ kind }) => kind === "crossing")).toEqual([{ x: 12, y: 12, kind: "crossing" }]);
    expect(lines).toHaveLength(4);
    for (const line of lines) for (let k = 0; k < line.length; k += 2) expect(line[k] === 12 || line[k + 1] === 12).toBe(true);
  });

  it("of a volume is broken off where it leaves the plane", () => {
    const detail = {
      nodes: [
        { x: 0, y: 0, z: 0, degree: 1, kind: "end" },
        { x: 2, y: 0, z: 1, degree: 1, kind: "end" },
      ],
      branches: [{ from: 0, to: 1, length: 2, chord: 2, tortuosity: 1, width: 1, path: [0, 1, 9 + 2] }],
    } as unknown as SkeletonGraphDetail;
    const drawing = skeletonDrawing(detail, [2, 3, 3], 0);
    expect(drawing.lines.map((line) => [...line])).toEqual([[0, 0, 0, 0, 1, 0]]);
    expect(drawing.nodes).toEqual([{ x: 0, y: 0, kind: "end" }]);
  });
});

describe("the set over an image", () => {
  const facts = (region: MeasureFacts["setting"]["region"]): Pick<MeasureFacts, "image" | "setting"> => ({
    image: { name: "volume.npy", shape: [4, 3, 3], warnings: [], spacing: null },
    setting: { ...usualSetting, region },
  });

  it("lies where it was measured", () => {
    const region = [[1, 3], [0, 2], [2, 3]] as const; // prettier-ignore
    const set = { mask: { shape: [2, 2, 1], cells: Uint8Array.of(1, 2, 3, 4) }, region };
    const seen = { ...set, threshold: { value: 0, rule: "" }, histogram: null, foreground: 1, notFinite: 0, warnings: [] };
    expect(planeOfSet(seen, [4, 3, 3], 2)).toMatchObject({ x0: 2, y0: 0, nx: 1, ny: 2, start: 2 });
    expect(planeOfSet(seen, [4, 3, 3], 3)).toBeNull();
  });

  it("is shown in the middle plane of what is measured", () => {
    expect(middlePlane(facts(null))).toBe(2);
    expect(middlePlane(facts([[0, 2], [0, 3], [0, 3]]))).toBe(1); // prettier-ignore
  });

  it("is exported with the image, or the image alone before it is measured", () => {
    const shown = { kind: "array", name: "a", shape: [1, 2], values: Float64Array.of(0, 1), nominalRange: null, warnings: [] } as const;
    const state = { image: { name: "a", shape: [1, 2], warnings: [], spacing: null }, setting: usualSetting, result: null, measured: null };
    const picture = pictureOfSet({ ...shown, warnings: [] }, state as unknown as MeasureFacts);
    expect(picture).toMatchObject({ width: 2, height: 1 });
  });
});

describe("what an overlay is drawn from", () => {
  it("is a metric that exists", () => {
    for (const { value } of overlayKinds) {
      const metric = metricOf(value);
      if (metric !== null) expect(metrics.has(metric)).toBe(true);
    }
  });

  it("is told in words until it is there", () => {
    const report = { metric: "m", unit: "1", options: {}, physical: null, noise: [], result: { value: 1, detail: { x: 1 } } };
    const done = { status: "done", report, problem: null } as const;
    expect(detailOf({ entry: done, upToDate: true })).toEqual({ detail: { x: 1 } });
    expect(detailOf({ entry: done, upToDate: false })).toEqual({ words: "Measured in a moment." });
    expect(detailOf({ entry: { ...done, status: "waiting" }, upToDate: true })).toEqual({ words: "Measured in a moment." });
    const none = { ...report, result: { value: null, reason: "the set is empty" } };
    expect(detailOf({ entry: { ...done, report: none }, upToDate: true })).toEqual({ words: "There is none: the set is empty." });
    const problem = { code: "internal", message: "it broke", path: [] } as const;
    expect(detailOf({ entry: { status: "failed", report: null, problem }, upToDate: true })).toEqual({
      words: "It could not be measured: it broke.",
    });
    expect(detailOf({ entry: null, upToDate: true })).toHaveProperty("words");
  });
});
