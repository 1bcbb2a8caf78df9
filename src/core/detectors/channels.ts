import type { Channels } from "../define/detector";
import { WorkbenchError } from "../errors";
import { isConstant, refuseNonFinite, spanOf } from "../series/finite";

/**
 * What every detector asks of its input: at least one channel, all of one length, finite; a second only where several are taken.
 * @returns the number of samples n.
 * @throws WorkbenchError `data/not-finite` with channel and sample; `usage` for unequal lengths or a channel too many.
 */
export function checkChannels(channels: Channels, several: boolean): number {
  const first = channels[0];
  if (!first) throw new WorkbenchError("data/empty", ["values"], "no series was given; choose at least one column");
  if (channels.length > 1 && !several) {
    throw new WorkbenchError(
      "usage",
      ["values"],
      `this detector takes one series, ${channels.length} were given; choose one column, or a detector that takes several`,
    );
  }
  channels.forEach((channel, c) => {
    if (channel.length !== first.length) {
      const message = `channel ${c} has ${channel.length} samples, the first ${first.length}; all channels must be sampled together`;
      throw new WorkbenchError("usage", ["values", c], message);
    }
    refuseNonFinite(channel, channels.length > 1 ? c : undefined);
    if (spanOf(channel) === Infinity) {
      const path = channels.length > 1 ? ["values", c] : ["values"];
      throw new WorkbenchError(
        "data/not-finite",
        path,
        "the values span more than 1.8e308, so that their differences are not finite; divide the series first",
      );
    }
  });
  return first.length;
}

/**
 * @param what the detector, as the subject of the sentence.
 * @throws WorkbenchError `usage` for a series longer than the detector's memory or patience.
 */
export function refuseLonger(what: string, n: number, most: number): void {
  if (n <= most) return;
  throw new WorkbenchError("usage", ["values"], `${what} up to ${most} samples, this series has ${n}; use another detector, or thin the series`);
}

/** Why channels cannot hold two regimes of at least `minLength` samples; null where they may. */
export function nothingToDivide(channels: Channels, minLength: number): string | null {
  const n = channels[0]!.length;
  if (n < 2 * minLength) return `${n} samples are too few for two regimes of at least ${minLength}: no change can be found.`;
  return channels.every(isConstant) ? "The series is constant: there is nothing to tell regimes apart by." : null;
}
