import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import type { Job } from "../../src/engine/protocol-jobs";
import type { AuditRecord, ServerInvitation, ServerKey } from "../../src/engine/protocol-server";
import { AskFirst } from "../../src/panels/server-ask-first";
import { actionInWords, circumstancesInWords } from "../../src/panels/server-audit-words";
import { durationInWords, progressInWords, sizeOf, titleOf } from "../../src/panels/server-job-words";
import { ServerList } from "../../src/panels/server-list";
import { invitationInWords, invitationIsOver, keyInWords, keyIsOver, plainWords } from "../../src/panels/server-words";
import type { ServerAnswer } from "../../src/server-state/use-server";

// Words of times are those of the machine's language.
Object.assign(globalThis, { document: { documentElement: { lang: "en" } } });

const now = Date.parse("2026-11-29T12:00:00Z");
const [before, after] = ["2026-11-28T12:00:00Z", "2026-11-30T12:00:00Z"];
const key: ServerKey = {
  id: "k",
  name: "my script",
  scopes: ["read"],
  created: before,
  expires: after,
  used: null,
  revoked: null,
  previousUntil: null,
};

describe("a key", () => {
  it("says what its old secret still opens, as long as it does", () => {
    expect(keyInWords({ ...key, previousUntil: after }, now)).toEqual([
      expect.stringMatching(/^never used, expires/),
      expect.stringMatching(/opens too until/),
    ]);
    expect(keyInWords({ ...key, previousUntil: before }, now)).toHaveLength(1);
  });
  it.each([
    [{ ...key, revoked: before }, /^revoked/],
    [{ ...key, expires: before }, /^never used, expired/],
  ])("that opens nothing any more says so", (over, words) => {
    expect(keyIsOver(over, now)).toBe(true);
    expect(keyInWords(over, now)[0]).toMatch(words);
  });
  it("without an end is never over", () => expect(keyIsOver({ ...key, expires: null }, now)).toBe(false));
});

it("what is over stands after the rest, dimmed", () => {
  const items = [
    { ...key, id: "1", name: "old", revoked: before },
    { ...key, id: "2", name: "new" },
  ];
  const query = { data: items, error: null, isPending: false } as unknown as ServerAnswer<ServerKey[]>;
  const markup = renderToStaticMarkup(
    <ServerList label="keys" query={query} empty="none" isOver={({ revoked }) => revoked !== null}>
      {({ name }) => name}
    </ServerList>,
  );
  expect(markup).toMatch(/<li class="server-item">new<\/li><li class="server-item" data-over="true">old<\/li>/);
});

it.each([
  ["running", "step 12000 of 100000", "step 12\u202f000 of 100\u202f000"],
  ["running", "3 of 8 runs", "3 of 8 runs"],
  ["running", "something of a later server", "something of a later server"],
  ["queued", "its worker was lost", "its worker was lost"],
  // Nothing is told twice.
  ["queued", "waits", null],
  ["done", "done", null],
])("a job that is %s and says %j is told so", (state, words, told) => expect(progressInWords({ state, words } as Job)).toBe(told));

describe("an invitation", () => {
  const invitation: ServerInvitation = {
    id: "i",
    email: "grace@example.org",
    role: "viewer",
    renews: false,
    created: before,
    expires: after,
    accepted: null,
    revoked: null,
  };
  it("that nobody accepted in time is over, not open", () => {
    expect([invitationIsOver(invitation, now), invitationInWords(invitation, now)]).toEqual([false, expect.stringMatching(/^open until/)]);
    const late = { ...invitation, expires: before };
    expect([invitationIsOver(late, now), invitationInWords(late, now)]).toEqual([true, expect.stringMatching(/^expired/)]);
  });
});

describe("a job", () => {
  const grid = { shape: [256, 256] };
  const job = (kind: string, document: unknown, more: Partial<Job> = {}) =>
    ({ kind, document, state: "running", started: "2026-11-29T11:58:40Z", ended: null, ...more }) as Job;
  it("at work says for how long, one that is done how long it took", () => {
    const run = job("run", { model: "gray-scott", steps: 30_000, grid });
    expect(sizeOf(run, now)).toBe("256 × 256, 30\u202f000 steps, 1 min 20 s");
    expect(sizeOf({ ...run, state: "done", ended: "2026-11-29T11:58:49Z" }, now)).toMatch(/, 9 s$/);
    expect(sizeOf({ ...run, state: "queued", started: null }, now)).toBe("256 × 256, 30\u202f000 steps");
  });
  it("of a kind that is not known here has its title and its kind, and no steps", () => {
    const other = job("experiment", { experiment: "learning-tolerance", trials: 3 }, { started: null });
    expect([titleOf(other), sizeOf(other, now)]).toEqual(["learning-tolerance (experiment)", ""]);
    expect(titleOf(job("tidy-up", null))).toBe("tidy up");
  });
  it("whose document is too large for the list has its kind", () => {
    const large = job("run", null, { started: null });
    expect([titleOf(large), sizeOf(large, now)]).toEqual(["run", ""]);
  });
  it("that sweeps tells of its base", () => {
    const sweep = job("sweep", { base: { model: "gray-scott", steps: 2000, grid } }, { started: null });
    expect([titleOf(sweep), sizeOf(sweep, now)]).toEqual(["Sweep of Gray–Scott", "256 × 256, 2000 steps"]);
  });
  it.each([
    [0, "1 s"],
    [59.6, "1 min 0 s"],
    [7500, "2 h 5 min"],
  ])("of %s s is said as %s", (seconds, words) => expect(durationInWords(seconds)).toBe(words));
});

describe("an event", () => {
  const ada = "888d5934-282e-4298-82ed-2d986f8607ec";
  const event = { resource: `PUT /api/v1/users/${ada}`, sourceIp: "203.xxx.xxx.xxx", details: {} } as AuditRecord;
  const nameOf = (id: string) => (id === ada ? "Ada" : id);
  it("is told in words, also one that is not known here", () => {
    expect(actionInWords("key_made")).toBe("made a key");
    expect(actionInWords("moon_risen")).toBe("moon risen");
  });
  it("names people, and shortens ids", () =>
    expect(circumstancesInWords({ ...event, details: { user: ada, graceHours: 24 } }, nameOf)).toBe(
      "Ada · grace hours 24 · PUT /api/v1/users/888d5934… · from 203.xxx.xxx.xxx",
    ));
  it("that was refused begins with why", () =>
    expect(circumstancesInWords({ ...event, resource: null, details: { email: "ada@...", reason: "wrong password" } }, nameOf)).toBe(
      "wrong password · email ada@... · from 203.xxx.xxx.xxx",
    ));
});

it("what a server says of one field stands without the name that the field has on the wire", () => {
  expect(plainWords("At body.password: expected at least 12 characters")).toBe("Expected at least 12 characters.");
  expect(plainWords("At body.name: expected at most 100 characters, got 120")).toBe("The name: expected at most 100 characters, got 120.");
  expect(plainWords("At body.days: expected a whole number")).toBe("Expected a whole number.");
  expect(plainWords("At body.document.steps: too many")).toBe("At body.document.steps: too many.");
});

it("what cannot be undone is named for those who hear its button alone", () =>
  expect(renderToStaticMarkup(<AskFirst label="Revoke" name="Revoke my script" question="Really?" onYes={() => undefined} />)).toContain(
    'aria-label="Revoke my script"',
  ));
