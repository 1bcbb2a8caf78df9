import { afterEach, describe, expect, it } from "vitest";
import type { Mark } from "../../src/core/spec/mark";
import { createEngineHost } from "../../src/engine/host";
import { amplitudeAtHand, paintedField, usualRange, valueAtHand, valueAtRest } from "../../src/state/brush-values";
import { fakeWorkbench } from "../support/workbench";

const cells = 24;
let close: () => Promise<void> = () => Promise.resolve();
afterEach(() => close());

/** A workbench whose engine computes, on a small field, some steps on. */
async function opened(steps = 7) {
  const engine = createEngineHost();
  const workbench = fakeWorkbench({ engine });
  const state = workbench.store.getState;
  await state().open(
    { version: 1, model: "gray-scott", seed: 5, grid: { shape: [cells, cells] }, parameters: { F: 0.037, k: 0.06 } },
    { run: false },
  );
  for (let i = 0; i < steps; i++) await state().stepOnce();
  state().setField("v");
  close = () => engine.close(state().run.id!);
  const values = async (field = "v") => [...(await engine.frame(state().run.id!)).fields[field]!];
  return { ...workbench, state, values };
}

const dab = (x: number, y: number, value = 0.9): Mark => ({ kind: "stroke", points: [[x, y]], radius: 3, softness: 0, value, blend: "set" });
const at = (x: number, y: number) => y * cells + x;

describe("painting into a run", () => {
  it("changes the painted field where it is painted, and nowhere else", async () => {
    const { state, values } = await opened();
    const [v, u] = [await values(), await values("u")];
    await state().paintMark(dab(4.5, 4.5), { title: "Brush stroke" });
    const after = await values();
    expect(after[at(4, 4)]).toBeCloseTo(0.9, 6);
    expect(after[at(14, 14)]).toBe(v[at(14, 14)]);
    expect(await values("u")).toEqual(u);
    expect(state()).toMatchObject({ undoable: "Brush stroke", paintProblem: null });
  });

  it("is undone to the bit, alone among marks of one step, and done again to the bit", async () => {
    const { state, values } = await opened();
    const clean = await values();
    await state().paintMark(dab(4, 4), { title: "first" });
    const one = await values();
    await state().paintMark(dab(12, 12), { title: "second" });
    const both = await values();
    await state().undo();
    expect(await values()).toEqual(one);
    await state().undo();
    expect(await values()).toEqual(clean);
    expect(state().run.step).toBe(7);
    expect(state().spec?.interventions ?? []).toEqual([]);
    await state().redo();
    await state().redo();
    expect(await values()).toEqual(both);
    await state().undo();
    expect(await values()).toEqual(one);
  });

  it("after steps that followed it, undo goes back to just before it", async () => {
    const { state, values } = await opened();
    const clean = await values();
    await state().paintMark(dab(4, 4), { title: "Brush stroke" });
    for (let i = 0; i < 5; i++) await state().stepOnce();
    expect(state().run.step).toBe(12);
    await state().undo();
    expect(state().run.step).toBe(7);
    expect(await values()).toEqual(clean);
  });

  it("at the start, undo gives the start as it was", async () => {
    const { state, values } = await opened(0);
    const clean = await values();
    await state().paintMark(dab(4, 4), { title: "first" });
    const one = await values();
    await state().paintMark(dab(12, 12), { title: "second" });
    await state().undo();
    expect(await values()).toEqual(one);
    await state().undo();
    expect(await values()).toEqual(clean);
    expect(state().run.step).toBe(0);
  });

  it("in the past drops what came after; undo brings that back, too", async () => {
    const { state, values } = await opened();
    await state().paintMark(dab(4, 4), { title: "first" });
    for (let i = 0; i < 5; i++) await state().stepOnce();
    const later = await values();
    await state().goToStep(3);
    await state().paintMark(dab(12, 12), { title: "second" });
    expect(state().spec?.interventions).toHaveLength(1);
    await state().undo();
    expect(state().run.step).toBe(3);
    while (state().run.step < 12) await state().stepOnce();
    expect(await values()).toEqual(later);
  });

  it("going back in time moves parameters, and is no deed", async () => {
    const { state } = await opened();
    await state().setParameter("F", 0.05);
    await state().stepOnce();
    await state().goToStep(2);
    expect(state().spec?.parameters["F"]).toBe(0.037);
    expect(state().undoable).toBe("Feed rate");
    await state().undo();
    expect(state().undoable).toBeNull();
  });

  it("a reset that drops what was painted can be undone: the run begins again, and is painted when it comes there", async () => {
    const { state, values } = await opened();
    await state().paintMark(dab(4, 4), { title: "Brush stroke" });
    await state().stepOnce();
    const painted = await values();
    await state().resetRun();
    expect(state()).toMatchObject({ undoable: "Reset", run: { step: 0 } });
    await state().undo();
    while (state().run.step < 8) await state().stepOnce();
    expect(await values()).toEqual(painted);
    await state().undo();
    expect(state().spec?.interventions ?? []).toEqual([]);
  });

  it("pieces of one stroke are one deed, at whatever steps they fell", async () => {
    const { state, values } = await opened();
    const clean = await values();
    for (const x of [4, 8, 12]) {
      await state().paintMark(dab(x, 4), { title: "Brush stroke", stroke: "1" });
      await state().stepOnce();
    }
    await state().undo();
    expect(await values()).toEqual(clean);
    expect(state().undoable).toBeNull();
    await state().redo();
    const again = await values();
    for (const x of [4, 8, 12]) expect(again[at(x, 4)]).toBeCloseTo(0.9, 6);
  });

  it("goes on when it was going", async () => {
    const { state, values } = await opened();
    void state().play();
    await state().paintMark(dab(4, 4), { title: "Brush stroke" });
    const { step } = state().spec!.interventions![0]!;
    expect(state().run.status).toBe("running");
    await state().undo();
    expect(state().run.status).toBe("running");
    expect(state().spec?.interventions ?? []).toEqual([]);
    await state().pause();
    expect(step).toBeGreaterThanOrEqual(7);
    expect((await values()).every(Number.isFinite)).toBe(true);
  });

  it("with a parameter moved after it, undo takes both back, one by one", async () => {
    const { state, values } = await opened();
    const clean = await values();
    await state().paintMark(dab(4, 4), { title: "Brush stroke" });
    await state().stepOnce();
    await state().setParameter("F", 0.05);
    expect(state().undoable).toBe("Feed rate");
    await state().undo();
    expect(state().undoable).toBe("Brush stroke");
    await state().undo();
    expect(await values()).toEqual(clean);
  });

  it("says in words what it cannot paint", async () => {
    const { state } = await opened();
    await state().paintMark({ ...dab(4, 4), plane: 3 } as Mark, { title: "Brush stroke" });
    expect(state().paintProblem?.message).toContain("plane");
    expect(state().undoable).toBeNull();
  });
});

