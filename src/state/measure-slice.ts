import type { ImportedArray } from "../connectors/connector";
import { toRecord, WorkbenchError, type ErrorRecord } from "../core/errors";
import type { ImageMeasurement } from "../core/metrics/measure-image";
import type { ImageRequest } from "../engine/protocol";
import type { Services } from "./services";
import type { SliceCreator } from "./store";

export type { ImageMeasurement };

/** What is known of the image in the Measure room; its values are had by `shownImage`. */
export interface MeasureFacts {
  /** Null before a file was opened. */
  image: { name: string; shape: readonly number[]; warnings: readonly string[] } | null;
  threshold: ImageRequest["threshold"];
  invert: boolean;
  /** Of the image as it is set, or, while `busy`, as it was. */
  result: ImageMeasurement | null;
  busy: boolean;
  /** Why the file could not be opened, or the image not measured. */
  problem: ErrorRecord | null;
}

export interface MeasureSlice {
  measure: MeasureFacts;
  /** Opens an image, matrix or volume. When it cannot be read, the one before stays and `problem` says why. */
  openImage(name: string, load: () => Promise<Uint8Array>): Promise<void>;
  setThreshold(threshold: ImageRequest["threshold"]): void;
  setInverted(invert: boolean): void;
  /** The values that are measured; null before the first. Not to be written to. */
  shownImage(): ImportedArray | null;
}

const nothing: MeasureFacts = { image: null, threshold: "otsu", invert: false, result: null, busy: false, problem: null };

export const createMeasureSlice =
  ({ analyst, importFile }: Pick<Services, "analyst" | "importFile">): SliceCreator<MeasureSlice> =>
  (set, get) => {
    let shown: ImportedArray | null = null;
    /** Grows with every file: one that was slower to read than the next is dropped. */
    let opening = 0;
    /** Grows with every change of what is asked: an answer to an older question is dropped. */
    let asked = 0;
    let working = false;

    const patch = (facts: Partial<MeasureFacts>) => set(({ measure }) => ({ measure: { ...measure, ...facts } }));

    /** Measures until the answer fits the question: a dragged slider asks faster than is answered. */
    async function measure(): Promise<void> {
      asked++;
      patch({ busy: true });
      if (working) return;
      working = true;
      let answered = 0;
      while (shown && answered !== asked) {
        answered = asked;
        const { threshold, invert } = get().measure;
        const { shape, values } = shown;
        try {
          const result = await analyst.measureImage({ shape, values, threshold, invert });
          if (answered === asked) patch({ result, problem: null });
        } catch (error) {
          if (answered === asked) patch({ result: null, problem: toRecord(error) });
        }
      }
      working = false;
      patch({ busy: false });
    }

    return {
      measure: nothing,
      async openImage(name, load) {
        const mine = ++opening;
        try {
          const imported = await importFile(name, await load(), "array");
          if (mine !== opening) return;
          if (imported.kind !== "array")
            throw new WorkbenchError("data/unreadable", [name], "this is a table of columns, not an image. Open it in Regimes");
          shown = imported;
          const image = { name: imported.name, shape: imported.shape, warnings: imported.warnings };
          patch({ image, threshold: "otsu", invert: false, result: null, problem: null });
          await measure();
        } catch (error) {
          if (mine === opening) patch({ problem: toRecord(error) });
        }
      },
      setThreshold(threshold) {
        patch({ threshold });
        void measure();
      },
      setInverted(invert) {
        patch({ invert });
        void measure();
      },
      shownImage: () => shown,
    };
  };
