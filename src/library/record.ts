import type { RunSpec } from "../core/spec/run-spec";

/** What is kept: a run, many runs over parameters, or a search for parameters. */
export type RecordKind = "run" | "sweep" | "search";

/**
 * One thing that is kept, light enough to list thousands: JSON alone. Pictures, states and series stand beside it as attachments.
 * What only one kind has is its `payload`.
 */
export interface LibraryRecord<Payload = unknown> {
  id: string;
  kind: RecordKind;
  /** The completed spec; of a sweep or a search, the one that it varies. */
  spec: RunSpec;
  specHash: string;
  /** The version of the workbench that computed it. */
  codeVersion: string;
  /** The newest step, and the time of the model there; 0 where it means nothing. */
  step: number;
  time: number;
  /** Milliseconds since 1970. */
  created: number;
  /** When anything of it was last written. */
  changed: number;
  /** When what was computed, all but what a person sets, was last written. */
  worked: number;
  title: string;
  notes: string;
  tags: readonly string[];
  starred: boolean;
  /** When it was deleted; null while it is not. Deleted records are purged after `purgeAfterMs`. */
  deleted: number | null;
  /** Numbers that tell it from others, such as the dimension; null where undefined. */
  metrics: Readonly<Record<string, number | null>>;
  payload: Payload;
  /** When a person last set each of these fields: where two sources disagree, the later one holds, field by field. */
  edited: Readonly<Partial<Record<EditableField, number>>>;
}

/** What a person sets by hand. */
export const editableFields = ["title", "notes", "tags", "starred", "deleted"] as const;
export type EditableField = (typeof editableFields)[number];

/** What `patch` may write. */
export type RecordChange = Partial<Omit<LibraryRecord, "id" | "kind" | "created" | "changed" | "worked" | "edited">>;

/** Deleted records can be brought back for so long, in milliseconds: 30 days. */
export const purgeAfterMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Anything that may stand beside a record under a name: JSON with typed arrays in it, as structured cloning takes it. Usual names are
 * `thumbnail` (a `Thumbnail`), `state` (a `SavedState` of the engine) and `series`.
 */
export type Attachments = Readonly<Record<string, unknown>>;

/** A small picture of a field without its colours, which are chosen where it is drawn. */
export interface Thumbnail {
  width: number;
  height: number;
  /** C order, row 0 at the top: 0 … 254 from the lowest value to the highest, 255 where nothing is drawn. */
  cells: Uint8Array<ArrayBuffer>;
  /** The values that 0 and 254 stand for. */
  low: number;
  high: number;
}

/** What a run keeps of its own. */
export interface RunPayload {
  /** The preset whose setting it still is. */
  preset: string | null;
  /** The field that is shown and measured. */
  field: string;
  /** In three dimensions, the plane along z that is shown. */
  slice: number;
  backend: string;
  /** The same spec gives the same bits. */
  exact: boolean;
  /** The step of the state that is kept; null when none is, and the run is computed again from its spec. */
  stateStep: number | null;
  /** Bytes of that state. */
  stateBytes: number;
  /** Steps with a name; records from before they were kept have none. */
  bookmarks?: readonly { step: number; name: string }[];
}

export const isRun = (record: LibraryRecord): record is LibraryRecord<RunPayload> => record.kind === "run";

/** A name that no other record has: 128 random bits. */
export const newRecordId = (): string =>
  Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(16).padStart(8, "0")).join("");

/** A record of now, with nothing said about it yet. */
export function newRecord<Payload>(
  given: Pick<LibraryRecord<Payload>, "kind" | "spec" | "specHash" | "codeVersion" | "title" | "payload"> & Partial<LibraryRecord<Payload>>,
  now = Date.now(),
): LibraryRecord<Payload> {
  return {
    id: newRecordId(),
    step: 0,
    time: 0,
    created: now,
    changed: now,
    worked: now,
    notes: "",
    tags: [],
    starred: false,
    deleted: null,
    metrics: {},
    edited: {},
    ...given,
  };
}
