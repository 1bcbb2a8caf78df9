import { describe, expect, it } from "vitest";
import { createPointsHost } from "../../src/engine/host-points";
import { fakeWorkbench } from "../support/workbench";

describe("a bifurcation diagram in the page", () => {
  it("follows the spec on screen up and down, point by point", async () => {
    const host = createPointsHost();
    const { store } = fakeWorkbench({ startPoints: () => ({ ...host, dispose: () => undefined }) });
    const state = store.getState;
    await state().open({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } }, { run: false });
    state().prepareBifurcation();
    const { parameter } = state().bifurcationDraft!;
    expect(parameter.name).toBe("parameters.F");
    state().changeBifurcationDraft({ steps: 2, parameter: { ...parameter, count: 3 } });
    await state().startBifurcation();
    const { status, points, of } = state().bifurcation;
    expect(status).toBe("done");
    expect(of).toBe(6);
    expect(points.map(({ direction }) => direction)).toEqual(["up", "up", "up", "down", "down", "down"]);
    expect(points.map(({ value }) => value)).toEqual(points.map(({ value }) => value).toReversed());
  });

  it("refuses bounds that the model does not take, with the reason in each point", async () => {
    const host = createPointsHost();
    const { store } = fakeWorkbench({ startPoints: () => ({ ...host, dispose: () => undefined }) });
    const state = store.getState;
    await state().open({ version: 1, model: "gray-scott", grid: { shape: [8, 8] } }, { run: false });
    state().prepareBifurcation();
    state().changeBifurcationDraft({ steps: 2, parameter: { ...state().bifurcationDraft!.parameter, from: -2, to: -1, count: 2 } });
    await state().startBifurcation();
    expect(state().bifurcation.points.every(({ row }) => /parameters\.F/.test(row.reason ?? ""))).toBe(true);
  });
});
