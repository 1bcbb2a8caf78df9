import { once } from "node:events";
import { Worker as NodeThread } from "node:worker_threads";
import { describe, expect, it } from "vitest";
import { connect } from "../../src/engine/thread-calls";
import { endpointOf } from "../../workers/thread-endpoint";

/** Answers nothing, and dies of what it is sent. */
const mortal = `require("node:worker_threads").parentPort.on("message", () => { throw new Error("too much"); });`;

const spokenTo = (thread: NodeThread) => connect<{ ask(): Promise<unknown> }>(endpointOf(thread) as unknown as Parameters<typeof connect>[0]);

describe("calls to a thread of Node", { timeout: 30_000 }, () => {
  it("settle when it dies of one, and also when it died before", async () => {
    const thread = new NodeThread(mortal, { eval: true });
    const calls = spokenTo(thread);
    await expect(calls.ask()).rejects.toMatchObject({ code: "internal", message: expect.stringMatching(/too much/) as string });
    await once(thread, "exit");
    await expect(calls.ask()).rejects.toMatchObject({ code: "internal", message: "a thread died" });
  });
  it("settle when it ends without an error", async () => {
    const thread = new NodeThread("setTimeout(() => undefined, 60_000)", { eval: true });
    const calls = spokenTo(thread);
    const asked = calls.ask();
    await thread.terminate();
    await expect(asked).rejects.toMatchObject({ message: "a thread died" });
    await expect(calls.ask()).rejects.toMatchObject({ message: "a thread died" });
  });
  it("are cancelled when it is ended", async () => {
    const calls = spokenTo(new NodeThread("setTimeout(() => undefined, 60_000)", { eval: true }));
    const asked = calls.ask();
    calls.dispose();
    await expect(asked).rejects.toMatchObject({ code: "run/cancelled" });
    await expect(calls.ask()).rejects.toMatchObject({ code: "run/cancelled" });
  });
});
