import { describe, expect, it } from "vitest";
import { connectRemoteEngine } from "../../src/engine/remote";
import { serverAccess } from "../../src/engine/server-access";
import type { ServerConnection } from "../../src/engine/server-http";

interface Asked {
  call: string;
  headers: Record<string, string>;
  body: unknown;
}

/** A server that answers everything alike, and what it was asked. */
function server(answer: unknown, status = 200) {
  const asked: Asked[] = [];
  const there: ServerConnection = {
    url: "http://lab/",
    credential: { kind: "session", csrfToken: "token" },
    fetch: async (address, init) => {
      const { method, headers, body } = init!;
      const sent: unknown = typeof body === "string" ? JSON.parse(body) : null;
      asked.push({ call: `${method} ${String(address)}`, headers: headers as Record<string, string>, body: sent });
      return new Response(JSON.stringify(answer), { status });
    },
  };
  return { asked, there };
}

/** A server at which the browser's cookie is that of a session with the token "new", of whoever `user` is. */
function serverOfAnotherSession(user: string, token = "new") {
  const asked: string[] = [];
  const stale = { code: "server/refused", detail: "a session needs its CSRF token", path: [], facts: { reason: "csrf-token" } };
  const there: ServerConnection = {
    url: "http://lab",
    credential: { kind: "session", csrfToken: "old", user: "u1" },
    fetch: async (address, init) => {
      const { method = "GET", headers } = init!;
      const given = (headers as Record<string, string>)["x-csrf-token"]!;
      asked.push(`${method} ${new URL(String(address)).pathname} ${given}`);
      if (method === "GET") return Response.json({ user: { id: user }, csrfToken: token });
      return given === "new" ? Response.json({ frames: [] }) : Response.json(stale, { status: 403 });
    },
  };
  return { asked, there };
}

describe("a session that another one of the same browser has taken the place of", () => {
  it("goes on with the token of that, asked for once, wherever the credential is held", async () => {
    const { asked, there } = serverOfAnotherSession("u1");
    await serverAccess.removeJob(there, "j1");
    await serverAccess.removeJob(there, "j2");
    expect(asked).toEqual(["DELETE /api/v1/jobs/j1 old", "GET /api/v1/me old", "DELETE /api/v1/jobs/j1 new", "DELETE /api/v1/jobs/j2 new"]);
    expect(there.credential).toEqual({ kind: "session", csrfToken: "new", user: "u1" });
  });
  it("does so for the Lab's runs too", async () => {
    const { asked, there } = serverOfAnotherSession("u1");
    // The answer is none of an engine: it came through, which is what counts here.
    await expect(connectRemoteEngine(there).pause("r")).rejects.toThrow("not an MFN Workbench server");
    expect(asked).toEqual(["POST /api/v1/runs/r/pause old", "GET /api/v1/me old", "POST /api/v1/runs/r/pause new"]);
  });
  it("does nothing in the name of somebody else", async () => {
    const { asked, there } = serverOfAnotherSession("u2");
    await expect(serverAccess.removeJob(there, "j1")).rejects.toMatchObject({ code: "server/unauthorised", detail: { reason: "somebody-else" } });
    expect(asked).toEqual(["DELETE /api/v1/jobs/j1 old", "GET /api/v1/me old"]);
  });
  it("is refused where the token that the server tells does not fit either", async () => {
    const { asked, there } = serverOfAnotherSession("u1", "newer");
    await expect(serverAccess.removeJob(there, "j1")).rejects.toMatchObject({ detail: { reason: "csrf-token" } });
    expect(asked).toHaveLength(3);
  });
});

describe("a server's accounts", () => {
  it("change a password: the answer's session is what one goes on with", async () => {
    const { asked, there } = server({ csrfToken: "of the new session", user: {} });
    expect(await serverAccess.changePassword(there, "old", "new")).toEqual({ kind: "session", csrfToken: "of the new session" });
    expect(asked).toMatchObject([
      { call: "PUT http://lab/api/v1/me/password", headers: { "x-csrf-token": "token" }, body: { current: "old", password: "new" } },
    ]);
  });
  it("change a name, end other sessions, renew somebody's password, withdraw an invitation", async () => {
    const { asked, there } = server({});
    await serverAccess.rename(there, "Ada");
    await serverAccess.endOtherSessions(there);
    await serverAccess.renewPassword(there, "u/1");
    await serverAccess.revokeInvitation(there, "i1");
    expect(asked.map(({ call, body }) => [call, body])).toEqual([
      ["PUT http://lab/api/v1/me", { name: "Ada" }],
      ["DELETE http://lab/api/v1/sessions", null],
      ["POST http://lab/api/v1/users/u%2F1/invitation", null],
      ["DELETE http://lab/api/v1/invitations/i1", null],
    ]);
  });
  it("look at another's keys and revoke one, remove another, and oneself", async () => {
    const { asked, there } = server({ items: [] });
    await serverAccess.keysOf(there, "u/1");
    await serverAccess.revokeKeyOf(there, "u/1", "k1");
    await serverAccess.removePerson(there, "u/1");
    await serverAccess.removeMe(there);
    expect(asked.map(({ call }) => call)).toEqual([
      "GET http://lab/api/v1/users/u%2F1/keys",
      "DELETE http://lab/api/v1/users/u%2F1/keys/k1",
      "DELETE http://lab/api/v1/users/u%2F1",
      "DELETE http://lab/api/v1/me",
    ]);
  });
  it("read the audit log as it is filtered, page by page, and check it", async () => {
    const { asked, there } = server({ items: [], next: null });
    await serverAccess.audit(there, {});
    await serverAccess.audit(there, { category: "security", success: false, after: "40", limit: 25 });
    await serverAccess.verifyAudit(there);
    expect(asked.map(({ call }) => call)).toEqual([
      "GET http://lab/api/v1/audit",
      "GET http://lab/api/v1/audit?category=security&success=false&after=40&limit=25",
      "GET http://lab/api/v1/audit/verification",
    ]);
  });
  it("tell how long to wait, in the server's words", async () => {
    const problem = { code: "server/refused", detail: "too many attempts to sign in; try again in 8 s", path: [], retry_after: 8 };
    const { there } = server(problem, 429);
    await expect(serverAccess.changePassword(there, "a", "b")).rejects.toThrow("try again in 8 s");
  });
});
