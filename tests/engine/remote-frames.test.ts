import { expect, it } from "vitest";
import { decodePacket, encodePacket, packetType } from "../../src/engine/frame-codec";
import type { AdvanceBody } from "../../src/engine/protocol-http";
import { connectRemoteEngine } from "../../src/engine/remote";

/** A connection that the server ends with this code as soon as something is asked for. */
const socketThatEnds = (code: number) =>
  class {
    static readonly OPEN = 1;
    readyState = 0;
    onopen = () => undefined as unknown;
    onclose = (_: { code: number }) => undefined as unknown;
    constructor() {
      setTimeout(() => {
        this.readyState = 1;
        this.onopen();
      });
    }
    send(text: string): void {
      if (text.includes("pull")) setTimeout(() => this.close());
    }
    close(): void {
      this.readyState = 3;
      this.onclose({ code });
    }
  } as unknown as typeof WebSocket;

/** An engine behind such a connection, and the steps that it asks for over HTTP then. */
function engineOf(code: number, answer: () => Response) {
  const steps: number[] = [];
  const engine = connectRemoteEngine({
    url: "http://lab",
    credential: { kind: "key", key: "mfn_x" },
    WebSocket: socketThatEnds(code),
    fetch: async (_, init) => {
      steps.push((decodePacket(init!.body as Uint8Array) as AdvanceBody).steps);
      return answer();
    },
  });
  return { engine, steps };
}

const revoked = { code: "server/unauthorised", detail: "this API key was revoked", path: [], facts: { reason: "revoked-key" } };
const state = { frame: { step: 7, paused: false }, done: 0 };
const asPacket = () => new Response(encodePacket(state) as BodyInit, { headers: { "content-type": packetType } });

it("who is dismissed while frames are awaited hears the reason that the server has, over HTTP", async () => {
  const { engine } = engineOf(1008, () => Response.json(revoked, { status: 401 }));
  await expect(engine.advance("r", 5)).rejects.toMatchObject({ code: "server/unauthorised", detail: { reason: "revoked-key" } });
});

it("who may go on by another session hears how far the run has come, and what was asked for is not done twice", async () => {
  const { engine, steps } = engineOf(1008, asPacket);
  expect(await engine.advance("r", 5)).toMatchObject({ step: 7 });
  expect(steps).toEqual([0]);
});

it("a connection that merely breaks is told as such", async () => {
  const { engine, steps } = engineOf(1006, asPacket);
  await expect(engine.advance("r", 5)).rejects.toThrow("the connection to lab broke while it was answering; try again");
  expect(steps).toEqual([]);
});
