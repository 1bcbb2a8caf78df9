import { defineSeriesField } from "../define/series-field";

/** Typical deviations from the median that make the full −1 … 1; what lies farther is cut. */
const reach = 4;
/** What −1 … 1 is multiplied by, to fill the range that the reference gives its scores. */
const fullRange = 3;

/** Cosines of summed angles. */
export const gramianField = defineSeriesField({
  id: "gramian",
  title: "Gramian angular field",
  source:
    "Wang, Oates 2015, arXiv:1506.00327, its summation field; scaled by the spread of the whole series instead of its range, which one outlier would set",
  help: "Each sample becomes the angle whose cosine it is, four typical deviations of the whole series from its median making −1 and 1; row i, column j holds the cosine of the sum of both angles. Keeps order and size.",
  params: {},
  keepsScale: true,
  side: (window) => window,
  values(window, { median, spread }) {
    const side = window.length;
    const x = window.map((value) => Math.min(1, Math.max(-1, (value - median) / (reach * spread))));
    const sine = x.map((value) => Math.sqrt(1 - value * value));
    const field = new Float64Array(side * side);
    for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) field[i * side + j] = fullRange * (x[i]! * x[j]! - sine[i]! * sine[j]!);
    return field;
  },
});
