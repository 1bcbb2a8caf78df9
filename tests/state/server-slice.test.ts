import { describe, expect, it, vi } from "vitest";
import { WorkbenchError } from "../../src/core/errors";
import { encodePacket } from "../../src/engine/frame-codec";
import type { Job } from "../../src/engine/protocol-jobs";
import type { Identity, ServerAccess } from "../../src/engine/protocol-server";
import type { ServerConnection } from "../../src/engine/server-http";
import { remember } from "../../src/state/remember";
import { fakeEngine } from "../support/fake-engine";
import { fakeWorkbench, memoryStorage } from "../support/workbench";

const url = "http://lab";
const ada: Identity = {
  user: { id: "u1", email: "ada@example.org", name: "Ada", role: "researcher", created: "2026-11-28T00:00:00Z", disabled: false },
  scopes: ["read", "run"],
  via: "session",
  hasPassword: true,
};
const spec = { version: 1, model: "gray-scott", seed: 5, steps: 40 } as const;
const job = { id: "j1", kind: "run", state: "done", document: spec } as unknown as Job;

/** A server that may be away, and what it was sent. */
function server() {
  const sent: { name: string }[] = [];
  let away = false;
  let refusal: WorkbenchError | null = null;
  let who = ada;
  let forgotten = false;
  const access: Partial<ServerAccess> = {
    identify: async ({ credential }) => {
      if (away) throw new WorkbenchError("server/unreachable", [], "nothing answers");
      if (forgotten) throw new WorkbenchError("server/unauthorised", [], "the session has ended");
      if (credential.kind === "key" && credential.key !== "mfn_good") throw new WorkbenchError("server/unauthorised", [], "this key is not known");
      return { identity: who, credential: credential.kind === "key" ? credential : { kind: "session", csrfToken: "token of today" } };
    },
    signIn: async (_, email) => {
      if (email !== "ada@example.org") throw new WorkbenchError("server/unauthorised", [], "wrong e-mail or password");
      return { kind: "session", csrfToken: "token" };
    },
    signOut: async () => undefined,
    rename: async (_, name) => ({ ...who.user, name }),
    changePassword: async (_, current) => {
      if (forgotten || current !== "correct horse")
        throw new WorkbenchError("server/unauthorised", [], "the e-mail address or the password is wrong");
      return { kind: "session", csrfToken: "token of the new session" };
    },
    async submitJob(_, __, name) {
      if (away) throw new WorkbenchError("server/unreachable", [], "nothing answers");
      if (refusal) throw refusal;
      sent.push({ name });
      return job;
    },
    artefact: async () => encodePacket({ step: 40, time: 40, fields: {} }),
  };
  return {
    access: access as ServerAccess,
    sent,
    leave: () => (away = true),
    comeBack: () => (away = false),
    refuse: (error: WorkbenchError | null) => (refusal = error),
    forget: () => (forgotten = true),
    seat: (someone: Identity) => (who = someone),
  };
}

function workbench(storage = memoryStorage()) {
  const there = server();
  /** What the Lab was connected with. */
  const labs: ServerConnection[] = [];
  const lab = fakeEngine();
  const connectRemote = async (connection: ServerConnection) => {
    labs.push(connection);
    return lab;
  };
  const { store } = fakeWorkbench({ storage, connectRemote, loadServerAccess: async () => there.access });
  return { there, state: store.getState, storage, labs, lab };
}

describe("signing in", () => {
  it("by password: who one is, and no secret in store or storage", async () => {
    const { state, storage } = workbench();
    expect(await state().signIn(url, "ada@example.org", "correct horse")).toBe(true);
    expect(state().server).toMatchObject({ status: "in", url, who: { user: { name: "Ada" } }, problem: null });
    const kept = JSON.stringify([state(), storage.kept]);
    for (const secret of ["correct horse", "token"]) expect(kept).not.toContain(secret);
    expect(state().serverConnection()?.credential).toEqual({ kind: "session", csrfToken: "token of today" });
  });
  it("by key; a wrong one is told in words, and nobody is signed in", async () => {
    const { state } = workbench();
    expect(await state().useKey(url, "mfn_bad")).toBe(false);
    expect(state().server).toMatchObject({ status: "out", who: null, problem: { message: "this key is not known" } });
    expect(await state().useKey(url, "mfn_good")).toBe(true);
    expect(JSON.stringify(state())).not.toContain("mfn_good");
  });
  it("goes on with a session at the next visit, not with a key", async () => {
    const first = workbench();
    await first.state().signIn(url, "ada@example.org", "p");
    const second = workbench(first.storage);
    expect(await second.state().resumeSession()).toBe(true);
    await second.state().signOut();
    expect(await workbench(first.storage).state().resumeSession()).toBe(false);
    await second.state().useKey(url, "mfn_good");
    expect(await workbench(first.storage).state().resumeSession()).toBe(false);
  });
});

