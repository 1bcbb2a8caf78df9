import { WorkbenchError } from "../../src/core/errors";
import type { Database } from "../database/database";
import type { ServerSecrets } from "./secrets";

/**
 * Keeps the servers of one database to one secret: the first tells the public key that comes of its own, the others are held against it. Without that, each
 * would encrypt what no other can read, and sign with a key of its own.
 * @throws WorkbenchError `usage` for another secret than the first one's.
 */
export async function shareSecret(db: Database, { publicKey }: Pick<ServerSecrets, "publicKey">): Promise<void> {
  const own = Buffer.from(publicKey).toString("base64");
  await db
    .insertInto("server_secret")
    .values({ public_key: own })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  const { public_key: first } = await db.selectFrom("server_secret").select("public_key").executeTakeFirstOrThrow();
  if (first === own) return;
  throw new WorkbenchError(
    "usage",
    [],
    "this server has another secret than the first one of its database had, so neither could read what the other encrypts: give all of them the same " +
      "MFN_SECRET_KEY. Where the first one was given none, that is what the file secret-key in its data folder holds. If the old secret is lost or must " +
      "not be used any more, remove the row of the table server_secret: what was encrypted with it can then not be read again",
  );
}
