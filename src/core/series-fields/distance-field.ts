import { defineSeriesField } from "../define/series-field";

/** A recurrence plot before its threshold, in units of the whole series. */
export const distanceField = defineSeriesField({
  id: "distance",
  title: "Distances of all pairs (recurrence)",
  source:
    "Eckmann, Kamphorst, Ruelle 1987, Europhysics Letters 4:973, doi:10.1209/0295-5075/4/9/004; without threshold: Marwan et al. 2007, doi:10.1016/j.physrep.2006.11.001",
  help: "Row i, column j holds how far apart samples i and j of the window are, in typical deviations of the whole series: a volatile window is bright, a calm one dark, a returning one woven.",
  params: {},
  keepsScale: true,
  side: (window) => window,
  values(window, { spread }) {
    const side = window.length;
    const field = new Float64Array(side * side);
    for (let i = 0; i < side; i++) for (let j = 0; j < side; j++) field[i * side + j] = Math.abs(window[i]! - window[j]!) / spread;
    return field;
  },
});
