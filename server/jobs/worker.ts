import { toRecord, WorkbenchError, type ErrorRecord } from "../../src/core/errors";
import type { Registry } from "../../src/core/define/registry";
import type { ArtefactStore } from "../artefacts/artefact-store";
import { Attempt } from "./attempt";
import type { Computing } from "./computing";
import type { JobChanges } from "./job-changes";
import { factsOf, type TellJobs } from "./job-log";
import { artefactRoot, jobRoot } from "./job-names";
import type { ClaimedJob, JobStore } from "./job-store";
import type { Kind } from "./kinds/kind";
import { withSpan } from "../observe/trace";
import { patiently } from "./patiently";
import type { Turns } from "./turns";

export interface WorkerOptions {
  /** Its name, as jobs show it. */
  name: string;
  store: JobStore;
  turns: Promise<Turns>;
  changes: JobChanges;
  artefacts: ArtefactStore;
  computing: Computing;
  kinds: Registry<Kind>;
  /** Jobs carried out at one time. */
  atOnce: number;
  checkpointSeconds(): number;
  leaseSeconds: number;
  /** Attempts in a row without getting further, after which a job has failed. */
  mostSetbacks: number;
  tell: TellJobs;
}

export interface Worker {
  /** Takes no more; jobs under way go back to the queue. */
  close(): Promise<void>;
}

/** Without news, the queue is looked at so often, and so is whether a job under way is still wanted. */
const lookMs = 1000;
/** An attempt that is not wanted any more is waited for so long, in milliseconds: its last write may hang. */
const graceMs = 5000;
/** A worker that ends tries so long to tell a database that is out of reach. */
const lastTriesMs = 5000;

/** What a job's owner learns of a fault of ours: what it says may name what is none of theirs. */
const faultOf = ({ id, attempt }: ClaimedJob): ErrorRecord => ({
  code: "internal",
  path: [],
  message: `the worker met a fault; its log names it under job ${id}, attempt ${attempt}`,
});

