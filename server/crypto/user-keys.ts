import { randomBytes } from "node:crypto";
import { sql, type Selectable } from "kysely";
import { WorkbenchError } from "../../src/core/errors";
import type { Database } from "../database/database";
import { importPrivate, publicOf } from "./curve-keys";
import type { UserKeyTable } from "./key-table";
import type { ServerSecrets } from "./secrets";

export const algorithms = ["AES-256-GCM", "Ed25519", "ECDH"] as const;
/** "ECDH" is X25519: MFN v4.1's name for it. */
export type Algorithm = (typeof algorithms)[number];
type Bytes = Uint8Array<ArrayBuffer>;

export interface UserKey {
  id: string;
  algorithm: Algorithm;
  /** 32 bytes; null for AES. */
  publicKey: Bytes | null;
  secret: Bytes;
}

/** Of one user, so that nobody fills the database with them. */
const most = 1000;

/** The keys that users have the server keep, each encrypted at rest. Everybody sees their own alone. */
export class UserKeys {
  constructor(
    private readonly db: Database,
    private readonly secrets: ServerSecrets,
  ) {}

  /**
   * Makes a key, or keeps one that was agreed on.
   * @throws WorkbenchError `usage` for an id that is taken, `server/refused` for more keys than are kept.
   */
  async make(owner: string, algorithm: Algorithm, id = `key_${randomBytes(16).toString("hex")}`, secret: Bytes = fresh()): Promise<UserKey> {
    const publicKey = algorithm === "AES-256-GCM" ? null : await publicOf(await importPrivate(algorithm === "ECDH" ? "X25519" : "Ed25519", secret));
    const { count } = await this.db
      .selectFrom("user_keys")
      .where("owner", "=", owner)
      .select(({ fn }) => fn.countAll<string>().as("count"))
      .executeTakeFirstOrThrow();
    if (Number(count) >= most)
      throw new WorkbenchError("server/refused", [], `this server keeps at most ${most} keys of a user; remove one first`, {
        limit: most,
        actual: Number(count),
      });
    const sealed = await this.secrets.seal(secret, purposeOf(owner, id));
    const { numInsertedOrUpdatedRows } = await this.db
      .insertInto("user_keys")
      .values({ owner, id, algorithm, public_key: publicKey && base64(publicKey), secret: base64(sealed), created: new Date() })
      .onConflict((conflict) => conflict.doNothing())
      .executeTakeFirst();
    if (numInsertedOrUpdatedRows !== 1n)
      throw new WorkbenchError("usage", ["key_id"], `you have a key "${id}" already; take another id, or remove it first`);
    return { id, algorithm, publicKey, secret };
  }

  /**
   * A key by its id; without one the first of its algorithm, which is made when there is none.
   * @throws WorkbenchError `usage` where there is none of that id, or it is of another algorithm.
   */
  async find(owner: string, algorithm: Algorithm, id?: string): Promise<UserKey> {
    if (id === undefined) return (await this.first(owner, algorithm)) ?? this.makeFirst(owner, algorithm);
    const row = await this.of(owner).where("id", "=", id).executeTakeFirst();
    if (row?.algorithm === algorithm) return this.opened(row, algorithm);
    throw new WorkbenchError(
      "usage",
      ["key_id"],
      row ? `the key "${id}" is of ${row.algorithm}, this needs ${algorithm}` : `you have no key "${id}"; POST /api/keypair makes one`,
    );
  }

  private of(owner: string) {
    return this.db.selectFrom("user_keys").where("owner", "=", owner).selectAll();
  }

  private async first(owner: string, algorithm: Algorithm): Promise<UserKey | null> {
    const row = await this.of(owner).where("algorithm", "=", algorithm).orderBy("created").orderBy("id").limit(1).executeTakeFirst();
    return row ? this.opened(row, algorithm) : null;
  }

  /** Once, however many ask for it at the same time and of whichever server: what one of them encrypts with it the others must find. */
  private makeFirst(owner: string, algorithm: Algorithm): Promise<UserKey> {
    return this.db.transaction().execute(async (within) => {
      await sql`select pg_advisory_xact_lock(hashtextextended(${`user-key/${algorithm}/${owner}`}, 0))`.execute(within);
      const keys = new UserKeys(within, this.secrets);
      return (await keys.first(owner, algorithm)) ?? keys.make(owner, algorithm);
    });
  }

  private async opened({ owner, id, public_key, secret }: Selectable<UserKeyTable>, algorithm: Algorithm): Promise<UserKey> {
    return {
      id,
      algorithm,
      publicKey: public_key === null ? null : bytesOf(public_key),
      secret: await this.secrets.unseal(bytesOf(secret), purposeOf(owner, id)),
    };
  }

  /** What is known of them without their secrets, in the order of their ids. */
  async list(owner: string, after = "", limit = 50): Promise<{ key_id: string; algorithm: string; public_key: string | null; created: string }[]> {
    const rows = await this.db
      .selectFrom("user_keys")
      .where("owner", "=", owner)
      .where("id", ">", after)
      .orderBy("id")
      .limit(limit)
      .select(["id", "algorithm", "public_key", "created"])
      .execute();
    return rows.map(({ id, created, ...rest }) => ({ key_id: id, ...rest, created: new Date(created).toISOString() }));
  }

  /** @throws WorkbenchError `run/unknown` where there is none. */
  async remove(owner: string, id: string): Promise<void> {
    const { numDeletedRows } = await this.db.deleteFrom("user_keys").where("owner", "=", owner).where("id", "=", id).executeTakeFirst();
    if (numDeletedRows === 0n) throw new WorkbenchError("run/unknown", [], `you have no key "${id}"`);
  }
}

const fresh = (): Bytes => new Uint8Array(randomBytes(32));
/** Guarded with the secret, so that a row cannot be put under another user or id. */
const purposeOf = (owner: string, id: string): string => `user-key/${JSON.stringify([owner, id])}`;
const base64 = (bytes: Bytes): string => Buffer.from(bytes).toString("base64");
const bytesOf = (text: string): Bytes => new Uint8Array(Buffer.from(text, "base64"));
