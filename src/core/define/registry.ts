import { nearest, WorkbenchError, type ErrorCode } from "../errors";

export interface Definition {
  readonly id: string;
  readonly title: string;
}

/** The members of one family in menu order, found by id. */
export interface Registry<T extends Definition> extends Iterable<T> {
  readonly kind: string;
  readonly ids: readonly string[];
  has(id: string): boolean;
  /** @throws WorkbenchError naming the ids that exist and the nearest one. */
  get(id: string): T;
}

/** Collects definitions; refuses two with one id. `kind` is the singular that error messages use: "model", "metric". */
export function registry<T extends Definition>(kind: string, members: readonly T[], unknown: ErrorCode = "usage"): Registry<T> {
  const byId = new Map<string, T>();
  for (const member of members) {
    if (byId.has(member.id)) throw new Error(`two definitions of ${kind} "${member.id}"`);
    byId.set(member.id, member);
  }
  const ids = [...byId.keys()];
  return {
    kind,
    ids,
    has: (id) => byId.has(id),
    get(id) {
      const found = byId.get(id);
      if (found) return found;
      const guess = nearest(id, ids);
      throw new WorkbenchError(
        unknown,
        [],
        `there is no ${kind} "${id}"${guess ? `; did you mean "${guess}"? Known` : "; known"}: ${ids.join(", ")}`,
        {
          known: ids,
        },
      );
    },
    [Symbol.iterator]: () => byId.values(),
  };
}
