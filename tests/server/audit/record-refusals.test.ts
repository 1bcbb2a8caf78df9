import { expect, it } from "vitest";
import { createServer } from "../../../server/app";
import type { AuditEvent } from "../../../server/audit/audit-log";
import { events } from "../../../server/audit/events";
import { recordRefusals } from "../../../server/audit/record-refusals";
import { databaseAccounts } from "../../../server/accounts/database-accounts";
import type { People } from "../../../server/accounts/people";
import { testParts } from "../../support/server-parts";

const refusal = (sourceIp: string, reason = "unknown key") => events.authenticationFailure({ sourceIp }, reason);
function recorder() {
  const clock = { now: 0 };
  const kept: AuditEvent[] = [];
  const record = recordRefusals({ record: async (event) => void kept.push(event) }, () => clock.now);
  return { clock, kept, record };
}

it("keeps each of the first twenty of a reason and a caller, then one a minute, with how many went by", () => {
  const { clock, kept, record } = recorder();
  for (let i = 0; i < 1000; i++) record(refusal("203.0.113.9"));
  expect(kept).toEqual(Array(20).fill(refusal("203.0.113.9")));
  const later = kept.splice(0);
  for (clock.now = 60_000; clock.now < 240_000; clock.now += 1000) record(refusal("203.0.113.9"));
  expect(kept.map(({ details }) => details?.["refused_since"])).toEqual([980, 59, 59]);
  later.push(...kept.splice(0));
  // Half an hour of peace.
  clock.now += 1_800_000;
  for (let i = 0; i < 1000; i++) record(refusal("203.0.113.9"));
  expect(kept).toHaveLength(20);
  expect(kept[0]!.details).toEqual({ reason: "unknown key", refused_since: 59 });
  expect(kept[1]!.details).toEqual({ reason: "unknown key" });
});

it("tells reasons, callers and, where they are given, addresses of the server apart", () => {
  const { kept, record } = recorder();
  const many = (next: (i: number) => void) => {
    for (let i = 0; i < 100; i++) next(i);
    return kept.splice(0).length;
  };
  expect(many(() => record(refusal("203.0.113.9")))).toBe(20);
  expect(many(() => record(refusal("203.0.113.9", "revoked key")))).toBe(20);
  expect(many(() => record(refusal("203.0.113.9"), "/health"))).toBe(20);
  expect(many(() => record({ ...refusal("203.0.113.9"), userId: "ada" }))).toBe(20);
  // One customer has a whole /64 of IPv6.
  expect(many((i) => record(refusal(`2001:db8::${(i + 1).toString(16)}`)))).toBe(20);
});

it("keeps twenty of a thousand wrong keys that come in messages, and in requests", async () => {
  const { audit, config, events: kept } = testParts();
  const people = { keys: { find: async () => ({ fault: "unknown", userId: null }) } } as unknown as People;
  const { identifyKey } = databaseAccounts(people, audit, config);
  for (let i = 0; i < 1000; i++) await expect(identifyKey(`mfn_${i}`, "203.0.113.9")).rejects.toThrow(/not known here/);
  expect(kept.map(({ action, sourceIp }) => [action, sourceIp])).toEqual(Array(20).fill(["authentication_failure", "203.0.113.9"]));
});

it.each([
  ["without a key", "/api/v1/jobs", "authentication_failure"],
  ["for what is not there", "/no/such/address", "request_refused"],
  ["with a way out of the folder", "/..%2f..%2fetc/passwd", "suspicious_activity"],
])("keeps twenty of a hundred requests %s", async (_, url, action) => {
  const parts = testParts({ parts: { accounts: { identify: async () => null } as never }, config: { rateLimitEnabled: false } });
  const app = await createServer(parts);
  for (let i = 0; i < 100; i++) expect((await app.inject(url)).statusCode).toBeGreaterThanOrEqual(400);
  await app.close();
  expect(parts.events.map((event) => event.action)).toEqual(Array(20).fill(action));
});
