import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Mask } from "../../../src/core/define/metric";
import { eulerNumber } from "../../../src/core/metrics/euler-number";
import { skeletonise } from "../../../src/core/metrics/skeleton";
import { skeletonGraph, type SkeletonGraphDetail } from "../../../src/core/metrics/skeleton-graph";
import { totalLength, traceSkeleton } from "../../../src/core/metrics/skeleton-tracing";
import { cellSet, drawnSet, planeSets, spaceSets, turned } from "../../support/cell-sets";
import { oracleSets, oracleSkeleton } from "../../support/topology-oracle";

const measure = (mask: Mask, pruneBelow?: number) => {
  const result = skeletonGraph.measure(mask, pruneBelow === undefined ? {} : { pruneBelow });
  if (result.value === null) throw new Error(result.reason);
  return { value: result.value, interval: result.interval!, ...(result.detail as SkeletonGraphDetail) };
};
/** The number of independent closed ways of a graph. */
function cycleRank(nodes: number, branches: readonly { from: number; to: number }[]): number {
  const parents = Array.from({ length: nodes }, (_, k) => k);
  const root = (k: number): number => (parents[k] === k ? k : root(parents[k]!));
  let pieces = nodes;
  for (const { from, to } of branches) {
    if (root(from) === root(to)) continue;
    parents[root(from)] = root(to);
    pieces--;
  }
  return branches.length - nodes + pieces;
}

const degree = Math.PI / 180;
/** Bands of a half width through or, as rays, from a point near the middle, within a disc. */
function bands(angles: readonly number[], halfWidth: number, rays: boolean): Mask {
  return cellSet([161, 161], (column, row) => {
    const [x, y] = [column - 79.6, row - 80.3];
    if (Math.hypot(x, y) > 70) return false;
    return angles.some((angle) => {
      const [c, s] = [Math.cos(angle * degree), Math.sin(angle * degree)];
      return Math.abs(c * y - s * x) <= halfWidth && (!rays || c * x + s * y >= 0);
    });
  });
}
/** The rule must hold at most turns, not at one: the pattern of cells differs with each. */
const turns = [0, 7, 13, 22, 31, 45, 58, 71];
const shareOf = (holds: (turn: number) => boolean): number => turns.filter(holds).length / turns.length;

describe("skeleton-graph", () => {
  it.each(skeletonGraph.knownAnswers!())("is $title", ({ mask, value, tolerance }) =>
    expect(Math.abs(measure(mask).value - value)).toBeLessThanOrEqual(tolerance),
  );

  it("tells ends, branches, lengths, chords and cells of a drawn fork", () => {
    const { nodes, branches, ends, branchings, crossings, components, loops } = measure(
      drawnSet("#.....#", ".#...#.", "..#.#..", "...#...", "...#...", "...#..."),
    );
    expect({ ends, branchings, crossings, components, loops }).toEqual({ ends: 3, branchings: 1, crossings: 0, components: 1, loops: 0 });
    expect(nodes).toContainEqual({ x: 3, y: 3, degree: 3, kind: "branching" });
    expect(branches.map(({ length }) => length).sort()).toEqual([2, expect.closeTo(3 * Math.SQRT2, 9), expect.closeTo(3 * Math.SQRT2, 9)]);
    for (const { length, chord, tortuosity } of branches) {
      expect(chord).toBeCloseTo(length, 9);
      expect(tortuosity).toBeCloseTo(1, 9);
    }
    const down = branches.find(({ length }) => length === 2)!;
    expect([...down.path].sort((a, b) => a - b)).toEqual([24, 31, 38]);
  });

  it("gives a bent line its tortuosity, a quarter circle's π/2 / √2, and its length within its interval", () => {
    const arc = cellSet([120, 120], (x, y) => Math.abs(Math.hypot(x - 10, y - 10) - 90) <= 2 && x >= 10 && y >= 10);
    const { branches, value, interval } = measure(arc);
    expect(branches).toHaveLength(1);
    expect(Math.abs(branches[0]!.tortuosity! / (Math.PI / 2 / Math.SQRT2) - 1)).toBeLessThan(0.01);
    // a skeleton ends about half a width, here two and a half cells, before the band does
    expect(Math.abs(value - (Math.PI / 2) * 90)).toBeLessThan(5);
    expect(interval[0]).toBeLessThan((Math.PI / 2) * 90);
    expect(interval[1]).toBeGreaterThan((Math.PI / 2) * 90 - 5);
    expect(branches[0]!.width).toBeGreaterThan(3);
    expect(branches[0]!.width).toBeLessThan(4.5);
  });

  it("gives a closed curve one node and a branch that returns to it, without tortuosity", () => {
    const { nodes, branches, loops, meanTortuosity } = measure(cellSet([41, 41], (x, y) => Math.abs(Math.hypot(x - 20, y - 20) - 12) <= 2));
    expect(nodes).toEqual([expect.objectContaining({ degree: 2, kind: "loop" })]);
    expect(branches).toEqual([expect.objectContaining({ from: 0, to: 0, chord: 0, tortuosity: null })]);
    expect({ loops, meanTortuosity }).toEqual({ loops: 1, meanTortuosity: null });
  });

  it("finds (m − 1)(n − 1) loops and as many crossings as lines cross in a net whose ends stick out", () => {
    const net = cellSet([100, 130], (x, y) => x > 5 && x < 124 && y > 5 && y < 94 && (Math.abs((x % 20) - 15) <= 1 || Math.abs((y % 20) - 15) <= 1));
    const { loops, crossings, branchings, ends } = measure(net);
    expect({ loops, crossings, branchings, ends }).toEqual({ loops: 15, crossings: 24, branchings: 0, ends: 20 });
  });

  it("finds in space what is in the plane: a tripod and a ring", () => {
    const tripod = cellSet(
      [30, 30, 30],
      (x, y, z) => [x, y, z].filter((c) => Math.abs(c - 5) <= 1).length >= 2 && Math.min(x, y, z) >= 4 && Math.max(x, y, z) < 25,
    );
    const { ends, branchings, nodes, loops } = measure(tripod);
    expect({ ends, branchings, loops }).toEqual({ ends: 3, branchings: 1, loops: 0 });
    expect(nodes.every(({ z }) => z !== undefined)).toBe(true);
    expect(measure(oracleSets.find(({ name }) => name === "ring in space")!.mask())).toMatchObject({ loops: 1, ends: 0 });
  });
});

