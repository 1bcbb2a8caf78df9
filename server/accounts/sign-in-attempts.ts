import { sql } from "kysely";
import type { Database } from "../database/database";
import { hashSecret } from "./secrets";

/** How attempts become slow: `free` ones at once, then each waits twice as long as the one before, up to `longest` seconds. */
interface Rule {
  free: number;
  longest: number;
}

/** One account may be guessed by many addresses, and one address may guess many accounts; families and laboratories share an address. */
const rules = { account: { free: 5, longest: 300 }, address: { free: 20, longest: 900 } } as const satisfies Record<string, Rule>;
/** Seconds after which nothing is held against anybody. */
const forgotten = 24 * 3600;

export interface Attempt {
  email: string;
  address: string;
  /** From a browser that somebody has signed in to the account with: what others guess at it does not count there. */
  known: boolean;
}

export interface SignInAttempts {
  /**
   * Counts an attempt before it is made, so that many at once do not slip through.
   * @returns Seconds to wait; 0 when the attempt may go on.
   */
  begin(attempt: Attempt): Promise<number>;
  /** Takes back what `begin` counted: it was no guess. */
  succeeded(attempt: Attempt): Promise<void>;
  /** Removes what is no longer held against anybody. */
  sweep(): Promise<void>;
}

export function openSignInAttempts(db: Database, now: () => Date): SignInAttempts {
  const accountOf = ({ email, known }: Attempt) => `${known ? "known" : "account"}:${hashSecret(email)}`;
  const addressOf = ({ address }: Attempt) => `address:${address}`;

  async function count(subject: string, { free, longest }: Rule): Promise<number> {
    const at = now().toISOString();
    // The exponent is bounded before the power is taken, so that no count makes it overflow.
    const blockedAfter = (attempts: ReturnType<typeof sql<number>>) =>
      sql`${at}::timestamptz + least(${longest}, case when ${attempts} <= ${free} then 0 else power(2, least(${attempts} - ${free} - 1, 20)) end) * interval '1 second'`;
    const next = sql<number>`(case when kept.last_at < ${at}::timestamptz - ${forgotten} * interval '1 second' then 1 else kept.count + 1 end)`;
    const counted = await sql<{ count: number }>`
      insert into sign_in_attempts as kept (subject, count, last_at, blocked_until)
      values (${subject}, 1, ${at}, ${at})
      on conflict (subject) do update set count = ${next}, last_at = ${at}, blocked_until = ${blockedAfter(next)}
      where kept.blocked_until <= ${at}
      returning count`.execute(db);
    return counted.rows.length > 0 ? 0 : Math.max(1, await waitOf(subject));
  }

  /** Seconds until the next attempt counts at all; 0 when it may be made now. */
  async function waitOf(subject: string): Promise<number> {
    const row = await db.selectFrom("sign_in_attempts").select("blocked_until").where("subject", "=", subject).executeTakeFirst();
    return Math.max(0, Math.ceil(((row?.blocked_until.getTime() ?? 0) - now().getTime()) / 1000));
  }

  return {
    async begin(attempt) {
      // Who is refused for one of the two does not count for the other: one impatient person would stop a whole laboratory, one address every account.
      const wait = (await waitOf(addressOf(attempt))) || (await count(accountOf(attempt), rules.account));
      return wait || count(addressOf(attempt), rules.address);
    },
    async succeeded(attempt) {
      await db.deleteFrom("sign_in_attempts").where("subject", "=", accountOf(attempt)).execute();
      await db
        .updateTable("sign_in_attempts")
        .set((expression) => ({ count: expression("count", "-", 1), blocked_until: now() }))
        .where("subject", "=", addressOf(attempt))
        .where("count", ">", 0)
        .execute();
    },
    async sweep() {
      await db
        .deleteFrom("sign_in_attempts")
        .where("last_at", "<", new Date(now().getTime() - forgotten * 1000))
        .execute();
    },
  };
}
