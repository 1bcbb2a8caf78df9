import type { Channels } from "../define/detector";
import { WorkbenchError } from "../errors";
import { refuseNonFinite } from "../series/finite";

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
  });
  return first.length;
}
