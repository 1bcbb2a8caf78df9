import type { Kysely, Migration } from "kysely";

/** Keys of users, and the answers that idempotency keys give again. */
export const keysAndAnswers: Migration = {
  async up(db: Kysely<unknown>) {
    await db.schema
      .createTable("user_keys")
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("id", "text", (column) => column.notNull())
      .addColumn("algorithm", "text", (column) => column.notNull())
      .addColumn("public_key", "text")
      .addColumn("secret", "text", (column) => column.notNull())
      .addColumn("created", "timestamptz", (column) => column.notNull())
      .addPrimaryKeyConstraint("user_keys_pkey", ["owner", "id"])
      .execute();
    await db.schema
      .createTable("idempotent_answers")
      .addColumn("owner", "text", (column) => column.notNull())
      .addColumn("key", "text", (column) => column.notNull())
      .addColumn("request", "text", (column) => column.notNull())
      .addColumn("status", "integer")
      .addColumn("media_type", "text")
      .addColumn("body", "text")
      .addColumn("created", "timestamptz", (column) => column.notNull())
      .addPrimaryKeyConstraint("idempotent_answers_pkey", ["owner", "key"])
      .execute();
    await db.schema.createIndex("idempotent_answers_created").on("idempotent_answers").column("created").execute();
  },
};
