import { EventEmitter } from "node:events";
import pg from "pg";
import type { OpenDatabase } from "../database/database";

/** News that something changed about a job, for those who would otherwise look again only after a while. Some may be lost, none is needed. */
export interface JobChanges {
  tell(id: string): void;
  /** Calls back until the returned function is called. */
  hear(changed: (id: string) => void): () => void;
  close(): Promise<void>;
}

const channel = "mfn_jobs";
const retryMs = 2000;

/** Within this process on the embedded database, by NOTIFY to every process on PostgreSQL. */
export const openChanges = (database: OpenDatabase, url: string | undefined): JobChanges =>
  database.kind === "embedded" || url === undefined ? changesHere() : changesOver(database, url);

function changesHere(): JobChanges {
  const emitter = new EventEmitter().setMaxListeners(0);
  return {
    tell: (id) => void setImmediate(() => emitter.emit("changed", id)),
    hear: (changed) => {
      emitter.on("changed", changed);
      return () => emitter.off("changed", changed);
    },
    close: async () => void emitter.removeAllListeners(),
  };
}

function changesOver(database: OpenDatabase, url: string): JobChanges {
  const here = changesHere();
  let client: pg.Client | null = null;
  let closed = false;
  let timer: NodeJS.Timeout | undefined;
  const listen = async () => {
    const next = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5000, keepAlive: true });
    client = next;
    // Told of once when the connection breaks, perhaps again while it closes: one listener for all.
    let lost = false;
    const again = () => {
      if (lost) return;
      lost = true;
      next.end().catch(() => undefined);
      if (!closed) timer = setTimeout(() => void listen(), retryMs).unref();
    };
    next.on("error", again);
    next.on("end", again);
    next.on("notification", ({ payload }) => here.tell(payload ?? ""));
    await next
      .connect()
      .then(() => next.query(`listen ${channel}`))
      .catch(again);
  };
  void listen();
  return {
    hear: here.hear,
    // Whoever listens in this process hears it from the database, as all the others do.
    tell: (id) => void database.execute("select pg_notify($1, $2)", [channel, id]).catch(() => undefined),
    async close() {
      closed = true;
      clearTimeout(timer);
      await here.close();
      await client?.end().catch(() => undefined);
    },
  };
}
