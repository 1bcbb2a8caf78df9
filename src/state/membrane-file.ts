import { WorkbenchError } from "../core/errors";
import type { Imported } from "../connectors/connector";

/** Samples that a command may have: each is a stretch that the integration starts anew on. */
const mostSamples = 20_000;

/**
 * Times and values of a command: the first two columns of numbers.
 * @throws WorkbenchError `data/…` with the row that is wrong, counted from the first row of numbers.
 */
export function commandInTable(name: string, table: Imported): { times: number[]; values: number[] } {
  const refuse = (sentence: string) => new WorkbenchError("data/unreadable", [name], sentence);
  const columns = table.kind === "table" ? table.columns : [];
  const [times, values] = columns.map((column) => [...column.values]);
  if (!times || !values) throw refuse(`expected two columns of numbers, times and values, got ${columns.length}`);
  if (times.length < 2) throw refuse(`expected two rows of numbers or more, got ${times.length}`);
  if (times.length > mostSamples) throw refuse(`expected at most ${mostSamples} rows, got ${times.length}; keep those where the command bends`);
  times.forEach((time, i) => {
    if (!Number.isFinite(time) || !Number.isFinite(values[i])) throw refuse(`row ${i + 1} has no number for its time or its value`);
    if (time < 0) throw refuse(`row ${i + 1} is at the time ${time}; a command begins at 0 or later`);
    if (i > 0 && time <= times[i - 1]!) throw refuse(`row ${i + 1} is at the time ${time}, not after ${times[i - 1]}: times must rise`);
  });
  return { times, values };
}
