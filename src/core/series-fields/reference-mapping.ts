import { num } from "../define/params";
import { defineSeriesField } from "../define/series-field";
import { numpyMoments } from "../field/numpy-sum";

const params = {
  side: num(32, {
    title: "Side",
    unit: "cells",
    min: 4,
    max: 256,
    integer: true,
    help: "The samples fill the rows one after the other and begin anew when they are used up.",
  }),
};

/** Below this deviation the reference divides by 1. */
const flat = 1e-10;

/** MFN v4.1's own mapping, in its own roundings. */
export const referenceMapping = defineSeriesField({
  id: "reference",
  title: "MFN v4.1: rows of standard scores",
  source: "MFN v4.1, examples/finance_regime_detection",
  help: "Each window is brought to mean 0 and deviation 1, cut at ±3, and written row by row. Dividing by its deviation takes away the very volatility that is looked for (fault F19), and neighbours in a column are a row apart in time.",
  params,
  keepsScale: false,
  side: (_, { side }) => side,
  values(window, _, { side }) {
    const { mean, deviation } = numpyMoments(window);
    const by = deviation < flat ? 1 : deviation;
    const scores = window.map((x) => Math.min(3, Math.max(-3, (x - mean) / by)));
    return Float64Array.from({ length: side * side }, (_, k) => scores[k % scores.length]!);
  },
});
