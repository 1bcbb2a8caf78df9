import { t } from "../ui/text";
import type { NotebookFacts } from "../state/notebook-slice";
import { cellNumbers } from "./notebook-facts";

/** What the cells are doing, in a few words. */
export function notebookState({ cells, trusted, safeMode }: Pick<NotebookFacts, "cells" | "trusted" | "safeMode">): string {
  const numbers = cellNumbers(cells);
  const code = cells.filter(({ kind }) => kind === "code");
  const numbersWith = (status: string) => code.filter((cell) => cell.status === status).map(({ id }) => numbers.get(id)!);
  const [running] = numbersWith("running");
  if (running !== undefined) return t("Cell {{number}} of {{count}} is running", { number: running, count: code.length });
  const [stopped] = numbersWith("stopped");
  if (stopped !== undefined) return t("Cell {{number}} was stopped", { number: stopped });
  const failed = numbersWith("failed");
  if (failed.length > 0) return t("Failed: {{cells}}", { cells: failed.map((number) => t("Cell {{number}}", { number })).join(", ") });
  const stale = numbersWith("stale").length;
  if (stale > 0) return t("{{count}} cells are stale", { count: stale });
  const done = numbersWith("done").length;
  if (done === 0) return trusted && !safeMode ? t("Ready") : t("To read; nothing runs");
  return done === code.length ? t("All cells have run") : t("{{done}} of {{count}} cells have run", { done, count: code.length });
}
