import type { Definition } from "../core/define/registry";
import { registry } from "../core/define/registry";
import { t } from "../ui/text";
import { aroundZero, extentOf, roomy, type Contrast } from "./contrast";
import type { Picture } from "./picture";

/** A colour range as it is chosen; `low` and `high` count where it is held. */
export interface RangeChoice {
  /** One of `colourRanges`. */
  id: string;
  low: number;
  high: number;
}

/** How the values at the ends of a colour map are found. */
export interface ColourRange extends Definition {
  /** What it does, in a line. */
  note: string;
  /** A word at the colour bar; none for what everybody expects. */
  word: string | null;
  /** @param diverging the map is to be symmetric around 0. */
  contrast(picture: Picture, diverging: boolean, choice: RangeChoice): Contrast;
}

/** Values looked at to find quantiles: enough for their second digit. */
const sampleSize = 16_384;
/** Not commensurable with the width of any grid, so that a regular pattern is met in all its phases. */
const stride = 7919;

/** Sorted finite values of a field, or as many of them as tell its quantiles. */
function sampled({ values, inside }: Picture): Float64Array {
  const taken: number[] = [];
  const count = Math.min(values.length, sampleSize);
  const step = values.length <= sampleSize ? 1 : stride;
  for (let i = 0, at = 0; i < count; i++, at = (at + step) % values.length) {
    const value = values[at]!;
    if (value - value === 0 && (!inside || inside[at] !== 0)) taken.push(value);
  }
  return Float64Array.from(taken).sort();
}

const withoutLogarithm = (cells: number): string =>
  cells === 1 ? t("1 cell is not above 0 and has no logarithm") : t("{{number}} cells are not above 0 and have no logarithm", { number: cells });

const auto: ColourRange = {
  id: "auto",
  title: "Every frame",
  note: "from the smallest to the largest value that is there now",
  word: null,
  contrast: ({ values, inside }, diverging) => (diverging ? aroundZero : roomy)(extentOf(values, inside)),
};

export const colourRanges = registry<ColourRange>("colour range", [
  auto,
  {
    id: "fixed",
    title: "Held",
    note: "two numbers that stay as they are",
    word: "held",
    contrast: ({ values, inside }, _, { low, high }) => ({ ...roomy({ low, high, notFinite: 0 }), notFinite: extentOf(values, inside).notFinite }),
  },
  {
    id: "robust",
    title: "2 to 98 %",
    note: "single extreme cells do not count",
    word: "2–98 %",
    contrast(picture, diverging) {
      const sorted = sampled(picture);
      const { notFinite, ...extent } = extentOf(picture.values, picture.inside);
      const at = (share: number) => sorted[Math.round(share * (sorted.length - 1))]!;
      const bounds = sorted.length > 0 ? { low: at(0.02), high: at(0.98) } : extent;
      return (diverging ? aroundZero : roomy)({ ...bounds, notFinite });
    },
  },
  {
    id: "symmetric",
    title: "Symmetric about 0",
    note: "0 has the colour in the middle of the map",
    word: "±",
    contrast: ({ values, inside }) => aroundZero(extentOf(values, inside)),
  },
  {
    id: "logarithmic",
    title: "Logarithmic",
    note: "equal steps of colour are equal ratios; for values above 0",
    word: "log",
    contrast({ values, inside }) {
      const extent = extentOf(values, inside);
      const { notPositive, notFinite, smallestPositive } = extent;
      if (!(smallestPositive < Infinity)) return { ...roomy(extent), note: t("No value is above 0, so the range is not logarithmic.") };
      const { low, high } = roomy({ low: smallestPositive, high: extent.high, notFinite });
      return { low, high, notFinite, logarithmic: true, ...(notPositive > 0 && { note: withoutLogarithm(notPositive) }) };
    },
  },
]);

/** The range that is meant; `auto` for one that is not known. */
export const rangeNamed = (id: string): ColourRange => colourRanges.get(colourRanges.has(id) ? id : auto.id);

/** What a view begins with. */
export const usualRange: RangeChoice = { id: auto.id, low: 0, high: 1 };
