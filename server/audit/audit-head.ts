import type { ServerSecrets } from "../crypto/secrets";
import type { Database } from "../database/database";
import { chainStart } from "./audit-chain";

/** Where the audit log ends at some moment. */
export interface AuditHead {
  rows: number;
  /** Hash of the last of them. */
  head: string;
  /** The server's, Ed25519 over `headText`, base64: whoever may write the database, and the log, cannot make it. */
  signature: string;
}

/** What is signed. */
export const headText = ({ rows, head }: Pick<AuditHead, "rows" | "head">): string => `mfn/audit-head/v1 ${rows} ${head}`;

export async function signedHead(db: Database, { sign }: Pick<ServerSecrets, "sign">): Promise<AuditHead> {
  const last = await db.selectFrom("audit").select(["seq", "hash"]).orderBy("seq", "desc").limit(1).executeTakeFirst();
  const end = { rows: Number(last?.seq ?? 0), head: last?.hash ?? chainStart };
  const signature = await sign(new TextEncoder().encode(headText(end)));
  return { ...end, signature: Buffer.from(signature).toString("base64") };
}

/**
 * Tells the head every so many milliseconds, and when the returned function is called, which ends it: held against a log that is kept elsewhere, rows that were
 * taken off the end or written anew with all that follow show.
 */
export function tellHeads(read: () => Promise<AuditHead>, tell: (head: AuditHead) => void, failed: (error: unknown) => void, every = 3_600_000) {
  const once = () => read().then(tell, failed);
  const timer = setInterval(() => void once(), every).unref();
  return (): Promise<void> => {
    clearInterval(timer);
    return once();
  };
}