/** Carries out jobs of the queue until it is closed. Its death costs its jobs the lease, and nothing more. */
export function startWorker(options: WorkerOptions): Worker {
  const { store, changes, artefacts, tell } = options;
  const current = new Map<Attempt, Promise<unknown>>();
  const patience = new AbortController();
  let closing = false;
  let wake = () => {};

  const unhear = changes.hear((id) => {
    for (const attempt of current.keys()) if (attempt.job.id === id && !attempt.signal.aborted) void beat(attempt);
    wake();
  });

  /** Holds on to a job; lets go of it when it is no longer ours. */
  async function beat(attempt: Attempt): Promise<void> {
    const { job, progress, words, moved } = attempt;
    attempt.moved = false;
    const held = await store.beat(job, progress, words, moved).catch(() => null);
    if (held === null) attempt.moved ||= moved;
    else if (!held) attempt.abort();
  }

  async function carryOut(job: ClaimedJob): Promise<void> {
    const attempt = new Attempt(job, options.computing, options.checkpointSeconds(), store, options.artefacts);
    const work = perform(attempt);
    current.set(attempt, work);
    tell(null, `job ${job.id} is taken up`, factsOf(job));
    changes.tell(job.id);
    let said = "";
    const pulse = setInterval(() => {
      void beat(attempt).then(() => {
        if (attempt.words !== said) changes.tell(job.id);
        said = attempt.words;
      });
    }, lookMs);
    await work.then(
      (outcome) => tell(null, `job ${job.id} ${outcome}`, factsOf(job)),
      (error: unknown) => tell(error, `job ${job.id} could not be put away`, factsOf(job)),
    );
    clearInterval(pulse);
    current.delete(attempt);
    changes.tell(job.id);
    wake();
  }

  /** Resolves with what became of it, in words. */
  async function perform(attempt: Attempt): Promise<string> {
    const { job } = attempt;
    let finishing = false;
    try {
      const facts = { "mfn.job": job.id, "mfn.attempt": job.attempt };
      const work = () => options.kinds.get(job.kind).carryOut(attempt);
      const result = await letGo(attempt, withSpan(`job ${job.kind}`, facts, work, { kind: "takes", parent: job.traceparent }));
      attempt.signal.throwIfAborted();
      finishing = true;
      const finished = await patiently(() => store.finish(job, result, attempt.artefacts), patience.signal);
      await (finished ? tidyOthers(job) : tidy(job));
      return finished ? "is done" : "is no longer ours";
    } catch (error) {
      // A database that went away as the job was finished may have finished it: its files stay.
      if (!finishing || error instanceof WorkbenchError) await tidy(job);
      if (closing) return giveBack(job);
      if (attempt.signal.aborted) return "was cancelled, or has passed to another worker";
      const record = toRecord(error);
      if (error instanceof WorkbenchError && record.code !== "internal") {
        await patiently(() => store.fail(job, record), patience.signal);
        return `has failed: ${record.message}`;
      }
      tell(error, `job ${job.id} met a fault`, factsOf(job));
      await patiently(() => store.setBack(job, faultOf(job), options.mostSetbacks), patience.signal);
      return "is set back";
    }
  }

  async function giveBack(job: ClaimedJob): Promise<string> {
    await patiently(() => store.giveBack(job), patience.signal);
    // Lost, it would be added by and by.
    await options.turns.then((turns) => turns.add(1)).catch(() => undefined);
    return "goes back to the queue, as this worker ends";
  }

  /** Waits for the work of an attempt, but not much longer than it is wanted: what it writes late is removed then. */
  function letGo({ job, signal }: Attempt, work: Promise<unknown>): Promise<unknown> {
    const late = new Promise<never>((_, reject) => {
      const giveUp = () => {
        reject(signal.reason as Error);
        const remove = () => tidy(job);
        work.then(remove, remove);
      };
      const wait = () => void setTimeout(giveUp, graceMs).unref();
      signal.addEventListener("abort", wait, { once: true });
    });
    return Promise.race([work, late]);
  }

  /** Removes what is left of an attempt that came to nothing; all that is left of the job where that is gone. Should it fail, it is a little space. */
  async function tidy(job: ClaimedJob): Promise<void> {
    try {
      await artefacts.removeAll(artefactRoot(job));
      if (!(await store.exists(job.id))) await artefacts.removeAll(jobRoot(job.id));
    } catch {
      return;
    }
  }

  /** Removes what a job that is done needs no more: what was kept to go on from, and what attempts left whose worker died. */
  async function tidyOthers(job: ClaimedJob): Promise<void> {
    try {
      const [all, mine] = [jobRoot(job.id), artefactRoot(job)];
      const others = (await artefacts.list(all)).filter((name) => !name.startsWith(mine));
      for (const root of new Set(others.map((name) => name.slice(0, name.indexOf("/", all.length) + 1)))) await artefacts.removeAll(root);
    } catch {
      return;
    }
  }

  async function takeTurns(): Promise<void> {
    const turns = await options.turns;
    while (!closing) {
      const news = new Promise<void>((resolve) => (wake = resolve));
      const job = current.size < options.atOnce ? await takeOne(turns) : null;
      if (job) void carryOut(job);
      else await Promise.race([news, new Promise((resolve) => setTimeout(resolve, lookMs))]);
    }
  }

  async function takeOne(turns: Turns): Promise<ClaimedJob | null> {
    try {
      const turn = await turns.take();
      if (turn === null) return null;
      const job = await store.claim(options.name);
      // A turn that is not used up finds nothing when it comes back, and is used up then.
      await turns.use(turn).catch(() => undefined);
      return job;
    } catch (error) {
      tell(error, "the queue cannot be reached");
      return null;
    }
  }

  const taking = takeTurns().catch((error: unknown) => tell(error, "the queue could not be opened"));

  return {
    async close() {
      closing = true;
      setTimeout(() => patience.abort(), lastTriesMs).unref();
      wake();
      unhear();
      const endAttempts = () => current.forEach((_, attempt) => attempt.abort());
      endAttempts();
      await taking;
      // One may have been taken up at the last moment.
      endAttempts();
      // With the database away they are told by whoever carries them out; others get them when their lease is over.
      await Promise.allSettled(current.values());
    },
  };
}
