import type { FastifyReply } from "fastify";
import { expect, it } from "vitest";
import { goneSignal, refuseGone } from "../../../server/routes/route";

const reply = (raw: object) => ({ raw: { once: () => undefined, ...raw } }) as unknown as FastifyReply;

it("who went before their call was looked at has gone, and nothing is begun for them", () => {
  const gone = goneSignal(reply({ destroyed: true, writableEnded: false }));
  expect(gone.aborted).toBe(true);
  expect(() => refuseGone(gone)).toThrow(/has gone before it began/);
});
it("who waits has not gone", () => refuseGone(goneSignal(reply({ destroyed: false, writableEnded: false }))));
