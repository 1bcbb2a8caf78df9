import type { ErrorRecord } from "../../src/core/errors";
import type { RefusalReason } from "../../src/engine/protocol-server";

/**
 * Codes of PostgreSQL and of sockets that say nothing of the query: the database is restarting, out of reach for a while, or so busy that what is asked
 * takes longer than it may (57014). Queries here are small: one that always takes so long is not expected.
 */
const passing =
  /^(08\w{3}|57P0[123]|57014|53300|40001|40P01|ECONNREFUSED|ECONNRESET|ECONNABORTED|EPIPE|ENOENT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH|EAI_AGAIN|ENOTFOUND)$/;
const passingWords =
  /connection terminated|timeout exceeded when trying to connect|connection timeout|the database system is|query read timeout|is not queryable/i;

const codeOf = (error: Error): string => (error as NodeJS.ErrnoException).code ?? "";

/** Whether the same might succeed a little later: whoever asks for somebody is told `DatabaseAway` then, and whoever works on, as jobs do, tries again. */
export function isPassing(error: unknown): boolean {
  return error instanceof Error && (passing.test(codeOf(error)) || passingWords.test(error.message));
}

/** Whether no answer came at all: the connection is still waiting for it, and no use to anybody. */
export const isUnanswered = (error: unknown): boolean => error instanceof Error && error.message === "Query read timeout";

/** The database does not answer, or not in time, or its folder is another's: nobody's fault who asks. Its message is for the log. */
export class DatabaseAway extends Error {
  readonly code: string;
  /** Seconds after which it is worth to ask again. */
  readonly retryAfter = 5;

  constructor(cause: Error) {
    // Of several addresses that all refuse, Node tells the code alone.
    super(cause.message || codeOf(cause), { cause });
    this.name = "DatabaseAway";
    this.code = codeOf(cause);
  }

  /** What whoever asked is told. */
  get record(): ErrorRecord {
    const message = `the server's database does not answer at the moment; try again in ${this.retryAfter} seconds. If that lasts, whoever runs the server finds the reason in its log`;
    return { code: "server/unreachable", message, path: [], detail: { reason: "database-away" satisfies RefusalReason } };
  }
}

/** A fault of the database as whoever asked it should see it. */
export const orAway = (error: unknown): unknown => (error instanceof Error && isPassing(error) ? new DatabaseAway(error) : error);
