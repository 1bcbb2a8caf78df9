import { toRecord, WorkbenchError, type ErrorCode, type ErrorRecord } from "../core/errors";
import type { RunSpecInput } from "../core/spec/run-spec";
import { parseJson } from "../connectors/json-text";
import { decodePacket } from "../engine/frame-codec";
import type { SavedState } from "../engine/protocol";
import type { Job, Submission } from "../engine/protocol-jobs";
import type { Acceptance, Identity, RefusalReason, ServerAccess } from "../engine/protocol-server";
import type { Credential, ServerConnection } from "../engine/server-http";
import { recall, remember } from "./remember";
import { mostWaiting, recallWaiting, rememberWaiting, type WaitingJob } from "./server-queue";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export interface ServerFacts {
  /** Address of the server that one is, was or wants to be signed in to. */
  url: string;
  status: "out" | "asking" | "in";
  /** Who one is there; null when not signed in. */
  who: Identity | null;
  /** Why the last attempt came to nothing. */
  problem: ErrorRecord | null;
  /** An invitation that the address brought, to be accepted. */
  invitation: string | null;
  /** Jobs that no server has taken yet. */
  waiting: readonly WaitingJob[];
  /** What opening a job's result came to. */
  opening: { job: string; problem: ErrorRecord | null } | null;
}

export interface ServerSlice {
  server: ServerFacts;
  /** Each resolves to whether one is signed in then. Key and token go no further than this closure: neither store nor storage holds them. */
  useKey(url: string, key: string): Promise<boolean>;
  signIn(url: string, email: string, password: string): Promise<boolean>;
  acceptInvitation(url: string, acceptance: Acceptance): Promise<boolean>;
  /** Goes on with the session that a former visit left in the browser, if there was one. */
  resumeSession(): Promise<boolean>;
  /** Before the page is left for a service that vouches for people: the session it brings is gone on with at the next visit. */
  expectSession(url: string): void;
  /** Asks the server anew who one is, as it has just said that it does not know. Resolves to whether one is still signed in. */
  askWhoAgain(): Promise<boolean>;
  /** Ends every session but this one. Rejects with what is wrong, in words. */
  changePassword(current: string, password: string): Promise<void>;
  rename(name: string): Promise<void>;
  /**
   * Shows the server once more who one is, before something that cannot be undone: the session begins anew. Rejects with what is wrong, in words.
   */
  confirmIdentity(password: string): Promise<void>;
  /** Removes one's account with all that is one's own there; nobody is signed in then. Rejects with what is wrong, in words. */
  removeAccount(): Promise<void>;
  signOut(): Promise<void>;
  /** Remembers an invitation until it is accepted or dismissed. */
  takeInvitation(token: string | null): void;
  /** Moves the Lab's runs to the server one is signed in to. Resolves to whether they are there. */
  computeThere(): Promise<boolean>;
  /** How to reach the server that one is signed in to; null when not. Not a fact: it holds the key. */
  serverConnection(): ServerConnection | null;
  /** Hands a job to the server, or keeps it until one can be reached. Resolves to the job, or null while it waits. */
  submitJob(submission: Submission, title: string): Promise<Job | null>;
  /**
   * Sends what waits for whoever is signed in, where they are. Resolves to how many the server took; what it did not take is kept, with its words.
   * @param refusedToo also what it did not take before.
   */
  sendWaiting(refusedToo?: boolean): Promise<number>;
  forgetWaiting(name: string): void;
  /** Opens a finished run in the Lab, at its last step; a finished sweep among the runs, as its diagram. */
  openJob(job: Job): Promise<void>;
}

/** Reads a file that the job left. */
type ReadArtefact = (name: string) => Promise<Uint8Array>;

/** A session that may still be open: its address, and no secret. */
const key = "server-session";
/** Milliseconds between two tries to reach the server while something waits for it. */
const againMs = 10_000;
/** Milliseconds to the next try to go on with a session whose server did not answer: the first time, and at most. Each is twice the one before. */
const [resumeMs, longestResumeMs] = [2_000, 30_000];

