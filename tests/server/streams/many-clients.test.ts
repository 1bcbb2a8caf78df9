import { afterEach, expect, it } from "vitest";
import { key } from "../../support/server-parts";
import { closeServers, listeningServer, streamClient } from "../../support/stream-client";

afterEach(closeServers);

const headers = { "x-api-key": key };

it("a thousand clients hear one stream, and one that does not read slows none of them", async () => {
  const address = await listeningServer();
  const listen = async (params: object) => {
    const one = await streamClient(address, "/ws/stream_features", headers);
    one.say("init", { protocol_version: "1.0" });
    one.say("subscribe", { stream_type: "stream_features", stream_id: "a", params: { grid_size: 8, update_interval_ms: 200, ...params } });
    return one;
  };
  const slow = await listen({});
  await slow.next("feature_update");
  slow.socket.pause();
  const others = [];
  for (let i = 0; i < 10; i++) others.push(...(await Promise.all(Array.from({ length: 100 }, () => listen({})))));
  await Promise.all(others.map((one) => one.next("feature_update", 2)));
  for (const one of others) {
    const sequence = one.of("feature_update").map(({ payload }) => payload["sequence"] as number);
    // No gaps: nothing was dropped for those who read.
    expect(sequence).toEqual(sequence.map((_, i) => sequence[0]! + i));
  }
  slow.socket.resume();
  const heard = slow.of("feature_update").length;
  await slow.next("feature_update", heard + 1);
  for (const { socket } of [slow, ...others]) socket.terminate();
}, 30_000);
