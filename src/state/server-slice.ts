import { toRecord, WorkbenchError, type ErrorCode, type ErrorPath, type ErrorRecord } from "../core/errors";
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

export const createServerSlice =
  ({ loadServerAccess, storage, engine }: Pick<Services, "loadServerAccess" | "storage" | "engine">): SliceCreator<ServerSlice> =>
  (set, get) => {
    let connection: ServerConnection | null = null;
    /** Counts attempts: the answer to an older one is dropped. */
    let attempt = 0;
    let next: ReturnType<typeof setTimeout> | undefined;
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
      patch({ status: "asking", url, ...(!quiet && { problem: null }) });
      try {
        const access = await loadServerAccess();
        const asked = { url, credential: await credentialOf(access) };
        const { identity, credential } = await access.identify(asked);
        if (mine !== attempt) return false;
        connection = { url, credential };
        patch({ status: "in", who: identity, invitation: null, problem: null });
        remember(storage, key, credential.kind === "session" ? url : null);
        void get().sendWaiting();
        return true;
      } catch (error) {
        if (mine !== attempt) return false;
        connection = null;
        const problem = toRecord(error);
        // Nobody asked to be signed in: that there is no session any more is no problem to tell. That a server is away is.
        if (quiet && problem.code !== "server/unreachable") remember(storage, key, null);
        patch({ status: "out", who: null, ...((!quiet || problem.code === "server/unreachable") && { problem }) });
        return false;
      }
    }

    function signedIn(): ServerConnection {
      if (connection === null) throw refusal("server/unauthorised", "sign in to a server first, in the room Server", "sign-in");
      return connection;
    }

    async function identifyAgain(there: ServerConnection): Promise<boolean> {
      await changing;
      try {
        const { identity } = await (await loadServerAccess()).identify(there);
        if (there === connection) patch({ who: identity });
        return true;
      } catch (error) {
        // A server that is away says nothing about who one is.
        if (toRecord(error).code !== "server/unauthorised") return true;
        if (there !== connection) return false;
        connection = null;
        remember(storage, key, null);
        const ended = refusal("server/unauthorised", "the server does not know you any more: sign in again", "session-over");
        patch({ status: "out", who: null, opening: null, problem: ended.toJSON() });
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
        throw known ? refusal("usage", "the current password is wrong", "wrong-current-password", ["body", "current"]) : error;
      }
    }

    /** Nobody is signed in here any more, and the Lab computes in this browser. Resolves to where one was. */
    async function leave(): Promise<ServerConnection | null> {
      attempt++;
      const there = connection;
      connection = null;
      remember(storage, key, null);
      patch({ status: "out", who: null, problem: null, opening: null });
      if (get().connection.url === there?.url) await get().useLocal();
      return there;
    }

    /** Whatever room is looked at meanwhile. */
    function sendLater(): void {
      clearTimeout(next);
      next = setTimeout(() => void get().sendWaiting(), againMs);
    }

    const others = ({ name }: Pick<WaitingJob, "name">) => get().server.waiting.filter((one) => one.name !== name);

    async function send(waiting: WaitingJob, there: ServerConnection): Promise<Job> {
      const access = await loadServerAccess();
      return access.submitJob(there, waiting.submission, waiting.name);
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
        const there = signedIn();
        await (await loadServerAccess()).removeMe(there);
        await leave();
      },
      async rename(name) {
        const user = await (await loadServerAccess()).rename(signedIn(), name);
        const { who } = get().server;
        if (who !== null) patch({ who: { ...who, user } });
      },
      async signOut() {
        const there = await leave();
        if (there?.credential.kind !== "session") return;
        const access = await loadServerAccess();
        await access.signOut(there).catch((error: unknown) => patch({ problem: toRecord(error) }));
      },
      takeInvitation: (token) => patch({ invitation: token, problem: null }),
      computeThere: async () => (connection === null ? false : get().connect(connection.url, connection.credential)),
      serverConnection: () => connection,
      async submitJob(submission, title) {
        const there = signedIn();
        const user = get().server.who?.user.id ?? "";
        const waiting: WaitingJob = { name: crypto.randomUUID(), url: there.url, user, submission, title, since: Date.now() };
        try {
          return await send(waiting, there);
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
        let taken = 0;
        for (const waiting of get().server.waiting) {
          const isMine = waiting.url === connection?.url && ["", get().server.who?.user.id].includes(waiting.user);
          if (connection === null || !isMine || (waiting.refused !== undefined && !refusedToo)) continue;
          try {
            await send(waiting, connection);
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
      },
      forgetWaiting: (name) => keepWaiting(others({ name })),
      async openJob(job) {
        const { id } = job;
        patch({ opening: { job: id, problem: null } });
        try {
          const there = signedIn();
          const access = await loadServerAccess();
          // A long document is left out of lists.
          const whole = job.document === null ? await access.job(there, id) : job;
          await (job.kind === "sweep" ? openSweep : openRun)(whole, (name) => access.artefact(there, id, name));
          patch({ opening: null });
        } catch (error) {
          const problem = isRecord(error) ? error : toRecord(error);
          patch({ opening: { job: id, problem } });
        }
      },
    };
  };

/** With a reason, so that panels say it in the language of the page. */
const refusal = (code: ErrorCode, sentence: string, reason: RefusalReason, path: ErrorPath = []) =>
  new WorkbenchError(code, path, sentence, { reason });

const isRecord = (error: unknown): error is ErrorRecord =>
  typeof error === "object" && error !== null && !(error instanceof Error) && "code" in error;
