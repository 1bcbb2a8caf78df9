import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createStore } from "zustand/vanilla";
import { WorkbenchError } from "../../src/core/errors";
import type { WorkbenchState } from "../../src/state/store";
import { createUndoSlice, deedsKept, type Deed } from "../../src/state/undo-slice";
import { fakeWorkbench } from "../support/workbench";

/** The slice alone, on a clock that stands still until it is moved. */
function alone() {
  const clock = { now: 0 };
  const store = createStore<WorkbenchState>()((...a) => ({ ...fakeWorkbench().store.getState(), ...createUndoSlice(() => clock.now)(...a) }));
  return { clock, state: store.getState };
}

/** A counter, and deeds that add to it. */
function counter() {
  const box = { value: 0 };
  const add = (by: number, rest: Partial<Deed> = {}): Deed => {
    const [from, to] = [box.value, (box.value += by)];
    return { title: `add ${by}`, undo: () => void (box.value = from), redo: () => void (box.value = to), ...rest };
  };
  return { box, add };
}

describe("undo and redo", () => {
  it("takes deeds back, newest first, does them again, and names the next of each", async () => {
    const { state } = alone();
    const { box, add } = counter();
    expect(state()).toMatchObject({ undoable: null, redoable: null });
    state().record(add(1));
    state().record(add(10));
    expect(state()).toMatchObject({ undoable: "add 10", redoable: null });
    await state().undo();
    expect(box.value).toBe(1);
    expect(state()).toMatchObject({ undoable: "add 1", redoable: "add 10" });
    await state().redo();
    expect(box.value).toBe(11);
    await Promise.all([state().undo(), state().undo(), state().undo()]);
    expect(box.value).toBe(0);
    expect(state()).toMatchObject({ undoable: null, redoable: "add 1", undoing: false });
  });

  it("a new deed ends what could be done again", async () => {
    const { state } = alone();
    const { box, add } = counter();
    state().record(add(1));
    await state().undo();
    state().record(add(5));
    expect(state().redoable).toBeNull();
    await state().redo();
    expect(box.value).toBe(5);
  });

  it("makes one deed of those with one key that come within a second", async () => {
    const { state, clock } = alone();
    const { box, add } = counter();
    for (const at of [0, 300, 900, 1800, 4000]) {
      clock.now = at;
      state().record(add(1, { merge: "slider" }));
    }
    await state().undo();
    expect(box.value).toBe(4);
    await state().undo();
    expect(box.value).toBe(0);
    await state().redo();
    expect(box.value).toBe(4);
  });

  it("merged deeds that end where they began are none", () => {
    const { state } = alone();
    const { add } = counter();
    state().record(add(1, { merge: "slider", from: "0", to: "1" }));
    state().record(add(1, { merge: "slider", from: "1", to: "2" }));
    state().record(add(-2, { merge: "slider", from: "2", to: "0" }));
    expect(state().undoable).toBeNull();
  });

  it("does not merge across an undo", async () => {
    const { state } = alone();
    const { box, add } = counter();
    state().record(add(1, { merge: "slider" }));
    state().record(add(2));
    await state().undo();
    state().record(add(4, { merge: "slider" }));
    await state().undo();
    expect(box.value).toBe(1);
  });

  it("drops what fails, and says why; the next goes on", async () => {
    const { state } = alone();
    const { box, add } = counter();
    state().record(add(1));
    state().record({ title: "gone", undo: () => Promise.reject(new Error("the run is closed")), redo: () => undefined });
    await state().undo();
    expect(state()).toMatchObject({ undoable: "add 1", redoable: null, undoing: false });
    expect(state().undoProblem?.message).toContain("the run is closed");
    await state().undo();
    expect(box.value).toBe(0);
    expect(state().undoProblem).toBeNull();
  });

  it("keeps what was stopped on its way, to be asked for again", async () => {
    const { state } = alone();
    const { box, add } = counter();
    let stops = true;
    const deed = add(3);
    const undo = () => (stops ? Promise.reject(new WorkbenchError("run/cancelled", [], "stopped on the way")) : deed.undo());
    state().record({ ...deed, undo });
    await state().undo();
    expect(state()).toMatchObject({ undoable: "add 3", redoable: null });
    stops = false;
    await state().undo();
    expect(box.value).toBe(0);
  });

  it(`keeps the newest ${deedsKept}`, async () => {
    const { state } = alone();
    const { box, add } = counter();
    for (let i = 0; i < deedsKept + 20; i++) state().record(add(1));
    for (let i = 0; i < deedsKept + 20; i++) await state().undo();
    expect(box.value).toBe(20);
    expect(state().undoable).toBeNull();
  });

  it("any way there and back again ends at the same state", () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: -9, max: 9 }), { maxLength: 30 }), fc.nat(40), async (steps, back) => {
        const { state } = alone();
        const { box, add } = counter();
        for (const step of steps) state().record(add(step));
        const end = box.value;
        for (let i = 0; i < back; i++) await state().undo();
        expect(box.value).toBe(steps.slice(0, Math.max(0, steps.length - back)).reduce((a, b) => a + b, 0));
        for (let i = 0; i < back; i++) await state().redo();
        expect(box.value).toBe(end);
      }),
      { numRuns: 50 },
    ));
});
