import { defineDetector } from "../define/detector";
import { checkChannels } from "./channels";
import { describeRegimes } from "./regime-labels";

/** Reports no change, ever. A detector that does not beat it on annotated series has found nothing. */
export const zero = defineDetector({
  id: "zero",
  title: "No change (baseline)",
  source: "van den Burg, Williams 2020, arXiv:2003.06222, method ZERO",
  help: "Always answers that nothing changes: the line any detector has to beat.",
  params: {},
  mode: "retrospective",
  exact: true,
  several: true,
  detect(channels) {
    const n = checkChannels(channels, true);
    return {
      method: "zero",
      mode: "retrospective",
      n,
      changePoints: [],
      regimes: describeRegimes(channels, [], { kind: "mean", penalty: Infinity, scale: 1 }),
      evidence: { changes: 0 },
      warnings: [],
    };
  },
});
