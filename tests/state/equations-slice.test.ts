import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { fakeWorkbench } from "../support/workbench";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

async function writing() {
  const workbench = fakeWorkbench();
  const state = workbench.store.getState;
  await state().open({ version: 1, model: "gray-scott", seed: 5 }, { preset: "labyrinth", run: false });
  state().editEquations();
  const opened = () => workbench.engine.calls.filter((call) => call === "open").length;
  return { ...workbench, state, opened };
}

describe("writing an equation", () => {
  it("leaves the run alone until something changes", async () => {
    const { state, opened } = await writing();
    expect(state().spec?.model).toBe("gray-scott");
    expect(state().preset).toBe("labyrinth");
    await state().writeEquation("u", state().edited!.equations["u"]!);
    expect(opened()).toBe(1);
  });

  it("opens another run with each text that can be read, of a model of one's own", async () => {
    const { state, opened } = await writing();
    await state().writeEquation("u", "-u");
    expect(opened()).toBe(2);
    expect(state().spec).toMatchObject({ model: "custom", equations: { u: "-u" }, seed: 5, parameters: { F: 0.037 } });
    expect(state().preset).toBeNull();
  });

  it("goes on with the run before while the text is wrong, and keeps the text", async () => {
    const { state, opened } = await writing();
    await state().writeEquation("u", "-u +");
    expect(opened()).toBe(1);
    expect(state().edited!.equations["u"]).toBe("-u +");
    expect(state().run.id).toBe("run-1");
    await state().writeEquation("v", "-v");
    expect(state().spec?.equations).toMatchObject({ v: "-v", u: expect.stringContaining("laplacian") });
    expect(state().edited!.equations["u"]).toBe("-u +");
  });

  it("skips texts while a run opens, and ends with the newest", async () => {
    const { state, engine, opened } = await writing();
    const open = engine.open;
    engine.open = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return open(...args);
    };
    const texts = ["-u", "-2*u", "-3*u", "-4*u"];
    const writes = texts.map((text) => state().writeEquation("u", text));
    await vi.advanceTimersByTimeAsync(500);
    await Promise.all(writes);
    expect(opened()).toBe(3);
    expect(state().spec?.equations).toMatchObject({ u: "-4*u" });
    expect(state().edited!.equations["u"]).toBe("-4*u");
  });

  it("ends with the newest text that could be read, whatever is half typed when the run before it has opened", async () => {
    const { state, engine } = await writing();
    const open = engine.open;
    engine.open = async (...args) => {
      await new Promise((resolve) => setTimeout(resolve, 50));
      return open(...args);
    };
    const writes = ["1", "-u", "-u("].map((text) => state().writeEquation("u", text));
    await vi.advanceTimersByTimeAsync(500);
    await Promise.all(writes);
    expect(state().spec?.equations).toMatchObject({ u: "-u" });
    expect(state().edited!.equations["u"]).toBe("-u(");
  });

  it("says why texts that are right do not run, and runs them with what mends it", async () => {
    const { state, engine } = await writing();
    const open = engine.open;
    engine.open = async (input, wish) => {
      const around = input.initial?.kind === "expression";
      if (around) throw new WorkbenchError("initial/invalid", ["initial", "around"], "no uniform fixed point to start from");
      return open(input, wish);
    };
    await state().writeEquation("u", "1");
    expect(state().equationsProblem).toMatchObject({ code: "initial/invalid" });
    expect(state().specProblem).toBeNull();
    expect(state().run.id).toBe("run-1");
    await state().retryEquations({ initial: { kind: "noise", around: { u: 0, v: 0 }, amplitude: 0.01 } });
    expect(state().equationsProblem).toBeNull();
    expect(state().spec).toMatchObject({ equations: { u: "1" }, initial: { kind: "noise" } });
  });

  it("refuses auxiliary fields that go round in a circle, at the place of one of them", async () => {
    const { state } = await writing();
    await state().addField("m", "auxiliary");
    await state().addField("n", "auxiliary");
    await state().writeEquation("m", "n");
    const before = state().run.id;
    await state().writeEquation("n", "m");
    expect(state().run.id).toBe(before);
    expect(state().equationsProblem).toMatchObject({ code: "equation/form", path: ["auxiliary", "m"] });
  });
});

describe("what is declared while writing", () => {
  it("becomes a parameter with a control, and the text that names it runs at once", async () => {
    const { state } = await writing();
    await state().writeEquation("u", "-c*u");
    expect(state().run.id).toBe("run-1");
    await state().addParameter("c");
    expect(state().spec).toMatchObject({ equations: { u: "-c*u" }, params: { c: 1 }, parameters: { c: 1 } });
    await state().setParameter("c", 0.5);
    expect(state().edited?.equations["u"]).toBe("-c*u");
    await state().writeEquation("u", "-c*u^2");
    expect(state().spec?.parameters["c"]).toBe(0.5);
    await state().writeEquation("u", "-u");
    await state().removeParameter("c");
    expect(state().spec?.parameters).not.toHaveProperty("c");
  });

  it("becomes a field, which can be removed again", async () => {
    const { state } = await writing();
    await state().addField("w", "species");
    expect(state().run.fields).toEqual(["u", "v", "w"]);
    await state().removeField("w");
    expect(state().run.fields).toEqual(["u", "v"]);
  });
});

describe("the step", () => {
  it("is shortened for equations that need it, and put back when they do not", async () => {
    const { state } = await writing();
    await state().writeEquation("u", "10*laplacian(u)");
    // 2 / (8 · 10) by the five-point stencil, of which 0.9.
    expect(state().spec?.integrator.dt).toBeCloseTo(0.0225, 6);
    expect(state().shortened).toMatchObject({ wanted: 1 });
    await state().writeEquation("u", "0.1*laplacian(u)");
    expect(state().spec?.integrator.dt).toBe(1);
    expect(state().shortened).toBeNull();
  });

  it("that was too long before is somebody's wish", async () => {
    const { state, store } = await writing();
    await state().changeSpec({ integrator: { method: "euler", dt: 50 } });
    store.setState(({ run }) => ({ run: { ...run, largestStableDt: 1.2 } }));
    await state().writeEquation("u", "laplacian(u)");
    expect(state().spec?.integrator.dt).toBe(50);
  });
});

describe("what was being written", () => {
  it("is gone when another model is chosen", async () => {
    const { state } = await writing();
    await state().writeEquation("u", "-u +");
    await state().chooseModel("schnakenberg");
    expect(state().edited).toBeNull();
    expect(state().spec?.model).toBe("schnakenberg");
  });

  it("stays when something else changes", async () => {
    const { state } = await writing();
    await state().writeEquation("u", "-u +");
    await state().newSeed();
    expect(state().edited!.equations["u"]).toBe("-u +");
  });

  it("is no model in code", async () => {
    const { state } = await writing();
    await state().chooseModel("mfn-reference");
    state().editEquations();
    expect(state().edited).toBeNull();
  });
});