export const createServerSlice =
  ({ loadServerAccess, storage, engine }: Pick<Services, "loadServerAccess" | "storage" | "engine">): SliceCreator<ServerSlice> =>
  (set, get) => {
    let connection: ServerConnection | null = null;
    /** Counts attempts: the answer to an older one is dropped. */
    let attempt = 0;
    let next: ReturnType<typeof setTimeout> | undefined;
    let nextResume: ReturnType<typeof setTimeout> | undefined;
    let resumeAfter = resumeMs;
    /** Jobs that wait are sent one after the other, whoever asks for it. */
    let sending: Promise<unknown> = Promise.resolve();
    /** The question who one is that is under way, asked once however many answers raise it. */
    let asking: Promise<boolean> | null = null;
    /** Over when no change of password is under way: meanwhile the old session has ended, and the new one is not here yet. */
    let changing: Promise<unknown> = Promise.resolve();
    const patch = (facts: Partial<ServerFacts>) => set(({ server }) => ({ server: { ...server, ...facts } }));

    function keepWaiting(waiting: readonly WaitingJob[]): void {
      const unkept = rememberWaiting(storage, waiting);
      patch({ waiting });
      if (unkept !== null) patch({ problem: new WorkbenchError("storage/full", [], unkept).toJSON() });
    }

    async function enter(url: string, credentialOf: (access: ServerAccess) => Promise<Credential>, quiet = false): Promise<boolean> {
      const mine = ++attempt;
      clearTimeout(nextResume);
      patch({ status: "asking", url, ...(!quiet && { problem: null }) });
      try {
        const access = await loadServerAccess();
        const asked = { url, credential: await credentialOf(access) };
        const { identity, credential } = await access.identify(asked);
        if (mine !== attempt) return false;
        // Where the Lab computes there as whoever was signed in before, or as nobody any more, it goes on as whoever is now.
        const renews = connection?.url === url || get().run.problem?.code === "server/unauthorised";
        connection = { url, credential };
        resumeAfter = resumeMs;
        patch({ status: "in", who: identity, invitation: null, problem: null });
        remember(storage, key, credential.kind === "session" ? url : null);
        if (renews && get().connection.url === url) void get().computeThere();
        void get().sendWaiting();
        return true;
      } catch (error) {
        if (mine !== attempt) return false;
        connection = null;
        const problem = toRecord(error);
        const away = problem.code === "server/unreachable";
        // Nobody asked to be signed in: that there is no session any more is no problem to tell. That a server is away is.
        if (quiet && !away) remember(storage, key, null);
        if (quiet && away) resumeLater();
        patch({ status: "out", who: null, ...((!quiet || away) && { problem }) });
        return false;
      }
    }

    function signedIn(): ServerConnection {
      if (connection === null) throw refusal("server/unauthorised", "sign in to a server first, in the room Server", "sign-in");
      return connection;
    }

    /** Asks the server something. Where it does not know who asks, it is asked that too: the page is not to look as if one were signed in. */
    async function ask<Answer>(act: (access: ServerAccess, there: ServerConnection) => Promise<Answer>): Promise<Answer> {
      const there = signedIn();
      const access = await loadServerAccess();
      try {
        return await act(access, there);
      } catch (error) {
        if (toRecord(error).code === "server/unauthorised") void get().askWhoAgain();
        throw error;
      }
    }

    async function identifyAgain(there: ServerConnection): Promise<boolean> {
      await changing;
      try {
        const { identity, credential } = await (await loadServerAccess()).identify(there);
        if (there !== connection) return true;
        // Somebody else may have signed in in another tab. Into the same credential, as the Lab's engine may hold it too.
        Object.assign(there.credential, credential);
        patch({ who: identity });
        return true;
      } catch (error) {
        const problem = toRecord(error);
        // A server that is away says nothing about who one is.
        if (problem.code !== "server/unauthorised") return true;
        const ended = refusal("server/unauthorised", "the server does not know you any more: sign in again", "session-over");
        if (there === connection) await leave(there.credential.kind === "key" ? problem : ended.toJSON());
        return false;
      }
    }

    /** Goes on with the session that comes, in place of the one that has ended by it. @throws what is wrong, in words. */
    async function renewSession(there: ServerConnection, session: Promise<Credential>): Promise<void> {
      changing = session.catch(() => undefined);
      try {
        // Into the same credential, as the Lab's engine may hold it too.
        Object.assign(there.credential, await session);
      } catch (error) {
        if (toRecord(error).code !== "server/unauthorised") throw error;
        const known = await get().askWhoAgain();
        throw known ? refusal("usage", "the current password is wrong", "wrong-current-password") : error;
      }
    }

    /** Nobody is signed in here any more, and the Lab computes in this browser. */
    async function leave(problem: ErrorRecord | null = null): Promise<void> {
      attempt++;
      const there = connection;
      connection = null;
      remember(storage, key, null);
      patch({ status: "out", who: null, problem, opening: null });
      if (get().connection.url !== there?.url) return;
      await get().useLocal();
      if (problem !== null) set(({ connection: lab }) => ({ connection: { ...lab, problem } }));
    }

    /** The page was opened while the server was away: it goes on by itself once that answers. */
    function resumeLater(): void {
      nextResume = setTimeout(() => void get().resumeSession(), resumeAfter);
      resumeAfter = Math.min(2 * resumeAfter, longestResumeMs);
    }

    /** Whatever room is looked at meanwhile. */
    function sendLater(): void {
      clearTimeout(next);
      next = setTimeout(() => void get().sendWaiting(), againMs);
    }

    const others = ({ name }: Pick<WaitingJob, "name">) => get().server.waiting.filter((one) => one.name !== name);

    const send = ({ submission, name }: WaitingJob): Promise<Job> => ask((access, there) => access.submitJob(there, submission, name));

    async function sendAll(refusedToo: boolean): Promise<number> {
      let taken = 0;
      for (const waiting of get().server.waiting) {
        const isMine = waiting.url === connection?.url && ["", get().server.who?.user.id].includes(waiting.user);
        if (!isMine || (waiting.refused !== undefined && !refusedToo)) continue;
        try {
          await send(waiting);
          taken++;
          keepWaiting(others(waiting));
        } catch (error) {
          const refused = toRecord(error);
          const { code } = refused;
          if (code === "server/unreachable") sendLater();
          if (code === "server/unreachable" || code === "server/unauthorised") return taken;
          keepWaiting(get().server.waiting.map((one) => (one.name === waiting.name ? { ...one, refused } : one)));
        }
      }
      return taken;
    }

    async function openRun({ document }: Job, artefact: ReadArtefact): Promise<void> {
      const state = decodePacket(await artefact("state.packet")) as SavedState;
      const opened = await get().open(document as RunSpecInput, { run: false });
      const { specProblem, run } = get();
      if (!opened) throw specProblem ?? new WorkbenchError("run/cancelled", [], "another run was opened meanwhile");
      await engine.restore(run.id!, state);
      await get().showState();
      get().goTo("lab");
    }

    async function openSweep({ document }: Job, artefact: ReadArtefact): Promise<void> {
      await get().showSweptRows(document, parseJson(new TextDecoder().decode(await artefact("rows.json")), "rows.json"));
      get().goTo("runs");
      get().bringToFront("sweeps");
    }

    return {
      server: { url: "", status: "out", who: null, problem: null, invitation: null, waiting: recallWaiting(storage), opening: null },
      useKey: (url, text) => enter(url, async () => ({ kind: "key", key: text })),
      signIn: (url, email, password) => enter(url, (access) => access.signIn(url, email, password)),
      acceptInvitation: (url, acceptance) => enter(url, (access) => access.accept(url, acceptance)),
      async resumeSession() {
        const url = recall(storage, key);
        const { status, problem } = get().server;
        if (typeof url !== "string" || status !== "out") return false;
        // Back from a service that did not vouch for anybody: the session that was expected has not come.
        if (problem?.code === "server/unauthorised") {
          remember(storage, key, null);
          return false;
        }
        return enter(url, async () => ({ kind: "session", csrfToken: "" }), true);
      },
      expectSession: (url) => void remember(storage, key, url),
      async askWhoAgain() {
        if (connection === null) return false;
        asking ??= identifyAgain(connection).finally(() => (asking = null));
        return asking;
      },
      async changePassword(current, password) {
        const there = signedIn();
        const access = await loadServerAccess();
        await renewSession(there, access.changePassword(there, current, password));
      },
      async confirmIdentity(password) {
        const there = signedIn();
        const access = await loadServerAccess();
        await renewSession(there, access.signIn(there.url, get().server.who?.user.email ?? "", password));
      },
      async removeAccount() {
        await ask((access, there) => access.removeMe(there));
        await leave();
      },
      async rename(name) {
        const user = await ask((access, there) => access.rename(there, name));
        const { who } = get().server;
        if (who !== null) patch({ who: { ...who, user } });
      },
      async signOut() {
        if (connection?.credential.kind === "session") {
          // The Lab's run there is closed as long as one may.
          if (get().connection.url === connection.url) await get().useLocal();
          try {
            await ask((access, there) => access.signOut(there));
          } catch (error) {
            const problem = toRecord(error);
            // Nobody is told to be out while the browser's cookie still opens.
            if (problem.code !== "server/unauthorised" || (await get().askWhoAgain())) return patch({ problem });
          }
        }
        await leave();
      },
      takeInvitation: (token) => patch({ invitation: token, problem: null }),
      computeThere: async () => (connection === null ? false : get().connect(connection.url, connection.credential)),
      serverConnection: () => connection,
      async submitJob(submission, title) {
        const there = signedIn();
        const user = get().server.who?.user.id ?? "";
        const waiting: WaitingJob = { name: crypto.randomUUID(), url: there.url, user, submission, title, since: Date.now() };
        try {
          return await send(waiting);
        } catch (error) {
          if (!(error instanceof WorkbenchError) || error.code !== "server/unreachable") throw error;
          if (get().server.waiting.length >= mostWaiting)
            throw new WorkbenchError("storage/full", [], `${mostWaiting} jobs wait for a server already; remove some, in the room Server`);
          keepWaiting([...get().server.waiting, waiting]);
          sendLater();
          return null;
        }
      },
      async sendWaiting(refusedToo = false) {
        if (connection === null) await get().resumeSession();
        const mine = sending.then(() => sendAll(refusedToo));
        sending = mine;
        return mine;
      },
      forgetWaiting: (name) => keepWaiting(others({ name })),
      async openJob(job) {
        const { id } = job;
        patch({ opening: { job: id, problem: null } });
        try {
          // A long document is left out of lists.
          const whole = job.document === null ? await ask((access, there) => access.job(there, id)) : job;
          await (job.kind === "sweep" ? openSweep : openRun)(whole, (name) => ask((access, there) => access.artefact(there, id, name)));
          patch({ opening: null });
        } catch (error) {
          const problem = isRecord(error) ? error : toRecord(error);
          patch({ opening: { job: id, problem } });
        }
      },
    };
  };

/** With a reason, so that panels say it in the language of the page. */
const refusal = (code: ErrorCode, sentence: string, reason: RefusalReason) => new WorkbenchError(code, [], sentence, { reason });

const isRecord = (error: unknown): error is ErrorRecord =>
  typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error;