describe("an account", () => {
  it("goes on with the session that a change of password brings, wherever its credential is held", async () => {
    const { state } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    const held = state().serverConnection()!.credential;
    await state().changePassword("correct horse", "a lake with eight islands");
    expect(held).toEqual({ kind: "session", csrfToken: "token of the new session" });
    expect(state().serverConnection()!.credential).toBe(held);
    expect(JSON.stringify(state())).not.toContain("islands");
  });
  it("says which password is wrong, and stays signed in", async () => {
    const { state } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    await expect(state().changePassword("wrong", "a lake with eight islands")).rejects.toThrow("the current password is wrong");
    expect(state().server).toMatchObject({ status: "in", problem: null });
  });
  it("passes on what the server says of a new password", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    there.access.changePassword = () => Promise.reject(new WorkbenchError("server/refused", [], "too many attempts; try again in 8 s"));
    await expect(state().changePassword("correct horse", "x")).rejects.toThrow("try again in 8 s");
  });
  it("is not taken for ended by what was asked between the old session and the new one", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    let renewed = false;
    const { identify } = there.access;
    there.access.identify = async (connection) => {
      if (!renewed) throw new WorkbenchError("server/unauthorised", [], "the session has ended");
      return identify(connection);
    };
    there.access.changePassword = () =>
      new Promise((resolve) =>
        setTimeout(() => {
          renewed = true;
          resolve({ kind: "session", csrfToken: "new" });
        }, 20),
      );
    const change = state().changePassword("correct horse", "a lake with eight islands");
    await Promise.resolve();
    expect(await state().askWhoAgain()).toBe(true);
    await change;
    expect(state().server.status).toBe("in");
  });
  it("shows by its password that it is still its owner's: the session begins anew, wherever its credential is held", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    const held = state().serverConnection()!.credential;
    there.access.signIn = async (_, email, password) => {
      if (email !== "ada@example.org" || password !== "correct horse")
        throw new WorkbenchError("server/unauthorised", [], "the e-mail address or the password is wrong");
      return { kind: "session", csrfToken: "of the session that begins" };
    };
    await expect(state().confirmIdentity("wrong")).rejects.toMatchObject({ detail: { reason: "wrong-current-password" } });
    expect(held).toEqual({ kind: "session", csrfToken: "token of today" });
    await state().confirmIdentity("correct horse");
    expect(held).toEqual({ kind: "session", csrfToken: "of the session that begins" });
    expect(state().server).toMatchObject({ status: "in", problem: null });
  });
  it("that is removed is signed out, also at the next visit; one that the server keeps stays signed in", async () => {
    const { state, there, storage } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    there.access.removeMe = () => Promise.reject(new WorkbenchError("server/refused", [], "this is the last administrator"));
    await expect(state().removeAccount()).rejects.toThrow("last administrator");
    expect(state().server.status).toBe("in");
    there.access.removeMe = async () => undefined;
    await state().removeAccount();
    expect(state().server).toMatchObject({ status: "out", who: null, problem: null });
    expect(state().serverConnection()).toBeNull();
    expect(await workbench(storage).state().resumeSession()).toBe(false);
  });
  it("stays signed in, and is told why, where signing out does not reach the server: its cookie still opens", async () => {
    const { state, there, storage } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    there.access.signOut = () => Promise.reject(new WorkbenchError("server/unreachable", [], "nothing answers"));
    await state().signOut();
    expect(state().server).toMatchObject({ status: "in", who: { user: { name: "Ada" } }, problem: { code: "server/unreachable" } });
    expect(await workbench(storage).state().resumeSession()).toBe(true);
  });
  it("whose session has ended already is out all the same, and nothing is wrong", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    there.forget();
    there.access.signOut = () => Promise.reject(new WorkbenchError("server/unauthorised", [], "your session has ended; sign in again"));
    await state().signOut();
    expect(state().server).toMatchObject({ status: "out", who: null, problem: null });
  });
  it("of somebody else, who has signed in in another tab, is shown as theirs instead of being signed out", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    const held = state().serverConnection()!.credential;
    there.seat({ ...ada, user: { ...ada.user, id: "u2", name: "Ben" } });
    there.access.signOut = () => Promise.reject(new WorkbenchError("server/unauthorised", [], "somebody else has signed in in this browser"));
    Object.assign(held, { csrfToken: "stale" });
    await state().signOut();
    expect(state().server).toMatchObject({ status: "in", who: { user: { name: "Ben" } }, problem: { code: "server/unauthorised" } });
    expect(held).toEqual({ kind: "session", csrfToken: "token of today" });
  });
  it("is called by its new name at once", async () => {
    const { state } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    await state().rename("Ada Lovelace");
    expect(state().server.who).toMatchObject({ user: { name: "Ada Lovelace" }, scopes: ["read", "run"] });
  });
  it("whose session has ended is signed out, and told so; one whose server is away is not", async () => {
    const { state, there, storage } = workbench();
    await state().signIn(url, "ada@example.org", "correct horse");
    there.leave();
    expect(await state().askWhoAgain()).toBe(true);
    expect(state().server.status).toBe("in");
    there.comeBack();
    there.forget();
    expect(await Promise.all([state().askWhoAgain(), state().askWhoAgain()])).toEqual([false, false]);
    expect(state().server).toMatchObject({ status: "out", who: null, problem: { message: expect.stringContaining("sign in again") } });
    expect(state().serverConnection()).toBeNull();
    expect(await workbench(storage).state().resumeSession()).toBe(false);
  });
  it("comes back from the service that vouches for it", async () => {
    const first = workbench();
    first.state().expectSession(url);
    expect(await workbench(first.storage).state().resumeSession()).toBe(true);
  });
  it("that nobody vouched for is not asked for, then or later", async () => {
    const { state, there, storage } = workbench();
    state().expectSession(url);
    const refusal = new WorkbenchError("server/unauthorised", [], "signing in there came to nothing").toJSON();
    const { store } = fakeWorkbench({ storage, loadServerAccess: async () => there.access });
    store.setState(({ server }) => ({ server: { ...server, problem: refusal } }));
    let asked = 0;
    there.access.identify = async () => Promise.reject(new Error(`asked ${++asked}`));
    expect(await store.getState().resumeSession()).toBe(false);
    expect([asked, store.getState().server.problem]).toEqual([0, refusal]);
    expect(await workbench(storage).state().resumeSession()).toBe(false);
  });
  it("that is not there at the next visit is no problem to tell; a server that is away is, and what was told before stays", async () => {
    const first = workbench();
    first.state().expectSession(url);
    first.there.leave();
    expect(await first.state().resumeSession()).toBe(false);
    expect(first.state().server.problem).toMatchObject({ code: "server/unreachable" });
    first.there.comeBack();
    first.there.forget();
    expect(await first.state().resumeSession()).toBe(false);
    expect(first.state().server.problem).toMatchObject({ code: "server/unreachable" });
    const second = workbench(first.storage);
    second.there.forget();
    expect(await second.state().resumeSession()).toBe(false);
    expect(second.state().server.problem).toBeNull();
  });
  it("that an invitation is about to make hears nothing of what failed before", async () => {
    const { state } = workbench();
    await state().useKey(url, "mfn_bad");
    state().takeInvitation("token");
    expect(state().server).toMatchObject({ invitation: "token", problem: null });
  });
});

