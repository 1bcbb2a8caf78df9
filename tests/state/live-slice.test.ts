import { beforeAll, describe, expect, it } from "vitest";
import type { LiveListener } from "../../src/connectors/web-socket";
import { csvFile } from "../../src/connectors/csv-file";
import { detectors } from "../../src/core/detectors/index";
import { WorkbenchError } from "../../src/core/errors";
import { normalAt } from "../../src/core/field/philox";
import { createEngineHost } from "../../src/engine/host";
import { stepsKept } from "../../src/state/feed-slice";
import { samplesKept } from "../../src/state/live-slice";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench } from "../support/workbench";

function room() {
  const host = createEngineHost();
  const sources: { listener: LiveListener; closed: boolean }[] = [];
  const { store } = fakeWorkbench({
    startSeriesAnalyst: () => Object.assign(fakeEngine(), { feed: host.feed, dispose: () => undefined }),
    importFile: async (name, file) => csvFile.read(name, file instanceof Blob ? new Uint8Array(await file.arrayBuffer()) : file),
    connectLive: (_, listener) => {
      const source = { listener, closed: false };
      sources.push(source);
      return { close: () => void (source.closed = true) };
    },
  });
  const state = store.getState;
  const connect = (method = "cusum") => {
    state().setLive({ address: "ws://source.test/", method });
    state().connectLive();
    sources.at(-1)!.listener.onOpen();
    return sources.at(-1)!;
  };
  const quiet = () => new Promise((resolve) => setTimeout(resolve, 150));
  return { state, connect, quiet, sources };
}
const step = Array.from({ length: 900 }, (_, i) => normalAt(1, 2, i, 5) + (i < 500 ? 0 : 6));

// The detectors are loaded with the first call, which takes longer than any other.
beforeAll(async () => void (await createEngineHost().feed({ stream: "first", method: "cusum", options: {}, samples: [[0]] })));

describe("a live source", () => {
  it("raises the alarms that the detector raises on the whole, whatever the messages", async () => {
    for (const method of [...detectors].filter(({ open }) => open).map(({ id }) => id)) {
      const { state, connect, quiet } = room();
      const { listener } = connect(method);
      for (let i = 0; i < step.length; i += 7) listener.onMessage(JSON.stringify(step.slice(i, i + 7)));
      await quiet();
      expect(state().live).toMatchObject({ status: "open", received: 900, missed: 0, problem: null });
      expect(state().live.alarms).toEqual(detectors.get(method).detect([Float64Array.from(step)]).changePoints);
      expect(state().live.recent).toHaveLength(stepsKept);
    }
  });
  it("ends with what was wrong with a message, and begins anew when connected again", async () => {
    const { state, connect, quiet } = room();
    const first = connect();
    first.listener.onMessage("1");
    first.listener.onMessage("one");
    expect(first.closed).toBe(true);
    expect(state().live).toMatchObject({ status: "closed", problem: { message: expect.stringMatching(/one/) as string } });
    connect().listener.onMessage("2");
    first.listener.onMessage("99");
    await quiet();
    expect(state().live).toMatchObject({ status: "open", received: 1, problem: null, values: [2] });
  });
  it("says why a source is gone, and nothing where it was closed on purpose", () => {
    const { state, connect } = room();
    connect().listener.onClose(new WorkbenchError("server/unreachable", [], "code 1006"));
    expect(state().live).toMatchObject({ status: "closed", problem: { message: "code 1006" } });
    const second = connect();
    state().disconnectLive();
    expect(second.closed).toBe(true);
    second.listener.onClose(null);
    expect(state().live).toMatchObject({ status: "closed", problem: null });
  });
  it("refuses an address that is none, without a connection", () => {
    const { state, sources } = room();
    state().setLive({ address: "https://example.org" });
    state().connectLive();
    expect(sources).toHaveLength(0);
    expect(state().live).toMatchObject({ status: "closed", problem: { code: "usage" } });
  });
  it("leaves out, and counts, what comes faster than it can be looked at: memory stays bounded", () => {
    const { state, connect } = room();
    connect().listener.onMessage(JSON.stringify(new Array(samplesKept + 2000).fill(0)));
    expect(state().live.received).toBe(samplesKept + 2000);
    expect(state().live.missed).toBe(2000);
  });
  it("opens what came as a series", async () => {
    const { state, connect, quiet } = room();
    const { listener } = connect();
    listener.onMessage("[3, 1, 2.5]");
    await quiet();
    await state().keepLive();
    expect([...state().regimes.values]).toEqual([3, 1, 2.5]);
  });
});
