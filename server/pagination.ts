import { z } from "zod";
import { WorkbenchError } from "../src/core/errors";
import type { Page } from "./jobs/jobs";

const usualLimit = 50;

/** What a list is asked: so many, after the cursor of the page before. */
export const pageQuery = z.strictObject({
  limit: z.coerce.number().int().min(1).max(200).default(usualLimit).describe("Items of one page."),
  after: z.string().max(1000).optional().describe("`next` of the page before."),
});
export type PageQuery = z.output<typeof pageQuery>;

export const pageOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe("`after` of the next page; null on the last.") });

/** A place in a list, as text that says nothing to those who carry it. */
export const cursorOf = (place: string): string => Buffer.from(place).toString("base64url");

/** @throws WorkbenchError `usage` for text that is no cursor. */
export function placeOf(cursor: string): string {
  const place = Buffer.from(cursor, "base64url").toString();
  if (cursorOf(place) === cursor) return place;
  throw new WorkbenchError("usage", ["query", "after"], "this is no cursor; take `next` of the page before");
}

/**
 * One page of a list that is at hand whole.
 * @param keyOf unique in the list, and in its order.
 * @throws WorkbenchError `usage` for a cursor of another list.
 */
export function paged<T>(items: readonly T[], keyOf: (item: T) => string, { limit, after }: PageQuery): Page<T> {
  let start = 0;
  if (after !== undefined) {
    const place = placeOf(after);
    start = items.findIndex((item) => keyOf(item) === place) + 1;
    if (start === 0) throw new WorkbenchError("usage", ["query", "after"], "this cursor belongs to another list; take `next` of the page before");
  }
  const page = items.slice(start, start + limit);
  return { items: page, next: start + limit < items.length ? cursorOf(keyOf(page.at(-1)!)) : null };
}