describe("the Lab that computes there", () => {
  const lost = new WorkbenchError("server/unauthorised", [], "this API key was revoked", { reason: "revoked-key" });

  async function computing() {
    const parts = workbench();
    await parts.state().open(spec, { run: false });
    await parts.state().signIn(url, "ada@example.org", "correct horse");
    await parts.state().computeThere();
    expect(parts.state().connection).toEqual({ status: "server", url, problem: null });
    return parts;
  }

  it("comes back to this browser when the session has ended, and says why", async () => {
    const { state, there } = await computing();
    there.forget();
    expect(await state().askWhoAgain()).toBe(false);
    expect(state().connection).toMatchObject({ status: "browser", url: "", problem: { detail: { reason: "session-over" } } });
    expect(state().run).toMatchObject({ step: 0, problem: null });
  });
  it("notices it by its own run too", async () => {
    const { state, there, lab } = await computing();
    there.forget();
    lab.step = () => Promise.reject(lost);
    await state().stepOnce();
    await expect.poll(() => state().connection.status).toBe("browser");
    expect(state().server.status).toBe("out");
  });
  it("of a key that was revoked says just that", async () => {
    const { state, there } = workbench();
    await state().useKey(url, "mfn_good");
    there.access.identify = () => Promise.reject(lost);
    expect(await state().askWhoAgain()).toBe(false);
    expect(state().server.problem).toMatchObject({ message: "this API key was revoked", detail: { reason: "revoked-key" } });
  });
  it("takes up the credential of whoever signs in where its own opens nothing any more, and leaves one that does alone", async () => {
    const { state, lab, labs } = workbench();
    await state().open(spec, { run: false });
    await state().connect(url, { kind: "key", key: "mfn_of_the_lab" });
    await state().useKey(url, "mfn_good");
    await state().useKey("http://elsewhere", "mfn_good");
    expect(labs).toHaveLength(1);
    lab.step = () => Promise.reject(lost);
    await state().stepOnce();
    await state().signIn(url, "ada@example.org", "correct horse");
    await expect.poll(() => labs.map(({ credential }) => credential.kind)).toEqual(["key", "session"]);
  });
  it("closes its run before the session ends", async () => {
    const { state, there, lab } = await computing();
    let closed: string[] = [];
    there.access.signOut = async () => void (closed = lab.calls.filter((call) => call.startsWith("close")));
    await state().signOut();
    expect(closed).toEqual(["close run-1"]);
    expect(state().connection.status).toBe("browser");
  });
});