describe("painting the domain", () => {
  it("opens the run with the cells cut away, and undo brings them back", async () => {
    const { state } = await opened();
    state().setBrush({ tool: "brush", onto: "mask" });
    await state().paintMark(dab(4, 4, valueAtHand(state())), { title: "Brush stroke" });
    expect(state().spec?.grid.mask).toEqual({ painted: [dab(4, 4, -1)] });
    expect(state().undoable).toBe("Mask");
    await state().undo();
    expect(state().spec?.grid.mask).toBeUndefined();
  });

  it("paints on what a formula has left: both hold", async () => {
    const { state } = await opened();
    await state().changeSpec(({ grid }) => ({ grid: { ...grid, mask: "x - 3" } }));
    state().setBrush({ tool: "brush", onto: "mask" });
    await state().paintMark(dab(12, 12, -1), { title: "Brush stroke" });
    const { mask } = state().spec!.grid;
    expect(mask).toMatchObject({ painted: [{ kind: "stamp", size: [cells, cells], value: -1 }, { kind: "stroke" }] });
    await state().clearMask();
    expect(state().spec?.grid.mask).toBeUndefined();
  });

  it("refuses to leave nothing", async () => {
    const { state } = await opened();
    state().setBrush({ tool: "brush", onto: "mask" });
    await state().paintMark({ kind: "fill", value: -1 }, { title: "Filling" });
    expect(state().paintProblem?.message).toContain("no cell inside");
    expect(state().spec?.grid.mask).toBeUndefined();
  });
});

describe("what is at hand", () => {
  it("is the end of the range that is farther from rest, until another value is chosen for this field of this model", async () => {
    const { state } = await opened();
    expect([paintedField(state()), valueAtHand(state()), valueAtRest(state())]).toEqual(["v", 1, 0]);
    state().setBrush({ field: "u" });
    expect([paintedField(state()), valueAtHand(state()), valueAtRest(state())]).toEqual(["u", 0, 1]);
    state().setBrush({ values: { "gray-scott u": 0.3 } });
    expect(valueAtHand(state())).toBe(0.3);
    expect(amplitudeAtHand(state())).toBe(0.1);
    state().setBrush({ onto: "mask", inside: true });
    expect(valueAtHand(state())).toBe(1);
  });

  it("a field of another model is left for the one that is shown", async () => {
    const { state } = await opened();
    state().setBrush({ field: "no such field" });
    expect(paintedField(state())).toBe("v");
  });

  it("of a model of one's own is read once, not at every look", async () => {
    const { state } = await opened();
    await state().open({ version: 1, model: "custom", species: { a: { range: [2, 5] } }, equations: { a: "laplacian(a)" }, grid: { shape: [8, 8] } });
    await state().standStill();
    expect(paintedField(state())).toBe("a");
    expect(usualRange(state())).toEqual([2, 5]);
    // A selector that gave another array each time would draw its component for ever.
    expect(usualRange(state())).toBe(usualRange(state()));
  });

  it("is for the view that is pointed at, until another field is shown or views are arranged", async () => {
    const { state } = await opened();
    state().setBrush({ over: "u" });
    expect(paintedField(state())).toBe("u");
    state().setBrush({ field: "v" });
    expect(paintedField(state())).toBe("v");
    state().setBrush({ field: null });
    state().addView({ kind: "heat-map", second: null });
    expect(paintedField(state())).toBe("v");
    state().setBrush({ over: "v" });
    state().setField("u");
    expect(paintedField(state())).toBe("u");
  });

  it("taking up a tool of the views lays the brush down, and the other way round", async () => {
    const { state } = await opened();
    state().setBrush({ tool: "brush" });
    state().setViewTool("line");
    expect(state().brush.tool).toBe("pan");
    state().setBrush({ tool: "erase" });
    expect(state().viewTool).toBe("read");
  });
});
