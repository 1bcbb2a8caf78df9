import type { Migration } from "kysely";

/** In the order of their names; one that has been released is never changed. */
export const migrations: Record<string, Migration> = {};