describe("a page that was opened while the server was away", () => {
  /** A visit that left a session and a job that waits, and the next one, whose server does not answer. */
  async function reopened() {
    const first = workbench();
    await first.state().signIn(url, "ada@example.org", "p");
    first.there.leave();
    await first.state().submitJob({ kind: "run", document: spec }, "Gray–Scott");
    const later = workbench(first.storage);
    later.there.leave();
    expect(await later.state().resumeSession()).toBe(false);
    return later;
  }

  it("goes on with its session by itself once that answers, and sends what waits", async () => {
    vi.useFakeTimers();
    try {
      const { state, there } = await reopened();
      let tries = 0;
      const { identify } = there.access;
      there.access.identify = (connection) => (tries++, identify(connection));
      await vi.advanceTimersByTimeAsync(2_000 + 4_000 + 8_000);
      expect([tries, state().server.status]).toEqual([3, "out"]);
      there.comeBack();
      await vi.advanceTimersByTimeAsync(16_000);
      expect([tries, state().server.status, there.sent.length, state().server.waiting]).toEqual([4, "in", 1, []]);
    } finally {
      vi.useRealTimers();
    }
  });
  it("does so at once where somebody says so, and sends each job once", async () => {
    const { state, there } = await reopened();
    there.comeBack();
    await state().sendWaiting(true);
    expect([state().server.status, there.sent.length, state().server.waiting]).toEqual(["in", 1, []]);
  });
  it("does not ask on by itself once somebody has signed in elsewhere", async () => {
    vi.useFakeTimers();
    try {
      const { state, there } = await reopened();
      there.comeBack();
      await state().useKey("http://elsewhere", "mfn_good");
      await vi.advanceTimersByTimeAsync(60_000);
      expect(state().server).toMatchObject({ status: "in", url: "http://elsewhere" });
    } finally {
      vi.useRealTimers();
    }
  });
});

