import { z } from "zod";
import { WorkbenchError } from "../../src/core/errors";
import type { Job } from "./jobs";

const cursor = z.tuple([z.iso.datetime(), z.uuid()]);

/** Where a page of a list ends, in a form that nobody need read. */
export const encodeCursor = ({ created, id }: Pick<Job, "created" | "id">): string =>
  Buffer.from(JSON.stringify([created, id])).toString("base64url");

/** @throws WorkbenchError `usage` for what no list gave. */
export function decodeCursor(text: string): Pick<Job, "created" | "id"> {
  const parsed = cursor.safeParse(parsedJson(Buffer.from(text, "base64url").toString("utf8")));
  if (!parsed.success)
    throw new WorkbenchError("usage", ["query", "after"], "this is not the end of a page; take it from the list's `next`, as it is");
  const [created, id] = parsed.data;
  return { created, id };
}

function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
