import { readdirSync, readFileSync } from "node:fs";
import expected from "../golden/oracle-table-files.json";

const folder = new URL("../fixtures/tables/", import.meta.url);

export const tableBytes = (file: string): Uint8Array => new Uint8Array(readFileSync(new URL(file, folder)));
export const tableNames: readonly string[] = readdirSync(folder);

/** What pandas and Arrow read from the files in `tests/fixtures/tables/`, made by `tests/oracle/table_files.py`. */
export const expectedTables = expected as Record<string, { labels: string[] | null; columns: Record<string, (number | null)[]> }>;
