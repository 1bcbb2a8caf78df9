import "../core/uncompiled-schemas";
import { z } from "zod";
import { usualMargin, type Annotations } from "../core/detectors/agreement";
import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import type { SliceCreator } from "./store";

export interface AnnotateSlice {
  /** What people marked in the present series: first samples of new regimes, counted from 0, ascending. */
  annotations: Annotations;
  /** Whose marks are being set. */
  annotator: string;
  /** Whether a press on the plot sets a mark. */
  annotating: boolean;
  /** Samples by which a change may miss a mark and still count. */
  margin: number;
  annotationProblem: ErrorRecord | null;
  setAnnotating(annotating: boolean): void;
  /** Goes on as another person, known or new. */
  setAnnotator(name: string): void;
  /** Sets a mark of the present person, or takes it away again. */
  toggleMark(index: number): void;
  setMargin(margin: number): void;
  clearMarks(): void;
  /** Takes marks from JSON: a list, one list a person, or the same under "annotations". Refuses all where one is no sample of the series. */
  importAnnotations(name: string, text: string): void;
}

const list = z.array(z.number());
const byPerson = z.record(z.string(), list);
const accepted = z.union([list, z.object({ annotations: byPerson }), byPerson]);

/** @throws WorkbenchError naming the person and the mark. */
export function readAnnotations(name: string, text: string, n: number): Annotations {
  const refuse = (message: string) => new WorkbenchError("data/unreadable", [name], message);
  let document: unknown;
  try {
    document = JSON.parse(text);
  } catch {
    throw refuse('this is no JSON; expected {"anna": [28, 91]}, or a list of indices');
  }
  const { success, data } = accepted.safeParse(document);
  if (!success) throw refuse('expected {"anna": [28, 91]}, the same under "annotations", or a list of indices');
  const people: Annotations = Array.isArray(data)
    ? { imported: data }
    : "annotations" in data && !Array.isArray(data.annotations)
      ? data.annotations
      : (data as Annotations);
  for (const [person, marks] of Object.entries(people)) {
    const wrong = marks.find((mark) => !(Number.isInteger(mark) && mark >= 0 && mark < n));
    if (wrong !== undefined) throw refuse(`"${person}" marks ${wrong}, which is no sample of this series: whole numbers from 0 to ${n - 1} are`);
  }
  return Object.fromEntries(Object.entries(people).map(([person, marks]) => [person, sorted(marks)]));
}

const sorted = (marks: readonly number[]): number[] => [...new Set(marks)].filter((mark) => mark > 0).sort((a, b) => a - b);

const nothing = { annotations: {}, annotationProblem: null, annotating: false };

export const createAnnotateSlice = (): SliceCreator<AnnotateSlice> => (set, get, api) => {
  // Marks belong to the series they were set in.
  api.subscribe(({ regimes }, { regimes: before }) => {
    if (regimes.values !== before.values) set(nothing);
  });
  return {
    ...nothing,
    annotator: "me",
    margin: usualMargin,
    setAnnotating: (annotating) => set({ annotating }),
    setAnnotator: (annotator) => set({ annotator }),
    toggleMark(index) {
      const { annotations, annotator: typed, regimes } = get();
      const annotator = typed.trim() || "me";
      if (index <= 0 || index >= regimes.values.length) return;
      const mine = annotations[annotator] ?? [];
      const next = mine.includes(index) ? mine.filter((mark) => mark !== index) : sorted([...mine, index]);
      set({ annotations: { ...annotations, [annotator]: next }, annotationProblem: null });
    },
    setMargin: (margin) => set({ margin }),
    clearMarks: () => set({ annotations: {}, annotationProblem: null }),
    importAnnotations(name, text) {
      try {
        set({ annotations: { ...get().annotations, ...readAnnotations(name, text, get().regimes.values.length) }, annotationProblem: null });
      } catch (error) {
        set({ annotationProblem: toRecord(error) });
      }
    },
  };
};
