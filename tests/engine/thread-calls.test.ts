import { once } from "node:events";
import { describe, expect, it } from "vitest";
import { startCellThread } from "../../cli/kernel-threads";
import { connect } from "../../src/engine/thread-calls";
import { endpointOf } from "../../workers/thread-endpoint";

type NodeThread = NonNullable<ReturnType<typeof startCellThread>>;

const thread = (script: string): NodeThread => startCellThread(new URL(`data:text/javascript,${encodeURIComponent(script)}`))!;
/** Answers nothing, and dies of what it is sent. */
const mortal = 'import { parentPort } from "node:worker_threads"; parentPort.on("message", () => { throw new Error("too much"); });';
/** Answers nothing. */
const silent = "setTimeout(() => undefined, 60_000)";

const spokenTo = (worker: NodeThread) => connect<{ ask(): Promise<unknown> }>(endpointOf(worker) as unknown as Parameters<typeof connect>[0]);

describe("calls to a thread of Node", { timeout: 30_000 }, () => {
  it("settle when it dies of one, and also when it died before", async () => {
    const worker = thread(mortal);
    const calls = spokenTo(worker);
    await expect(calls.ask()).rejects.toMatchObject({ code: "internal", message: expect.stringMatching(/too much/) as string });
    await once(worker, "exit");
    await expect(calls.ask()).rejects.toMatchObject({ code: "internal", message: "a thread died" });
  });
  it("settle when it ends without an error", async () => {
    const worker = thread(silent);
    const calls = spokenTo(worker);
    const asked = calls.ask();
    await worker.terminate();
    await expect(asked).rejects.toMatchObject({ message: "a thread died" });
    await expect(calls.ask()).rejects.toMatchObject({ message: "a thread died" });
  });
  it("are cancelled when it is ended", async () => {
    const calls = spokenTo(thread(silent));
    const asked = calls.ask();
    calls.dispose();
    await expect(asked).rejects.toMatchObject({ code: "run/cancelled" });
    await expect(calls.ask()).rejects.toMatchObject({ code: "run/cancelled" });
  });
});
