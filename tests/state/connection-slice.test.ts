import { beforeEach, describe, expect, it } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import type { EngineApi } from "../../src/engine/protocol";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

const grayScott = { version: 1, model: "gray-scott", seed: 5 } as const;
const key = (text: string) => ({ kind: "key", key: text }) as const;
const description = { version: "0.1.0", backends: [], place: "http://lab" };

/** A fake behind other run ids, as a server gives them. */
function fakeServer(refusal: { describe?: WorkbenchError; open?: WorkbenchError } = {}) {
  const inside = fakeEngine();
  const engine: EngineApi = {
    ...inside,
    describe: () => (refusal.describe ? Promise.reject(refusal.describe) : Promise.resolve(description)),
    async open(spec) {
      if (refusal.open) throw refusal.open;
      const opened = await inside.open(spec);
      return { ...opened, run: `remote ${opened.run}` };
    },
    advance: (id, steps) => inside.advance(id.replace("remote ", ""), steps),
    step: (id) => inside.advance(id.replace("remote ", ""), 1),
    close: async (id) => inside.close(id.replace("remote ", "")),
  };
  return { engine, inside };
}

describe("the place where runs are computed", () => {
  let server = fakeServer();
  beforeEach(() => void (server = fakeServer()));

  async function opened() {
    const given: { url: string }[] = [];
    const workbench = fakeWorkbench({
      connectRemote: async (options) => {
        given.push(options);
        return server.engine;
      },
    });
    await workbench.store.getState().open(grayScott, { run: false });
    return { ...workbench, state: workbench.store.getState, given };
  }

  it("is this browser at first", async () => {
    const { state } = await opened();
    expect(state().connection).toEqual({ status: "browser", url: "", problem: null });
    expect(state().run).toMatchObject({ id: "run-1", backend: "wasm" });
  });

  it("moves to a server with the present experiment, and the run at home is closed", async () => {
    const { state, engine, given } = await opened();
    const before = state().spec;
    expect(await state().connect("http://lab", key("mfn_key"))).toBe(true);
    expect(given).toEqual([{ url: "http://lab", credential: key("mfn_key") }]);
    expect(state().connection).toEqual({ status: "server", url: "http://lab", problem: null });
    expect(state().run).toMatchObject({ id: "remote run-1", step: 0 });
    expect(state().spec).toEqual(before);
    expect(engine.calls).toContain("close run-1");
    await state().stepOnce();
    expect(server.inside.calls).toContain("advance 1");
  });

  it("never puts the key into the store", async () => {
    const { state } = await opened();
    await state().connect("http://lab", key("mfn_secret"));
    expect(JSON.stringify(state())).not.toContain("mfn_secret");
  });

  it("comes back with the experiment", async () => {
    const { state } = await opened();
    await state().connect("http://lab", key("mfn_key"));
    await state().useLocal();
    expect(state().connection.status).toBe("browser");
    expect(state().run).toMatchObject({ id: "run-2" });
  });

  it("stays here, with the reason, when the server does not let one in", async () => {
    server = fakeServer({ describe: new WorkbenchError("server/unauthorised", [], "this key is not known") });
    const { state } = await opened();
    expect(await state().connect("http://lab", key("wrong"))).toBe(false);
    expect(state().connection).toMatchObject({ status: "browser", problem: { code: "server/unauthorised", message: "this key is not known" } });
    expect(state().run.id).toBe("run-1");
  });

  it("stays here, with the reason, when the server refuses the experiment", async () => {
    server = fakeServer({ open: new WorkbenchError("server/refused", ["grid", "shape"], "too many cells") });
    const { state } = await opened();
    expect(await state().connect("http://lab", key("mfn_key"))).toBe(false);
    expect(state().connection.problem?.message).toBe("At grid.shape: too many cells");
    expect(state().specProblem).toBeNull();
    expect(state().run.id).toBe("run-1");
    await state().stepOnce();
    expect(state().run.step).toBe(1);
  });
});