describe("crossings and branchings", () => {
  const crosses = (angle: number, halfWidth: number) => (turn: number) => {
    const { crossings, branchings } = measure(bands([turn, turn + angle], halfWidth, false));
    return crossings === 1 && branchings === 0;
  };
  it.each([1, 2, 4, 7])("two bands of half width %d that cross at 60° or 90° make one crossing", (halfWidth) => {
    for (const angle of [60, 90]) expect(shareOf(crosses(angle, halfWidth))).toBeGreaterThanOrEqual(0.75);
  });
  it("two bands that cross at 35° still do, at most turns", () => expect(shareOf(crosses(35, 3))).toBeGreaterThan(0.5));

  it.each([1, 2, 4, 7])("arms of half width %d that fork at 120°, join at a right angle or grow out sideways make one branching", (halfWidth) => {
    for (const arms of [
      [0, 120, 240],
      [0, 90, 180],
      [0, 50, 180],
    ]) {
      const forks = (turn: number) => {
        const { crossings, branchings, ends } = measure(
          bands(
            arms.map((angle) => angle + turn),
            halfWidth,
            true,
          ),
        );
        return crossings === 0 && branchings === 1 && ends === 3;
      };
      expect(shareOf(forks)).toBeGreaterThanOrEqual(0.75);
    }
  });

  it("two branches far apart on opposite sides of a band are two branchings", () => {
    const band = cellSet([80, 120], (x, y) => {
      const stem = Math.abs(y - 40) <= 2 && x > 4 && x < 115;
      return stem || (Math.abs(x - 40) <= 2 && y > 5 && y < 40) || (Math.abs(x - 70) <= 2 && y > 40 && y < 75);
    });
    expect(measure(band)).toMatchObject({ crossings: 0, branchings: 2, ends: 4 });
  });
});

