import { randomUUID } from "node:crypto";
import type { ServerSession } from "../../src/engine/protocol-server";
import type { Database } from "../database/database";
import { shortAddress, plainText } from "../audit/redact";
import type { SessionsTable } from "./account-tables";
import type { Principal } from "./accounts";
import { notFound } from "../refusals";
import { hashSecret, newSecret, secretForm } from "./secrets";
import { principalOf } from "./users";

const days = 24 * 3600 * 1000;
/** A session ends when it has not been used for so long … */
const idle = 7 * days;
/** … and in any case so long after it began. */
const longest = 30 * days;
/** Use is noted no more often than this. */
const noted = 60 * 1000;
/** So long somebody who signed in is held to be at it still. */
export const freshMinutes = 10;
/** Of one person; the oldest gives way. */
const most = 50;

/** Where a session is used from. */
export interface Client {
  address: string;
  agent: string;
}

export interface OpenedSession {
  id: string;
  /** What the browser holds; it is kept nowhere else. */
  token: string;
  /** When it ends unless it is used. */
  expires: Date;
  /** When it ends in any case, and the browser may forget it. */
  ends: Date;
}

export interface Sessions {
  open(userId: string, client: Client): Promise<OpenedSession>;
  /** Who a token stands for; null for one that is not known, has ended, or whose owner is disabled. */
  find(token: string): Promise<Principal | null>;
  /** Whether whoever opened a session has just proved who they are: a browser that was left open is not asked for what cannot be undone. */
  isFresh(id: string): Promise<boolean>;
  list(userId: string): Promise<Omit<ServerSession, "current">[]>;
  /** @throws WorkbenchError where the user has no such session. */
  end(userId: string, id: string): Promise<void>;
  /** Ends the session of a token, if there is one. */
  endByToken(token: string): Promise<void>;
  /** Ends all but one; answers how many. */
  endOthers(userId: string, keep: string | null): Promise<number>;
}

export function openSessions(db: Database, now: () => Date): Sessions {
  const expiry = (created: Date, at: Date) => new Date(Math.min(created.getTime() + longest, at.getTime() + idle));
  return {
    async open(userId, { address, agent }) {
      const at = now();
      const token = newSecret();
      const row: SessionsTable = {
        id: randomUUID(),
        user_id: userId,
        token_hash: hashSecret(token),
        created_at: at,
        seen_at: at,
        expires_at: expiry(at, at),
        address: plainText(shortAddress(address)),
        agent: plainText(agent).slice(0, 200),
      };
      await db.insertInto("sessions").values(row).execute();
      const old = db.selectFrom("sessions").select("id").where("user_id", "=", userId).orderBy("seen_at", "desc").orderBy("id").offset(most);
      await db.deleteFrom("sessions").where("id", "in", old).execute();
      return { id: row.id, token, expires: row.expires_at, ends: new Date(at.getTime() + longest) };
    },
    async find(token) {
      if (!secretForm.test(token)) return null;
      const at = now();
      const session = await db
        .selectFrom("sessions")
        .innerJoin("users", "users.id", "sessions.user_id")
        .select(["sessions.id as sessionId", "sessions.created_at", "seen_at", "users.id", "email", "users.name", "role"])
        .where("token_hash", "=", hashSecret(token))
        .where("expires_at", ">", at)
        .where("disabled_at", "is", null)
        .executeTakeFirst();
      if (session === undefined) return null;
      if (at.getTime() - session.seen_at.getTime() > noted)
        await db
          .updateTable("sessions")
          .set({ seen_at: at, expires_at: expiry(session.created_at, at) })
          .where("id", "=", session.sessionId)
          .execute();
      return principalOf(session, session.sessionId);
    },
    async isFresh(id) {
      const since = new Date(now().getTime() - freshMinutes * 60_000);
      return (await db.selectFrom("sessions").select("id").where("id", "=", id).where("created_at", ">", since).executeTakeFirst()) !== undefined;
    },
    async list(userId) {
      const rows = await db
        .selectFrom("sessions")
        .selectAll()
        .where("user_id", "=", userId)
        .where("expires_at", ">", now())
        .orderBy("seen_at", "desc")
        .execute();
      return rows.map(({ id, created_at, seen_at, expires_at, address, agent }) => ({
        id,
        created: created_at.toISOString(),
        seen: seen_at.toISOString(),
        expires: expires_at.toISOString(),
        address,
        agent,
      }));
    },
    async end(userId, id) {
      const { numDeletedRows } = await db.deleteFrom("sessions").where("user_id", "=", userId).where("id", "=", id).executeTakeFirst();
      if (numDeletedRows === 0n) throw notFound("session");
    },
    async endByToken(token) {
      await db.deleteFrom("sessions").where("token_hash", "=", hashSecret(token)).execute();
    },
    async endOthers(userId, keep) {
      let query = db.deleteFrom("sessions").where("user_id", "=", userId);
      if (keep !== null) query = query.where("id", "<>", keep);
      return Number((await query.executeTakeFirst()).numDeletedRows);
    },
  };
}
