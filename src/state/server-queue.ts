import type { ErrorRecord } from "../core/errors";
import type { Submission } from "../engine/protocol-jobs";
import { recall, remember } from "./remember";
import type { KeyValueStorage } from "./services";

/** A job that a server has not taken yet, because it could not be reached. */
export interface WaitingJob {
  /** By which the server knows it again: sent twice, it is done once. */
  name: string;
  /** The server that it is for. */
  url: string;
  /** Id of the user there whose job it is: nobody else's sign-in sends it. Empty where an earlier version of the page did not say. */
  user: string;
  submission: Submission;
  /** What it is, for whoever reads the list. */
  title: string;
  /** Milliseconds since 1970. */
  since: number;
  /** Why the server did not take it. It is kept, and sent again only when somebody says so. */
  refused?: ErrorRecord;
}

const key = "server-waiting";
/** Beyond it, nothing more is taken in: what waits is kept in the browser's small storage. */
export const mostWaiting = 50;

/** What waited when the page was left. */
export function recallWaiting(storage: KeyValueStorage): WaitingJob[] {
  const kept = recall(storage, key);
  if (!Array.isArray(kept)) return [];
  return kept
    .filter(isWaiting)
    .map(({ refused, ...job }) => ({ ...job, user: job.user ?? "", ...(refused !== undefined && { refused: refusalOf(refused) }) }));
}

/** Null when it is kept, else why not, in words. */
export const rememberWaiting = (storage: KeyValueStorage, waiting: readonly WaitingJob[]): string | null => remember(storage, key, waiting);

/** Earlier versions of the page kept the sentence alone. */
const refusalOf = (refused: ErrorRecord | string): ErrorRecord =>
  typeof refused === "string" ? { code: "server/refused", message: refused, path: [] } : refused;

type KeptJob = Omit<WaitingJob, "user" | "refused"> & { user?: string; refused?: ErrorRecord | string };

function isWaiting(value: unknown): value is KeptJob {
  if (typeof value !== "object" || value === null) return false;
  const { name, url, user = "", submission, title, since, refused = "" } = value as Partial<KeptJob>;
  if (typeof refused !== "string" && typeof refused?.message !== "string") return false;
  return [name, url, user, title].every((text) => typeof text === "string") && typeof since === "number" && typeof submission?.kind === "string";
}
