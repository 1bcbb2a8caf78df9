import { expect, it } from "vitest";
import { startTelemetry } from "../../../server/observe/telemetry";
import { inject, withSpan } from "../../../server/observe/trace";
import { testParts } from "../../support/server-parts";
import { otlpReceiver } from "./otlp-receiver";

const ids = { low: "00000000000000000000000000000001", high: "ffffffff000000000000000000000000" };
const from = (traceId: string, flags: string) => `00-${traceId}-b7ad6b7169203331-${flags}`;

it("a caller can leave its request out of the traces, and not bring in more than their share", { timeout: 60_000 }, async () => {
  const receiver = await otlpReceiver();
  const telemetry = await startTelemetry({ ...testParts().config, otlpEndpoint: receiver.url, traceRatio: 0.5 }, "mfn-server");
  const ask = (name: string, parent: string) => withSpan(name, {}, () => inject(), { kind: "answers", parent });
  // The trace goes on under its id, traced or not.
  expect(await ask("within the share", from(ids.low, "01"))).toMatch(new RegExp(`^00-${ids.low}-.*-01$`));
  expect(await ask("beyond the share", from(ids.high, "01"))).toMatch(new RegExp(`^00-${ids.high}-.*-00$`));
  expect(await ask("left out", from(ids.low, "00"))).toMatch(new RegExp(`^00-${ids.low}-.*-00$`));
  await telemetry.close();
  expect(receiver.spans.map(({ name }) => name)).toEqual(["within the share"]);
  await receiver.close();
});
