/** Every error a person can meet has a code here, so machines can tell them apart and the words stay free to improve. */
export type ErrorCode =
  | "spec/malformed"
  | "spec/unknown-key"
  | "spec/unknown-model"
  | "spec/unsupported"
  | "parameter/unknown"
  | "parameter/out-of-range"
  | "grid/invalid"
  | "boundary/invalid"
  | "initial/invalid"
  | "integrator/unstable"
  | "equation/syntax"
  | "equation/name"
  | "equation/arity"
  | "equation/form"
  | "link/broken"
  | "data/unreadable"
  | "data/empty"
  | "data/not-finite"
  | "learning/intolerable"
  | "run/not-finite"
  | "run/unknown"
  | "run/cancelled"
  | "backend/unavailable"
  | "server/unreachable"
  | "server/unauthorised"
  | "server/refused"
  | "storage/full"
  | "storage/unavailable"
  | "usage"
  | "internal";

/** Where an error sits: keys from the document's root, as in `["parameters", "F"]`. */
export type ErrorPath = readonly (string | number)[];

/** An error as plain JSON: what crosses a worker or HTTP boundary. */
export interface ErrorRecord {
  code: ErrorCode;
  message: string;
  path: ErrorPath;
  detail?: ErrorDetail;
}

/** Facts beside the sentence, for code that acts on the error. */
export interface ErrorDetail {
  /** Characters of the equation or file text concerned, 0-based, end exclusive. */
  span?: { start: number; end: number };
  /** For `run/not-finite`: which field left the finite range, in which cell, at which step. */
  field?: string;
  cell?: number[];
  step?: number;
  time?: number;
  /** The names that would have been accepted. */
  known?: readonly string[];
  /** For what a server refuses as too large: what it allows, and what was asked. */
  limit?: number;
  actual?: number;
  /** Why a server refuses, in a word that stays while its sentences improve, for pages that say it in their own language. */
  reason?: string;
  /** After how many it is worth to try again. */
  seconds?: number;
}

/**
 * The one error class of the workbench. `message` is a full sentence: what happened, where, and how to mend it;
 * the path, when there is one, stands in front of it.
 */
export class WorkbenchError extends Error {
  readonly code: ErrorCode;
  readonly path: ErrorPath;
  readonly detail: ErrorDetail;

  constructor(code: ErrorCode, path: ErrorPath, sentence: string, detail: ErrorDetail = {}) {
    super(path.length > 0 ? `At ${formatPath(path)}: ${sentence}` : sentence);
    this.name = "WorkbenchError";
    this.code = code;
    this.path = path;
    this.detail = detail;
  }

  toJSON(): ErrorRecord {
    return { code: this.code, message: this.message, path: this.path, detail: this.detail };
  }

  /** Rebuilds an error that crossed a boundary as JSON. */
  static fromJSON(record: ErrorRecord): WorkbenchError {
    const error = new WorkbenchError(record.code, [], record.message, record.detail);
    return Object.assign(error, { path: record.path });
  }
}

/** Bad input is the caller's to mend; anything that is not a WorkbenchError is a fault of ours. */
export function toRecord(error: unknown): ErrorRecord {
  if (error instanceof WorkbenchError) return error.toJSON();
  return { code: "internal", message: error instanceof Error ? error.message : String(error), path: [] };
}

function formatPath(path: ErrorPath): string {
  return path.map((key, i) => (typeof key === "number" ? `[${key}]` : i === 0 ? key : `.${key}`)).join("");
}

/** The nearest known name by edit distance, or undefined when nothing is near: "did you mean …?". */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  let best: string | undefined;
  let bestDistance = Math.max(1, Math.floor(name.length / 3)) + 1;
  for (const candidate of known) {
    // Names whose lengths differ by more are not nearer; a name of a megabyte would take minutes to find that out.
    if (Math.abs(candidate.length - name.length) >= bestDistance) continue;
    const distance = editDistance(name.toLowerCase(), candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Insertions, deletions, substitutions and swaps of neighbours (optimal string alignment). */
function editDistance(a: string, b: string): number {
  const rows = [Array.from({ length: b.length + 1 }, (_, j) => j)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitution = rows[i - 1]![j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? rows[i - 2]![j - 2]! + 1 : Infinity;
      row.push(Math.min(substitution, rows[i - 1]![j]! + 1, row[j - 1]! + 1, swapped));
    }
    rows.push(row);
  }
  return rows[a.length]![b.length]!;
}