describe("jobs", () => {
  it("that the server takes from nobody make the page ask who is signed in", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    there.forget();
    there.refuse(new WorkbenchError("server/unauthorised", [], "this needs an API key", { reason: "sign-in" }));
    await expect(state().submitJob({ kind: "run", document: spec }, "Gray–Scott")).rejects.toThrow("this needs an API key");
    await expect.poll(() => state().server.status).toBe("out");
    expect(state().server.waiting).toEqual([]);
  });
  it("wait here while the server is away, over a visit, and go there once under one name", async () => {
    const { state, there, storage } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    there.leave();
    expect(await state().submitJob({ kind: "run", document: spec }, "Gray–Scott")).toBeNull();
    const [waiting] = state().server.waiting;
    expect(waiting).toMatchObject({ url, title: "Gray–Scott", submission: { kind: "run" } });
    expect(await state().sendWaiting()).toBe(0);
    const later = workbench(storage);
    expect(later.state().server.waiting).toEqual([waiting]);
    await later.state().resumeSession();
    await expect.poll(() => later.there.sent).toEqual([{ name: waiting!.name }]);
    await expect.poll(() => later.state().server.waiting).toEqual([]);
    expect(workbench(storage).state().server.waiting).toEqual([]);
  });
  it("that the server does not take are kept with its words, and sent again only when somebody says so", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    there.leave();
    await state().submitJob({ kind: "run", document: spec }, "Gray–Scott");
    await state().submitJob({ kind: "run", document: spec }, "Brusselator");
    there.comeBack();
    there.refuse(new WorkbenchError("server/refused", [], "20 jobs wait already"));
    expect(await state().sendWaiting()).toBe(0);
    expect(state().server.waiting.map(({ refused }) => refused?.message)).toEqual(["20 jobs wait already", "20 jobs wait already"]);
    there.refuse(null);
    expect(await state().sendWaiting()).toBe(0);
    expect(await state().sendWaiting(true)).toBe(2);
    expect(state().server.waiting).toEqual([]);
  });
  it("keep why they were not taken; an earlier version of the page kept the sentence alone", () => {
    const storage = memoryStorage();
    const waiting = { name: "n", url, user: "u1", submission: { kind: "run", document: spec }, title: "Gray–Scott", since: 1 };
    const record = { code: "storage/full", message: "no room", path: [], detail: { limit: 8 } };
    remember(storage, "server-waiting", [
      { ...waiting, refused: "20 jobs wait already" },
      { ...waiting, refused: record },
      { ...waiting, refused: 7 },
    ]);
    expect(
      workbench(storage)
        .state()
        .server.waiting.map(({ refused }) => refused),
    ).toEqual([{ code: "server/refused", message: "20 jobs wait already", path: [] }, record]);
  });
  it("wait on when the session has ended", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    there.leave();
    await state().submitJob({ kind: "run", document: spec }, "Gray–Scott");
    there.comeBack();
    there.refuse(new WorkbenchError("server/unauthorised", [], "the session has ended"));
    expect(await state().sendWaiting(true)).toBe(0);
    expect(state().server.waiting).toMatchObject([{ title: "Gray–Scott" }]);
    expect(state().server.waiting[0]).not.toHaveProperty("refused");
  });
  it("of one person are not sent when another signs in", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    there.leave();
    await state().submitJob({ kind: "run", document: spec }, "Gray–Scott");
    there.comeBack();
    there.seat({ ...ada, user: { ...ada.user, id: "u2", name: "Ben" } });
    await state().useKey(url, "mfn_good");
    expect(await state().sendWaiting(true)).toBe(0);
    expect([there.sent, state().server.waiting.length]).toEqual([[], 1]);
    there.seat(ada);
    await state().useKey(url, "mfn_good");
    await expect.poll(() => there.sent.length).toBe(1);
  });
  it("are refused where nobody is signed in", async () =>
    expect(workbench().state().submitJob({ kind: "run", document: spec }, "x")).rejects.toThrow(/sign in to a server first/));
  it("open in the Lab at their last step", async () => {
    const { state } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    await state().openJob(job);
    expect(state().server.opening).toBeNull();
    expect([state().spec?.seed, state().room]).toEqual([5, "lab"]);
  });
  it("whose document the list leaves out are asked for first", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    there.access.job = async () => job;
    await state().openJob({ ...job, document: null });
    expect([state().server.opening, state().spec?.seed, state().room]).toEqual([null, 5, "lab"]);
  });
  it("that swept open as a diagram, among the runs", async () => {
    const { state, there } = workbench();
    await state().signIn(url, "ada@example.org", "p");
    const document = { version: 1, base: spec, parameters: [{ name: "parameters.F", values: [0.03] }], measure: ["mean"] };
    const row = { index: 0, values: [0.03], seed: 5, specHash: null, steps: 40, regime: null, numbers: { mean: 0.5 }, reason: null };
    there.access.artefact = async () => new TextEncoder().encode(JSON.stringify([row]));
    await state().openJob({ ...job, kind: "sweep", document });
    expect(state().server.opening).toBeNull();
    expect([state().room, state().sweep.rows, state().layout.fronts[0]]).toEqual(["runs", [row], "sweeps"]);
  });
  it("say why they do not open", async () => {
    const { state, there } = workbench();
    there.access.artefact = () => Promise.reject(new WorkbenchError("run/unknown", [], "there is no such artefact"));
    await state().signIn(url, "ada@example.org", "p");
    await state().openJob(job);
    expect(state().server.opening).toMatchObject({ job: "j1", problem: { message: "there is no such artefact" } });
  });
});
