import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { CellNews } from "../../src/notebook/cell-host";
import { connectCells } from "../../src/notebook/connect-cells";
import { noEngine } from "../support/cell-host";

/** A thread in anybody's hands: what it says is said by the test. */
function thread() {
  let say: (message: unknown) => void = () => undefined;
  const sent: unknown[] = [];
  const terminate = vi.fn();
  const port = {
    postMessage: (message: unknown) => void sent.push(message),
    onMessage: (handler: typeof say) => void (say = handler),
    close: vi.fn(),
  };
  return { thread: { port, broken: new Promise<string>(() => undefined), terminate }, say: (message: unknown) => say(message), sent, terminate };
}

const ask = (id: number, name = "analyse", args: unknown = [{}]) => ({ kind: "ask", id, name, args });
const request = { serial: 1, cells: [], run: [] };

// One second that does not end.
beforeEach(() => void vi.spyOn(performance, "now").mockReturnValue(5000));
afterEach(() => void vi.restoreAllMocks());

describe("a page that is connected to cells", () => {
  it("ends a thread that sends more than a page can read, and says so to whoever waits", async () => {
    const { thread: cells, say, terminate } = thread();
    const told: CellNews[] = [];
    const host = connectCells(cells, noEngine, (news) => told.push(news));
    const running = host.run(request);
    for (let i = 0; i < 5000; i++) say({ kind: "news", news: { cell: "a", serial: 1, kind: "progress", share: 0 } });
    await expect(running).rejects.toThrow(/more than a page can read/);
    expect(terminate).toHaveBeenCalled();
    expect(told.length).toBeLessThanOrEqual(3000);
  });

  it("refuses what is asked for beyond what an honest thread has under way", async () => {
    const { thread: cells, say, sent } = thread();
    connectCells(cells, { ...noEngine, analyse: () => new Promise(() => undefined) }, () => undefined);
    for (let id = 0; id < 100; id++) say(ask(id));
    await vi.waitFor(() => expect(sent).toHaveLength(36));
    expect(sent[0]).toMatchObject({ kind: "refusal", id: 64, error: { message: "too many calls at once" } });
  });

  it("answers no call that is not on its list, however it is named", async () => {
    const { thread: cells, say, sent } = thread();
    connectCells(cells, noEngine, () => undefined);
    for (const name of ["constructor", "__proto__", "toString", "mayLoad", "dispose"]) say(ask(1, name));
    say(ask(2, "analyse", "no list"));
    say(ask(3, "close", []));
    await vi.waitFor(() => expect(sent).toHaveLength(1));
    expect(sent[0]).toMatchObject({ kind: "answer", id: 3 });
  });

  it("hands over the buffers of an answer, each once", async () => {
    const { thread: cells, say } = thread();
    const values = new Float32Array(4);
    const post = vi.spyOn(cells.port, "postMessage");
    connectCells(cells, { ...noEngine, load: async () => ({ name: "a", bytes: new Uint8Array(values.buffer), again: values }) }, () => undefined);
    say(ask(1, "load", ["a"]));
    await vi.waitFor(() => expect(post).toHaveBeenCalled());
    expect((post.mock.calls[0] as unknown[])[1]).toEqual([values.buffer]);
  });

  it("hears nothing more of a thread that it has ended", () => {
    const { thread: cells, say } = thread();
    const told: CellNews[] = [];
    const host = connectCells(cells, noEngine, (news) => told.push(news));
    host.terminate();
    say({ kind: "news", news: { cell: "a", serial: 1, kind: "began" } });
    expect(told).toEqual([]);
  });
});
