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

export interface SignInAttempts {
  /**
   * Counts an attempt before it is made, so that many at once do not slip through.
   * @returns Seconds to wait; 0 when the attempt may go on.
   */
  begin(email: string, address: string): Promise<number>;
  /** Takes back what `begin` counted: it was no guess. */
  succeeded(email: string, address: string): Promise<void>;
  /** Removes what is no longer held against anybody. */
  sweep(): Promise<void>;
}

export function openSignInAttempts(db: Database, now: () => Date): SignInAttempts {
  const accountOf = (email: string) => `account:${hashSecret(email)}`;
  const addressOf = (address: string) => `address:${address}`;

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
    if (counted.rows.length > 0) return 0;
    const row = await db.selectFrom("sign_in_attempts").select("blocked_until").where("subject", "=", subject).executeTakeFirst();
    return Math.max(1, Math.ceil(((row?.blocked_until.getTime() ?? 0) - now().getTime()) / 1000));
  }

  return {
    async begin(email, address) {
      const wait = await count(addressOf(address), rules.address);
      return wait > 0 ? wait : count(accountOf(email), rules.account);
    },
    async succeeded(email, address) {
      await db.deleteFrom("sign_in_attempts").where("subject", "=", accountOf(email)).execute();
      await db
        .updateTable("sign_in_attempts")
        .set((expression) => ({ count: expression("count", "-", 1), blocked_until: now() }))
        .where("subject", "=", addressOf(address))
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
