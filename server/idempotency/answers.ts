import { sql } from "kysely";
import { WorkbenchError } from "../../src/core/errors";
import type { ServerSecrets } from "../crypto/secrets";
import type { Database } from "../database/database";

export interface StoredAnswer {
  status: number;
  mediaType: string;
  body: string;
}

/** Answers of one user that are kept, and bytes that they may take together; the newest stay. */
const [mostAnswers, mostBytes] = [1000, 2 ** 24];

const hour = 3_600_000;
/** How long an answer is kept, and after what time a request that never ended is held for lost; milliseconds. */
const kept = 24 * hour;
const lost = hour;

/** Answers by user and idempotency key, so that a request sent twice is carried out once. */
export class IdempotentAnswers {
  constructor(
    private readonly db: Database,
    private readonly secrets: ServerSecrets,
    private readonly now: () => number = Date.now,
  ) {}

  /**
   * Begins a request, or finds what was answered to it before.
   * @param request a hash of all that it asks.
   * @returns the answer of before; null where it is to be carried out now, which `keep` or `forget` must end.
   * @throws WorkbenchError `server/refused` with status 422 where the key belongs to another request, 409 while that request is carried out.
   */
  async begin(owner: string, key: string, request: string): Promise<StoredAnswer | null> {
    await this.expire(owner, key);
    const { numInsertedOrUpdatedRows } = await this.db
      .insertInto("idempotent_answers")
      .values({ owner, key, request, status: null, media_type: null, body: null, created: new Date(this.now()) })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows === 1n) return null;
    const row = await this.row(owner, key).selectAll().executeTakeFirst();
    if (!row) throw refusal(409, "the request with this idempotency key just ended; send it again");
    if (row.request !== request) throw refusal(422, "this idempotency key belongs to another request; take a new key for each new request");
    if (row.status === null) throw refusal(409, "the request with this idempotency key is being carried out; ask again in a moment");
    const body = await this.secrets.unseal(new Uint8Array(Buffer.from(row.body!, "base64")), purposeOf(owner, key));
    return { status: row.status, mediaType: row.media_type!, body: new TextDecoder().decode(body) };
  }

  async keep(owner: string, key: string, { status, mediaType, body }: StoredAnswer): Promise<void> {
    const sealed = Buffer.from(await this.secrets.seal(new TextEncoder().encode(body), purposeOf(owner, key))).toString("base64");
    await this.db
      .updateTable("idempotent_answers")
      .set({ status, media_type: mediaType, body: sealed })
      .where("owner", "=", owner)
      .where("key", "=", key)
      .execute();
    await this.trim(owner);
  }

  /** After what may pass, so that the request may be tried again. */
  async forget(owner: string, key: string): Promise<void> {
    await this.db.deleteFrom("idempotent_answers").where("owner", "=", owner).where("key", "=", key).execute();
  }

  /** Removes all that is too old. */
  async sweep(): Promise<void> {
    await this.db
      .deleteFrom("idempotent_answers")
      .where("created", "<", new Date(this.now() - kept))
      .execute();
  }

  /** Removes a user's oldest answers, as many as are too many or too long. */
  private async trim(owner: string): Promise<void> {
    await sql`
      delete from idempotent_answers using (
        select key, row_number() over newest as place, sum(pg_column_size(body)) over newest as bytes
        from idempotent_answers where owner = ${owner} and status is not null
        window newest as (order by created desc, key)
      ) kept
      where owner = ${owner} and idempotent_answers.key = kept.key and (place > ${mostAnswers} or bytes > ${mostBytes})`.execute(this.db);
  }

  private async expire(owner: string, key: string): Promise<void> {
    await this.db
      .deleteFrom("idempotent_answers")
      .where("owner", "=", owner)
      .where("key", "=", key)
      .where(({ or, and, eb }) =>
        or([eb("created", "<", new Date(this.now() - kept)), and([eb("status", "is", null), eb("created", "<", new Date(this.now() - lost))])]),
      )
      .execute();
  }

  private row(owner: string, key: string) {
    return this.db.selectFrom("idempotent_answers").where("owner", "=", owner).where("key", "=", key);
  }
}

const purposeOf = (owner: string, key: string): string => `idempotent-answer/${JSON.stringify([owner, key])}`;
const refusal = (statusCode: number, sentence: string) => Object.assign(new WorkbenchError("server/refused", [], sentence), { statusCode });
