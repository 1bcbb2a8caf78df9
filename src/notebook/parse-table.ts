import { dsvFormat } from "d3";

/** A row of a table, by the names of its columns: a number where the whole column is one, null for an empty place. */
export type Row = Record<string, string | number | null>;

/** Reads a table with a line of names on top, parted by commas, semicolons or tabs, whichever that line has most of. Lines with # before it are remarks. */
export function parseTable(text: string): Row[] {
  const clean = text.replace(/^\uFEFF/, "").replace(/^(#.*(\r?\n|$))+/, "");
  const [head = ""] = clean.split("\n", 1);
  const count = (mark: string) => head.split(mark).length;
  const mark = [",", ";", "\t"].reduce((best, one) => (count(one) > count(best) ? one : best));
  // Not `parse`: it makes a function out of text, which no policy here allows.
  const [names = [], ...rows] = dsvFormat(mark).parseRows(clean);
  const isNumber = (value = "") => value.trim() === "" || Number.isFinite(Number(value));
  const numeric = names.map((_, i) => rows.every((row) => isNumber(row[i])));
  const read = (value: string | undefined, i: number) => (value === undefined || value.trim() === "" ? null : numeric[i] ? Number(value) : value);
  return rows.map((row) => Object.fromEntries(names.map((name, i) => [name, read(row[i], i)])));
}
