import { describe, expect, it } from "vitest";
import type { Mark } from "../../src/core/spec/mark";
import { fieldToolFor } from "../../src/panels/paint-hand";
import type { Brush } from "../../src/state/brush";
import type { FieldToolEvent } from "../../src/views/field-tool";
import { fakeWorkbench } from "../support/workbench";

/** A tool in the hand over a run that stands still, and the marks that it leaves. */
async function holding(brush: Partial<Brush>, shape: number[] = [32, 32]) {
  const { store } = fakeWorkbench();
  const dimensions = shape.length === 3 ? { boundary: "periodic" as const } : {};
  await store.getState().open({ version: 1, model: "gray-scott", grid: { shape: shape as [number, number] }, ...dimensions }, { run: false });
  const marks: Mark[] = [];
  store.setState({ field: "v", paintMark: (mark) => Promise.resolve(void marks.push(mark)) });
  store.getState().setBrush(brush);
  const tool = fieldToolFor(store, { newSeed: () => 77 });
  const point = (phase: FieldToolEvent["phase"], x: number, y: number, shiftKey = false) =>
    tool.onPointer({ phase, at: [x, y], pointerType: "mouse", pressure: 0.5, shiftKey, altKey: false });
  const settled = () => new Promise((resolve) => setTimeout(resolve));
  return { store, marks, tool, point, settled };
}

describe("a tool in the hand", () => {
  it("the brush leaves one stroke along its way, with what is set for it", async () => {
    const { marks, point, settled } = await holding({ tool: "brush", radius: 2, softness: 0.5, blend: "add", values: { "gray-scott v": 0.4 } });
    point("hover", 1, 1);
    point("down", 4, 4);
    point("move", 8, 4);
    point("move", 8, 9);
    point("up", 8, 9);
    await settled();
    expect(marks).toEqual([
      {
        kind: "stroke",
        points: [
          [4, 4],
          [8, 4],
          [8, 9],
        ],
        radius: 2,
        softness: 0.5,
        value: 0.4,
        blend: "add",
      },
    ]);
  });

  it("the eraser sets the value at rest, whatever the brush adds", async () => {
    const { marks, point, settled } = await holding({ tool: "erase", field: "u", blend: "add" });
    point("down", 4, 4);
    point("up", 4, 4);
    await settled();
    expect(marks).toMatchObject([{ kind: "stroke", points: [[4, 4]], value: 1, blend: "set" }]);
  });

  it("a line is drawn from where it began; with Shift, in one of eight directions", async () => {
    const { marks, point } = await holding({ tool: "line" });
    point("down", 2, 2);
    point("move", 9, 3);
    point("up", 12, 3);
    point("down", 2, 2);
    point("up", 12, 3, true);
    expect(marks.map((mark) => mark.kind === "stroke" && mark.points)).toEqual([
      [
        [2, 2],
        [12, 3],
      ],
      [
        [2, 2],
        [2 + Math.hypot(10, 1), 2],
      ],
    ]);
  });

  it("by keys, a line is drawn from one Enter to the next", async () => {
    const { store, marks, tool } = await holding({ tool: "line" });
    const enter = (x: number, y: number) =>
      (["down", "up"] as const).forEach((phase) =>
        tool.onPointer({ phase, at: [x, y], pointerType: "keyboard", pressure: 0.5, shiftKey: false, altKey: false }),
      );
    enter(2.5, 2.5);
    expect(marks).toEqual([]);
    expect(store.getState().deedNews).toContain("Enter");
    enter(20.5, 8.5);
    expect(marks).toMatchObject([
      {
        points: [
          [2.5, 2.5],
          [20.5, 8.5],
        ],
      },
    ]);
  });

  it("noise falls within the brush, with a seed of its own", async () => {
    const { marks, point } = await holding({ tool: "noise", radius: 5, amplitudes: { "gray-scott v": 0.02 } });
    point("down", 10, 11);
    point("up", 10, 11);
    expect(marks).toEqual([{ kind: "noise", amplitude: 0.02, seed: 77, circle: { at: [10, 11], radius: 5 } }]);
  });

  it("what a second finger breaks off leaves nothing", async () => {
    const { marks, point, settled } = await holding({ tool: "brush" });
    point("down", 4, 4);
    point("move", 9, 9);
    point("cancel", 9, 9);
    await settled();
    expect(marks).toEqual([]);
  });

  it("the domain is painted with hard edges: 1 inside, −1 outside", async () => {
    const { marks, point, settled } = await holding({ tool: "brush", onto: "mask", softness: 1, blend: "add" });
    point("down", 4, 4);
    point("up", 4, 4);
    await settled();
    expect(marks).toMatchObject([{ softness: 0, value: -1, blend: "set" }]);
  });

  it("in three dimensions the mark lies in the shown plane, or in all", async () => {
    const { store, marks, point, settled } = await holding({ tool: "brush" }, [8, 16, 16]);
    // The fake engine's frames have two dimensions.
    store.getState().setSlice(3);
    point("down", 4, 4);
    point("up", 4, 4);
    await settled();
    store.getState().setBrush({ allPlanes: true });
    point("down", 4, 4);
    point("up", 4, 4);
    await settled();
    expect(marks[0]).toMatchObject({ plane: 3 });
    expect(marks[1]).not.toHaveProperty("plane");
  });
});
