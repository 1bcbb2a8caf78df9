import type { FastifyInstance, InjectOptions } from "fastify";
import { expect, vi } from "vitest";
import { databaseAccounts } from "../../server/accounts/database-accounts";
import { firstStart } from "../../server/accounts/first-start";
import { openPeople, type People } from "../../server/accounts/people";
import { createServer, type CreateOptions } from "../../server/app";
import { databaseAudit } from "../../server/audit/database-audit";
import type { ServerConfig } from "../../server/config/config";
import type { OpenDatabase } from "../../server/database/database";
import { openDatabase } from "../../server/database/open";
import type { Jobs } from "../../server/jobs/jobs";
import type { ServerParts } from "../../server/parts";
import { testParts } from "./server-parts";

/** A database that starts on a busy machine takes its time. */
vi.setConfig({ hookTimeout: 120_000, testTimeout: 60_000 });

export interface PeopleServer {
  app: FastifyInstance;
  parts: ServerParts;
  people: People;
  database: OpenDatabase;
  /** The server's idea of the time, which a test moves on. */
  clock: { now: Date; pass(seconds: number): void };
  firstKey: string;
  /** Token of the first invitation. */
  invitation: string;
  /** Actions and reasons in the audit log after `since`, in order. */
  recorded(since?: number): Promise<string[]>;
  close(): Promise<void>;
}

export interface PeopleServerOptions extends CreateOptions {
  config?: Partial<ServerConfig>;
  /** Beside another server, on its database. */
  beside?: PeopleServer;
  /** A PostgreSQL of its own; embedded and in memory unless given. */
  databaseUrl?: string;
  /** The queue on its database, which the test closes. */
  jobs?: (database: OpenDatabase) => Jobs;
}

/** A server with accounts in a database. */
export async function peopleServer({
  config: given = {},
  beside,
  databaseUrl: url,
  jobs,
  ...options
}: PeopleServerOptions = {}): Promise<PeopleServer> {
  const database = beside?.database ?? (await openDatabase(url === undefined ? {} : { url }));
  const clock = beside?.clock ?? {
    now: new Date("2026-03-01T09:00:00.000Z"),
    pass(seconds: number) {
      this.now = new Date(this.now.getTime() + seconds * 1000);
    },
  };
  const now = () => clock.now;
  const audit = databaseAudit(database.db, { now, failed: (error) => expect.unreachable(String(error)) });
  const base = testParts({ config: { rateLimitEnabled: false, ...given } });
  const people = openPeople({ db: database.db, audit, config: base.config, now });
  const parts: ServerParts = {
    ...base,
    audit,
    database,
    accounts: databaseAccounts(people, audit, base.config),
    ...(jobs && { jobs: jobs(database) }),
  };
  const app = await createServer(parts, options);
  const { firstKey, invitation } = beside ?? (await firstStart(database.db, [], clock.now));
  return {
    app,
    parts,
    people,
    database,
    clock,
    firstKey: firstKey!,
    invitation: invitation!,
    async recorded(since = 0) {
      await audit.settled();
      const rows = await database.db.selectFrom("audit").select(["action", "details"]).where("seq", ">", since).orderBy("seq").execute();
      return rows.map(({ action, details }) => [action, (JSON.parse(details) as { reason?: string }).reason].filter(Boolean).join(": "));
    },
    async close() {
      await app.close();
      await audit.settled();
      if (beside === undefined) await database.close();
    },
  };
}

/** What a browser does: it keeps cookies, and its page sends the CSRF token that it was told. */
export class Browser {
  readonly cookies = new Map<string, string>();
  csrfToken: string | undefined;

  constructor(private readonly app: FastifyInstance) {}

  async ask(method: "GET" | "POST" | "PUT" | "DELETE", url: string, payload?: object, headers: Record<string, string> = {}) {
    const request: InjectOptions = {
      method,
      url: url.startsWith("/") ? url : `/api/v1/${url}`,
      headers: {
        ...(this.cookies.size > 0 && { cookie: [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; ") }),
        ...(this.csrfToken !== undefined && { "x-csrf-token": this.csrfToken }),
        ...headers,
      },
      ...(payload !== undefined && { payload }),
    };
    const answer = await this.app.inject(request);
    for (const { name, value, expires } of answer.cookies as { name: string; value: string; expires?: Date }[])
      if (value === "" || (expires !== undefined && expires.getTime() === 0)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    const { csrfToken } = answer.headers["content-type"]?.toString().startsWith("application/json") ? (answer.json() ?? {}) : {};
    if (typeof csrfToken === "string") this.csrfToken = csrfToken;
    return answer;
  }
}

export const good = { email: "ada@example.org", password: "a long enough password", name: "Ada" };
