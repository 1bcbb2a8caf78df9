import { recall, remember } from "./remember";
import type { KeyValueStorage } from "./services";

/** The run that was last on screen, kept beside the library because it must be written at once when a page closes. */
export interface LastRun {
  /** Id of its record. */
  record: string;
  step: number;
  /** When its record was last written, and when the page was last seen at work; milliseconds since 1970. */
  kept: number;
  seen: number;
}

const key = "mfn.last-run";

/** What the last visit left; null when there was none, or it kept nothing. */
export function recallLastRun(storage: KeyValueStorage): LastRun | null {
  const kept = recall(storage, key) as Partial<LastRun> | null;
  if (typeof kept !== "object" || kept === null || typeof kept.record !== "string") return null;
  const { record, step = 0, kept: at = 0, seen = at } = kept;
  return { record, step, kept: at, seen };
}

/** Two places hold it: of this tab, where a reload looks first, and of all tabs. */
export const rememberLastRun = (storages: readonly KeyValueStorage[], last: LastRun): void =>
  storages.forEach((storage) => void remember(storage, key, last));

export const forgetLastRun = (storages: readonly KeyValueStorage[]): void => storages.forEach((storage) => void remember(storage, key, null));
