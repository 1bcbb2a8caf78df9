import { createServer as createPlainServer, type Server } from "node:http";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunSpecInput } from "../../src/core/spec/run-spec";
import { createEngineHost } from "../../src/engine/host";
import { connectRemoteEngine, readHealth } from "../../src/engine/remote";
import { serve, type Served } from "../support/served";

const spec: RunSpecInput = { version: 1, model: "gray-scott", grid: { shape: [8, 12] }, seed: 3 };
let served: Served;
beforeAll(async () => void (served = await serve()));
afterAll(() => served.app.close());

describe("a remote engine", () => {
  it("says where it computes", async () => expect((await served.engine.describe()).place).toBe(served.url));
  it("rebuilds errors as they were thrown", async () => {
    await expect(served.engine.open({ ...spec, model: "gray-scot" })).rejects.toMatchObject({
      name: "WorkbenchError",
      code: "spec/unknown-model",
      message: expect.stringMatching(/did you mean "gray-scott"/) as string,
    });
    await expect(served.engine.open({ ...spec, parameters: { F: 5 } })).rejects.toMatchObject({
      code: "parameter/out-of-range",
      path: ["parameters", "F"],
    });
    await expect(served.engine.frame("no/such run")).rejects.toMatchObject({ code: "run/unknown" });
  });
  it("carries out a run: advance, step, steer, reset, close", async () => {
    const { engine } = served;
    const opened = await engine.open(spec);
    expect((await engine.advance(opened.run, 5)).step).toBe(5);
    expect((await engine.advance(opened.run, 0)).step).toBe(5);
    expect((await engine.step(opened.run)).step).toBe(6);
    const steered = await engine.setParameters(opened.run, { ...opened.spec.parameters, F: 0.05 });
    expect(steered.spec.interventions).toEqual([{ step: 6, parameters: { F: 0.05 } }]);
    expect(await engine.progress(opened.run)).toMatchObject({ step: 6, running: false });
    expect((await engine.reset(opened.run)).step).toBe(0);
    await engine.close(opened.run);
    await expect(engine.step(opened.run)).rejects.toMatchObject({ code: "run/unknown" });
  });
  it("paints, goes back in time, and takes up a state that was saved, to the bit", async () => {
    const { engine } = served;
    const here = createEngineHost();
    const runs = [await engine.open(spec), await here.open(spec)];
    const answers = await Promise.all(
      [engine, here].map(async (one, i) => {
        const { run } = runs[i]!;
        await one.advance(run, 4);
        const { frame, spec: done } = await one.edit(run, "v", { kind: "noise", amplitude: 0.1, seed: 2 });
        const later = await one.advance(run, 5);
        const saved = await one.save(run);
        const back = await one.goTo(run, 4);
        const { kept, newest } = await one.history(run);
        const again = await one.restore(run, saved);
        return { done, frames: [frame, later, back, again].map(({ step, fields }) => ({ step, fields })), newest, first: kept[0] };
      }),
    );
    expect(answers[0]).toEqual(answers[1]);
    expect(answers[0]!.frames.map(({ step }) => step)).toEqual([4, 9, 4, 9]);
    await expect(engine.goTo(runs[0]!.run, 400)).rejects.toMatchObject({ code: "usage", path: ["step"] });
    await expect(engine.edit(runs[0]!.run, "w", { kind: "fill", value: 1 })).rejects.toThrow(/no field "w"/);
    await engine.close(runs[0]!.run);
  });
  it("pauses and cancels a long advance", async () => {
    const { engine } = served;
    const { run } = await engine.open({ ...spec, grid: { shape: [64, 64] } });
    const started = async () => {
      while (!(await engine.progress(run)).running) await new Promise((resolve) => setTimeout(resolve, 5));
    };
    const advancing = engine.advance(run, 1e8);
    await started();
    await engine.pause(run);
    const frame = await advancing;
    expect(frame.paused).toBe(true);
    const again = engine.advance(run, 1e8);
    const refused = expect(again).rejects.toMatchObject({ code: "run/cancelled" });
    await started();
    await engine.cancel(run);
    await refused;
    await engine.close(run);
  });
  it("takes whole numbers of steps through several answers as one advance", async () => {
    const host = createEngineHost();
    // A server so slow that every advance ends early, as its time limit would make it.
    const slow = await serve({ ...host, advance: (run, steps) => host.advance(run, Math.min(steps, 3)) });
    try {
      const [{ run }, { run: direct }] = [await slow.engine.open(spec), await host.open(spec)];
      const frame = await slow.engine.advance(run, 10);
      expect([frame.step, frame.paused]).toEqual([10, false]);
      expect(frame.fields).toEqual((await host.advance(direct, 10)).fields);
    } finally {
      await slow.app.close();
    }
  });
});

describe("a server that does not answer as one of ours", () => {
  let page: Server;
  let pageUrl: string;
  beforeAll(async () => {
    page = createPlainServer((_, response) => response.setHeader("content-type", "text/html").end("<!doctype html>hello"));
    await new Promise<void>((resolve) => page.listen(0, "127.0.0.1", resolve));
    pageUrl = `http://127.0.0.1:${(page.address() as { port: number }).port}`;
  });
  afterAll(() => void page.close());

  it("is unreachable, with the command that starts it, when nothing listens", async () => {
    const nobody = connectRemoteEngine({ url: "http://127.0.0.1:9", credential: { kind: "key", key: "mfn_x" } });
    await expect(nobody.describe()).rejects.toMatchObject({
      code: "server/unreachable",
      message: expect.stringMatching(/nothing answers at http:\/\/127\.0\.0\.1:9; start it with "npx mfn serve"/) as string,
    });
    await expect(readHealth("http://127.0.0.1:9")).rejects.toMatchObject({ code: "server/unreachable" });
  });
  it("is told to be another program when it is one", async () => {
    await expect(connectRemoteEngine({ url: pageUrl, credential: { kind: "key", key: "mfn_x" } }).describe()).rejects.toMatchObject({
      code: "server/unreachable",
      message: expect.stringMatching(/not an MFN Workbench server/) as string,
    });
    await expect(readHealth(pageUrl)).rejects.toThrow(/not an MFN Workbench server/);
  });
  it("does not let one in with a wrong key", async () => {
    await expect(connectRemoteEngine({ url: served.url, credential: { kind: "key", key: "mfn_wrong" } }).describe()).rejects.toMatchObject({
      code: "server/unauthorised",
    });
  });
  it.each(["", "lab", "ftp://lab", "javascript:alert(1)"])("has no address such as %j", (url) =>
    expect(() => connectRemoteEngine({ url, credential: { kind: "key", key: "" } })).toThrow(/is not the address of a server/),
  );
  it("is found with a slash at the end of its address, or blanks around it", async () =>
    expect(await readHealth(` ${served.url}/ `)).toMatchObject({ service: "mfn-workbench" }));
});
