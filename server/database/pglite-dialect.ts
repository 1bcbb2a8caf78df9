import type { PGlite } from "@electric-sql/pglite";
import {
  CompiledQuery,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type DatabaseConnection,
  type Dialect,
  type Driver,
  type Kysely,
  type QueryResult,
} from "kysely";

/** Kysely on PGlite, which has one connection: whoever needs it waits for the one before. `mayAsk` throws where nothing may be asked any more. */
export class PgliteDialect implements Dialect {
  constructor(
    private readonly engine: PGlite,
    private readonly mayAsk: () => void,
  ) {}
  createDriver = (): Driver => new PgliteDriver(this.engine, this.mayAsk);
  createQueryCompiler = () => new PostgresQueryCompiler();
  createAdapter = () => new PostgresAdapter();
  createIntrospector = (db: Kysely<unknown>) => new PostgresIntrospector(db);
}

class PgliteDriver implements Driver {
  private readonly connection: DatabaseConnection;
  private turn: Promise<void> = Promise.resolve();
  private endTurn: () => void = () => undefined;

  constructor(
    private readonly engine: PGlite,
    mayAsk: () => void,
  ) {
    this.connection = {
      executeQuery: async <R>(query: CompiledQuery) => {
        mayAsk();
        return run<R>(engine, query);
      },
      streamQuery: () => {
        throw new Error("the embedded database does not stream rows");
      },
    };
  }

  async init(): Promise<void> {
    await this.engine.waitReady;
  }

  async acquireConnection(): Promise<DatabaseConnection> {
    const before = this.turn;
    let end: () => void = () => undefined;
    this.turn = new Promise((resolve) => (end = resolve));
    await before;
    this.endTurn = end;
    return this.connection;
  }

  async releaseConnection(): Promise<void> {
    this.endTurn();
  }

  async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("begin"));
  }

  async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("commit"));
  }

  async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw("rollback"));
  }

  async destroy(): Promise<void> {
    await this.engine.close();
  }
}

async function run<R>(engine: PGlite, query: CompiledQuery): Promise<QueryResult<R>> {
  const { rows, affectedRows } = await engine.query<R>(query.sql, [...query.parameters]);
  return { rows, ...(affectedRows !== undefined && { numAffectedRows: BigInt(affectedRows) }) };
}