describe("spurs", () => {
  const bumpy = (height: number) => cellSet([40, 90], (x, y) => x >= 5 && x < 85 && y >= 15 - (Math.abs(x - 45) <= 1 ? height : 0) && y < 26);
  it("are bumps of one cell; an arm that sticks out further stays", () => {
    expect(measure(bumpy(1))).toMatchObject({ branchings: 0, ends: 2 });
    expect(measure(bumpy(8))).toMatchObject({ branchings: 1, ends: 3 });
    expect(measure(bumpy(8), 12)).toMatchObject({ branchings: 0, ends: 2 });
  });
  it("are kept when asked", () => {
    const rough = cellSet([40, 90], (x, y) => x >= 5 && x < 85 && y >= 15 - ((x * 7) % 11 < 2 ? 3 : 0) && y < 20);
    expect(measure(rough, 0).pruned).toBe(0);
    expect(measure(rough, 0).ends).toBeGreaterThan(measure(rough, 4).ends);
    expect(measure(rough, 4)).toMatchObject({ ends: 2, branchings: 0 });
  });
  it("never shorten a line nor change pieces and loops, whatever the limit", () =>
    fc.assert(
      fc.property(fc.oneof(planeSets, spaceSets), fc.integer({ min: 0, max: 6 }), (mask, pruneBelow) => {
        const result = skeletonGraph.measure(mask, { pruneBelow });
        if (result.value === null) return;
        const { nodes, branches, components, loops } = result.detail as SkeletonGraphDetail;
        const kept = measure(mask, 0);
        expect(result.value).toBeLessThanOrEqual(kept.value + 1e-9);
        expect(components).toBe(nodes.length - branches.length + cycleRank(nodes.length, branches));
        expect(cycleRank(nodes.length, branches)).toBe(cycleRank(kept.nodes.length, kept.branches));
        if (mask.shape.length === 2) expect(cycleRank(nodes.length, branches)).toBe(loops);
        const met = nodes.map(() => 0);
        for (const { from, to } of branches) for (const node of [from, to]) met[node]!++;
        expect(met).toEqual(nodes.map((node) => node.degree));
      }),
      { numRuns: 300 },
    ));
});

describe("tracing", () => {
  it("gives a graph with as many loops as the set, every cell in a node or on a branch, no branch shorter than its chord", () =>
    fc.assert(
      fc.property(planeSets, (mask) => {
        const skeleton = skeletonise(mask);
        const { nodes, branches } = traceSkeleton(skeleton);
        const { components, loops } = eulerNumber.measure(skeleton).detail!;
        expect(cycleRank(nodes.length, branches)).toBe(loops);
        expect(nodes.length - branches.length).toBe(components! - loops!);
        const covered = new Set([...nodes.flatMap(({ cells }) => cells), ...branches.flatMap(({ path }) => path)]);
        expect(covered.size).toBe(skeleton.cells.reduce((sum, cell) => sum + cell, 0));
        for (const { length, chord } of measureAll(mask)) expect(length).toBeGreaterThanOrEqual(chord - 1e-9);
      }),
      { numRuns: 300 },
    ));
  const measureAll = (mask: Mask) => (skeletonGraph.measure(mask).detail?.branches ?? []) as SkeletonGraphDetail["branches"];

  // on scattered cells skan's clusters of junctions are others, and with them its ends
  it.each(oracleSets.filter(({ facts }) => facts.skeleton !== undefined))(
    "finds skan's ends and length on scikit-image's skeleton: $name",
    ({ facts }) => {
      const traced = traceSkeleton(oracleSkeleton(facts));
      expect(traced.nodes.filter((node) => node.degree === 1)).toHaveLength(facts.skeleton!.ends);
      expect(totalLength(traced)).toBeCloseTo(facts.skeleton!.length, 6);
    },
  );

  it("is turned with the set", () =>
    fc.assert(
      fc.property(planeSets, (mask) => {
        const skeleton = skeletonise(mask);
        const [a, b] = [traceSkeleton(skeleton), traceSkeleton(turned(skeleton))];
        expect(b.nodes.filter(({ degree }) => degree === 1)).toHaveLength(a.nodes.filter(({ degree }) => degree === 1).length);
      }),
    ));

  it("warns of cavities, around which a skeleton is no curve", () => {
    const shell = cellSet([13, 13, 13], (x, y, z) => Math.abs(Math.hypot(x - 6, y - 6, z - 6) - 4) <= 1);
    expect(skeletonGraph.measure(shell)).toMatchObject({ warnings: [expect.stringContaining("1 enclosed cavit") as string] });
    expect(skeletonGraph.measure(drawnSet("###", "#.#", "###"))).not.toHaveProperty("warnings");
  });
  it("is undefined for an empty set and for one that fills its frame", () => {
    expect(skeletonGraph.measure(drawnSet("...", "..."))).toEqual({ value: null, reason: "the set is empty" });
    expect(skeletonGraph.measure(drawnSet("##", "##"))).toEqual({ value: null, reason: expect.stringContaining("fills the frame") as string });
  });
  it("has a single cell as an isolated node of length 0", () =>
    expect(measure(drawnSet("...", ".#.", "..."))).toMatchObject({ value: 0, nodes: [{ x: 1, y: 1, degree: 0, kind: "isolated" }], branches: [] }));
});
