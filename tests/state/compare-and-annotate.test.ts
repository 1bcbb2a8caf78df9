import { describe, expect, it } from "vitest";
import { detectors } from "../../src/core/detectors/index";
import type { DetectRequest } from "../../src/engine/protocol";
import { readAnnotations } from "../../src/state/annotate-slice";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const values = Array.from({ length: 120 }, (_, i) => (i < 60 ? 0 : 5) + Math.sin(i * 12.9898));

/** @param works detectors that truly run; the others find nothing. */
function room(works: readonly string[] = detectors.ids) {
  const { store } = fakeWorkbench({
    startSeriesAnalyst: () =>
      Object.assign(fakeEngine(), {
        detect: async ({ method, channels, options }: DetectRequest) =>
          detectors.get(works.includes(method) ? method : "zero").detect(channels, works.includes(method) ? options : {}),
        dispose: () => undefined,
      }),
  });
  const show = (next: readonly number[]) => store.setState(({ regimes }) => ({ regimes: { ...regimes, values: next } }));
  show(values);
  return { state: store.getState, show };
}

describe("detectors compared", () => {
  it("runs every one with its defaults, the baseline among them, and keeps what each found", async () => {
    const { state } = room();
    await state().compareDetectors();
    expect(state().comparison.map(({ method }) => method)).toEqual(detectors.ids);
    expect(state().comparing).toBe(false);
    const of = (id: string) => state().comparison.find(({ method }) => method === id)!;
    expect(of("zero")).toMatchObject({ status: "done", changePoints: [] });
    expect(of("pelt")).toMatchObject({ status: "done", changePoints: [60] });
  });

  it("says why one refuses the series, and goes on", async () => {
    const { state, show } = room(["e-divisive"]);
    show(Array.from({ length: 2500 }, (_, i) => (i < 1200 ? 0 : 5) + Math.sin(i * 12.9898)));
    await state().compareDetectors();
    expect(state().comparison.find(({ method }) => method === "e-divisive")).toMatchObject({
      status: "refused",
      reason: expect.stringMatching(/up to 2000/) as string,
    });
    expect(state().comparison.at(-1)).toMatchObject({ method: "zero", status: "done" });
  });

  it("forgets what belongs to the series before, and ends when told", async () => {
    const { state, show } = room();
    const going = state().compareDetectors();
    state().stopComparison();
    await going;
    expect(state()).toMatchObject({ comparing: false, comparison: [] });
    await state().compareDetectors();
    show([1, 2, 3]);
    expect(state().comparison).toEqual([]);
  });
});

describe("marks", () => {
  it("are set and taken away, each person's own, and go with the series", () => {
    const { state, show } = room();
    state().toggleMark(60);
    state().setAnnotator("anna");
    for (const index of [70, 20, 70, 0, 500]) state().toggleMark(index);
    expect(state().annotations).toEqual({ me: [60], anna: [20] });
    show([1, 2, 3]);
    expect(state().annotations).toEqual({});
  });

  it("come from a list, from one list a person, and from the benchmark's own form", () => {
    expect(readAnnotations("a.json", "[9, 3, 3]", 20)).toEqual({ imported: [3, 9] });
    expect(readAnnotations("a.json", '{"6": [3], "7": []}', 20)).toEqual({ "6": [3], "7": [] });
    expect(readAnnotations("a.json", '{"annotations": {"6": [3]}}', 20)).toEqual({ "6": [3] });
  });

  it.each([
    ["no JSON", "no JSON", /no JSON/],
    ["words", '{"anna": ["x"]}', /expected/],
    ["an index beyond the series", '{"anna": [3, 20]}', /"anna" marks 20.*from 0 to 19/],
    ["half a sample", "[2.5]", /marks 2\.5/],
  ])("of %s are refused by name, and what was there stays", (_, text, message) => {
    expect(() => readAnnotations("a.json", text, 20)).toThrow(message);
    const { state } = room();
    state().toggleMark(60);
    state().importAnnotations("a.json", text.replace("20", "120"));
    expect(state().annotationProblem).not.toBeNull();
    expect(state().annotations).toEqual({ me: [60] });
  });
});
