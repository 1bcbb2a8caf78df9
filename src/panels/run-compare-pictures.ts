import type { RunSpec } from "../core/spec/run-spec";
import { difference, rootMeanSquare, type ShapedValues } from "../library/difference";
import type { LibraryRecord, RunPayload } from "../library/record";
import type { ComparedRun } from "../state/run-compare-slice";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { contrastOf } from "../views/contrast";
import { planeOf, type Picture, type PictureSource } from "../views/picture";
import { insidePlane } from "./domain-mask";

/** A run as it is shown beside others. */
export interface ComparedPicture {
  record: LibraryRecord<RunPayload>;
  /** Null where there is nothing to show. */
  picture: Picture | null;
  /** Why there is not, or a number about what is shown. */
  words: string;
}

export interface ComparedPictures {
  pictures: readonly ComparedPicture[];
  /** The one range that all are coloured in. */
  low: number;
  high: number;
}

type Run = LibraryRecord<RunPayload>;

/** What is shown of each run: its field, or how that differs from the first one's; all in one colour range. */
export function comparedPictures(
  runs: readonly Run[],
  read: (id: string) => ComparedRun | null,
  field: string | null,
  differing: boolean,
): ComparedPictures {
  const [first] = runs;
  const base = first && valuesOf(first, read(first.id), field);
  const pictures = runs.map((record, i) => {
    const own = valuesOf(record, read(record.id), field);
    if (typeof own === "string") return { record, picture: null, words: own };
    if (!differing || i === 0)
      return { record, picture: pictureOf(record, own.values, own.shape), words: i === 0 && differing ? t("the first, as it is") : "" };
    if (typeof base === "string" || base === undefined) return { record, picture: null, words: t("The first has no state to take it from.") };
    if (base.shape.join() !== own.shape.join())
      return {
        record,
        picture: null,
        words: t("No difference: the first has {{first}} cells, this one {{own}}.", { first: base.shape.join(" × "), own: own.shape.join(" × ") }),
      };
    const values = difference(own, base);
    return {
      record,
      picture: pictureOf(record, values, own.shape),
      words: t("root mean square {{value}}", { value: formatNumber(rootMeanSquare(values), 3) }),
    };
  });
  const ranged = pictures
    .filter(({ picture }, i) => picture && (!differing || i > 0))
    .map(({ picture }) => contrastOf(picture!.values, differing, picture!.inside ?? null));
  const [low, high] = [Math.min(...ranged.map(({ low }) => low)), Math.max(...ranged.map(({ high }) => high))];
  return { pictures, low: ranged.length ? low : 0, high: ranged.length ? high : 1 };
}

/** The array that is compared; in words why there is none. */
function valuesOf(record: Run, run: ComparedRun | null, field: string | null): ShapedValues | string {
  if (!run?.state) return t("No state of it is kept. Open it in the Lab, where it is computed again, and it is.");
  const name = field ?? record.payload.field;
  const values = run.state.fields[name];
  return values ? { shape: record.spec.grid.shape, values } : t("It has no field {{name}}.", { name });
}

let pictures = 0;

const pictureOf = (record: Run, values: ShapedValues["values"], shape: readonly number[]): Picture => ({
  key: `compared ${++pictures}`,
  ...planeOf(values, shape, record.payload.slice),
  inside: insidePlane(record.spec, record.payload.slice),
});

/** A picture that stays as it is. */
export const still = (picture: Picture): PictureSource => ({ latest: () => picture, subscribe: () => () => undefined });

export function spacingOf({ grid: { spacing } }: RunSpec): [number, number] {
  return Array.isArray(spacing) ? [spacing.at(-2)!, spacing.at(-1)!] : [spacing, spacing];
}
