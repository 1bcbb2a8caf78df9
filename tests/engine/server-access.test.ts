import { describe, expect, it } from "vitest";
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
