import { recall, remember } from "../state/remember";
import type { KeyValueStorage } from "../state/services";

const key = "mfn.palette";
const most = 8;

const recentIds = (storage: KeyValueStorage): string[] => {
  const kept = recall(storage, key);
  return Array.isArray(kept) ? kept.filter((id): id is string => typeof id === "string") : [];
};

/** The place of an entry among those used last; all others come after them, in their own order. */
export function recentFirst(storage: KeyValueStorage): (id: string) => number {
  const ids = recentIds(storage);
  return (id) => (ids.includes(id) ? ids.indexOf(id) : most);
}

export function rememberUse(storage: KeyValueStorage, id: string): void {
  remember(storage, key, [id, ...recentIds(storage).filter((one) => one !== id)].slice(0, most));
}
