import { defineDetector } from "../define/detector";
import { refuseNonFinite } from "../series/finite";
import { describeRegimes } from "./regime-labels";

/** Reports no change, ever. A detector that does not beat it on annotated series has found nothing. */
export const zero = defineDetector({
  id: "zero",
  title: "No change (baseline)",
  source: "van den Burg, Williams 2020, arXiv:2003.06222, method ZERO",
  help: "Always answers that nothing changes: the line any detector has to beat.",
  params: {},
  detect(series) {
    refuseNonFinite(series);
    return {
      method: "zero",
      n: series.length,
      changePoints: [],
      regimes: describeRegimes(series, [], { kind: "mean", penalty: Infinity, scale: 1 }),
      evidence: { changes: 0 },
      warnings: [],
    };
  },
});
