import { hashSpec } from "../core/spec/hash";
import type { Tile } from "../core/sweep/point";
import type { SweepRow } from "../core/sweep/rows";
import { hashSweep, runsOf, type SweepSpec } from "../core/sweep/sweep-spec";
import type { Library } from "../library/library";
import { newRecord, type LibraryRecord } from "../library/record";

/** What the record of a sweep holds; its rows stand beside it, one attachment each, written as they end. */
export interface SweepPayload {
  sweep: SweepSpec;
  status: "running" | "paused" | "stopped" | "done";
  /** Rows that are there, of all. */
  done: number;
  of: number;
}

export interface KeptRow {
  row: SweepRow;
  tile: Tile | null;
}

export const isSweep = (record: LibraryRecord): record is LibraryRecord<SweepPayload> => record.kind === "sweep";

const rowName = (index: number): string => `row-${String(index).padStart(6, "0")}`;
const isRow = (name: string): boolean => /^row-\d{6}$/.test(name);

/** Sweeps in the library of the page. */
export function sweepKeeper(library: Library) {
  return {
    async begin(sweep: SweepSpec, title: string, codeVersion: string): Promise<string> {
      const payload: SweepPayload = { sweep, status: "running", done: 0, of: runsOf(sweep) };
      const record = newRecord<SweepPayload>({ kind: "sweep", spec: sweep.base, specHash: hashSpec(sweep.base), codeVersion, title, payload });
      await library.put(record);
      return record.id;
    },
    /** A row as it ends, with what the record says of the whole. Its picture stands for the sweep, newest first. */
    async append(id: string, payload: SweepPayload, { row, tile }: KeptRow): Promise<void> {
      await library.patch(
        id,
        { payload, metrics: { runs: payload.done } },
        { [rowName(row.index)]: { row, tile }, ...(tile && { thumbnail: tile }) },
      );
    },
    /** The rows of a sweep that was carried out elsewhere; they have no pictures. */
    async fill(id: string, payload: SweepPayload, rows: readonly SweepRow[]): Promise<void> {
      const kept = rows.map((row): [string, KeptRow] => [rowName(row.index), { row, tile: null }]);
      await library.patch(id, { payload, metrics: { runs: payload.done } }, Object.fromEntries(kept));
    },
    async note(id: string, payload: SweepPayload): Promise<void> {
      await library.patch(id, { payload });
    },
    /** The sweep with all rows that are kept; null where there is none of that name. */
    async read(id: string): Promise<{ record: LibraryRecord<SweepPayload>; rows: KeptRow[] } | null> {
      const record = await library.get(id);
      if (!record || !isSweep(record)) return null;
      const names = (await library.attachmentNames(id)).filter(isRow);
      const rows = await Promise.all(names.map((name) => library.attachment<KeptRow>(id, name)));
      return { record, rows: rows.filter((row) => row !== null) };
    },
    /** The same sweep, carried out to its end, if it is kept. */
    async whole(sweep: SweepSpec): Promise<string | null> {
      const hash = hashSweep(sweep);
      const records = (await library.list()).filter(isSweep);
      const isIt = ({ deleted, payload }: LibraryRecord<SweepPayload>) =>
        deleted === null && payload.done === payload.of && hashSweep(payload.sweep) === hash;
      return records.find(isIt)?.id ?? null;
    },
    /** The newest sweep that was under way, if any. */
    async unfinished(): Promise<LibraryRecord<SweepPayload> | null> {
      const records = (await library.list()).filter(isSweep);
      return records.find(({ deleted, payload }) => deleted === null && (payload.status === "running" || payload.status === "paused")) ?? null;
    },
  };
}
