import { nearest, type ErrorRecord } from "../core/errors";
import type { Span } from "../core/equations/tree";
import { textProblem, type OwnEquations } from "../state/own-equations";
import { sentence } from "../ui/format";
import { t } from "../ui/text";
import { newNames } from "./equation-completion";
import { withoutPlace } from "./formula-check";

/** A next step where a text is wrong. */
export type Mend = { kind: "write"; text: string; label: string } | { kind: "parameter" | "species"; name: string; label: string };

/** What is wrong with a text: a sentence, the characters it concerns, and how it may be mended by a press. */
export interface EquationFault {
  message: string;
  span: Span;
  mends: readonly Mend[];
}

/**
 * What is wrong with the text of a field; null when it runs.
 * @param refused why the run does not follow the texts, which may concern this one.
 */
export function equationFault(own: OwnEquations, name: string, text: string, dimensions: 2 | 3, refused: ErrorRecord | null): EquationFault | null {
  const problem = textProblem(own, name, text, dimensions) ?? (refused && concerns(refused, name) ? refused : null);
  if (!problem) return null;
  const span = problem.detail?.span ?? { start: 0, end: text.length };
  return { message: sentence(withoutPlace(problem.message)), span, mends: mendsOf(problem, text, span, own) };
}

/** Whether an error sits in the equation of this field. */
export const concerns = ({ path }: ErrorRecord, name: string): boolean => (path[0] === "equations" || path[0] === "auxiliary") && path[1] === name;

function mendsOf({ code, detail }: ErrorRecord, text: string, span: Span, own: OwnEquations): Mend[] {
  const word = text.slice(span.start, span.end);
  if (code !== "equation/name" || !detail?.known) return [];
  const near = nearest(word, detail.known);
  // Of words this short any other is near.
  const guess = word.length > 2 || near?.toLowerCase() === word.toLowerCase() ? near : undefined;
  const meant: Mend[] =
    guess === undefined
      ? []
      : [{ kind: "write", text: text.slice(0, span.start) + guess + text.slice(span.end), label: t("Write {{guess}}", { guess }) }];
  const isCall = /^\s*\(/.test(text.slice(span.end));
  if (isCall) return meant;
  const kinds = { "new-parameter": "parameter", "new-species": "species" } as const;
  const added = newNames(word, own).flatMap(({ kind }): Mend[] => {
    if (kind !== "new-parameter" && kind !== "new-species") return [];
    return [
      {
        kind: kinds[kind],
        name: word,
        label: kind === "new-parameter" ? t("Add {{word}} as a parameter", { word }) : t("Add {{word}} as a field", { word }),
      },
    ];
  });
  return [...meant, ...added];
}
