import type { Channels, Detection, OnlineDetector, OnlineStep } from "../define/detector";
import { BurnIn } from "./burn-in";
import { checkChannels } from "./channels";
import { watch } from "./watch";

/** How deviations are added up until there are too many of them. */
export interface ExcessSettings {
  /** learnt: deviations are from the level of the burn-in. running: from the mean of the regime so far. */
  from: "learnt" | "running";
  /** Deviation that is borne at each sample, in standard deviations. */
  borne: number;
  /** Excess at which the alarm is raised, in standard deviations. */
  limit: number;
  /** Samples at the beginning of each regime that only set level and spread. */
  burnIn: number;
}

/** A sum of deviations in one direction, and how far it stands above its own minimum: never below 0. */
class Excess {
  value = 0;
  /** The sample after the minimum: the change, if it is one, began there. */
  since: number;
  private sum = 0;
  private least = 0;

  /** @param first the sample with which it begins. */
  constructor(first: number) {
    this.since = first;
  }

  push(deviation: number, index: number): void {
    this.sum += deviation;
    if (this.sum <= this.least) {
      this.least = this.sum;
      this.since = index + 1;
    }
    this.value = this.sum - this.least;
  }
}

/** What has been seen of a regime whose first sample after the burn-in is `first`. */
const newRegime = (burnIn: number, first: number) => ({ unit: new BurnIn(burnIn), mean: 0, seen: 0, up: new Excess(first), down: new Excess(first) });

/** Adds up deviations on both sides and raises an alarm where either sum exceeds the limit; then it learns the next regime. */
export function openExcess({ from, borne, limit, burnIn }: ExcessSettings): OnlineDetector {
  let regime = newRegime(burnIn, burnIn);
  let index = -1;
  let onset = 0;
  return {
    push([x]): OnlineStep {
      index++;
      const { unit, up, down } = regime;
      const ready = unit.push(x!);
      for (const z of ready) regime.mean += (z - regime.mean) / ++regime.seen;
      if (ready.length !== 1) return { index, alarm: false, onset, watched: {} };
      const deviation = ready[0]! - (from === "running" ? regime.mean : 0);
      up.push(deviation - borne, index);
      down.push(-deviation - borne, index);
      const alarm = up.value > limit || down.value > limit;
      if (alarm) {
        onset = up.value > limit ? up.since : down.since;
        regime = newRegime(burnIn, index + 1 + burnIn);
      }
      return { index, alarm, onset, watched: { up: up.value, down: down.value } };
    },
  };
}

/** The same over a whole series. */
export function detectExcess(method: string, channels: Channels, settings: ExcessSettings, titles: { up: string; down: string }): Detection {
  checkChannels(channels, false);
  const { borne, limit, burnIn } = settings;
  const curve = (id: "up" | "down") => ({ id, title: titles[id], unit: "standard deviations", limit });
  const found = watch(method, channels, openExcess(settings), [curve("up"), curve("down")], { borne, limit, burnIn });
  if (found.n <= burnIn) found.warnings.push(`${found.n} samples are too few: the first ${burnIn} only set the level.`);
  return found;
}
