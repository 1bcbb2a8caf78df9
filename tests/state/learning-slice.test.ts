import { describe, expect, it } from "vitest";
import { fakeWorkbench } from "../support/workbench";

async function room() {
  const workbench = fakeWorkbench();
  await workbench.openRooms();
  return workbench.store.getState;
}

describe("the learning room", () => {
  it("runs what is chosen to its end, with the options set", async () => {
    const get = await room();
    get().chooseExperiment("exploration");
    get().setExperimentOption("seeds", 2);
    get().setExperimentOption("size", 5);
    get().setExperimentOption("episodes", 5);
    await get().startExperiment();
    const { status, result, problem } = get().learning;
    expect([status, problem]).toEqual(["done", null]);
    expect(result!.options).toMatchObject({ seeds: 2, size: 5, explorer: "all" });
    expect(result!.state.share).toBe(1);
  });

  it("tells what is wrong in words, and another option mends it", async () => {
    const get = await room();
    get().setExperimentOption("reckoned", 15);
    get().setExperimentOption("rounds", 2);
    await get().startExperiment();
    expect(get().learning).toMatchObject({ status: "failed", problem: { code: "learning/intolerable" } });
    get().setExperimentOption("reckoned", 2);
    await get().startExperiment();
    expect(get().learning.status).toBe("done");
  });

  it("stops at once and keeps what there is", async () => {
    const get = await room();
    get().setExperimentOption("rounds", 1000);
    const running = get().startExperiment();
    await expect.poll(() => get().learning.result).not.toBeNull();
    get().stopExperiment();
    await running;
    expect(get().learning.status).toBe("stopped");
    expect(get().learning.result!.state.share).toBeLessThan(1);
  });

  it("comes back from its document, and refuses another", async () => {
    const get = await room();
    get().chooseExperiment("attention");
    get().setExperimentOption("topk", 9);
    const document = get().experimentDocument();
    get().chooseExperiment("federation");
    get().takeExperiment(document);
    expect(get().learning.experiment).toBe("attention");
    expect(get().experimentDocument()).toEqual(document);
    expect(() => get().takeExperiment({ version: 1, experiment: "attenion" })).toThrow(/did you mean "attention"/);
    expect(() => get().takeExperiment(null)).toThrow(/no experiment/);
    expect(() => get().takeExperiment({ ...document, options: { topk: 0 } })).toThrow(expect.objectContaining({ path: ["options", "topk"] }));
  });
});
