import { expect, it } from "vitest";
import { bocpd } from "../../src/core/detectors/bocpd";
import { normalAt } from "../../src/core/field/philox";

it("BOCPD follows 100 000 samples with at most 512 run lengths kept at a time, and finds their four steps", { timeout: 300_000 }, () => {
  const detector = bocpd.open!(1);
  const alarms: number[] = [];
  let most = 0;
  for (let i = 0; i < 100_000; i++) {
    const { alarm, runLengths } = detector.push([normalAt(9, 1, i, 2) + 4 * (Math.floor(i / 20_000) % 2)]);
    most = Math.max(most, runLengths?.lengths.length ?? 0);
    if (alarm) alarms.push(i);
  }
  expect(most).toBeLessThanOrEqual(512);
  for (const step of [20_000, 40_000, 60_000, 80_000]) expect(alarms.some((at) => at >= step && at <= step + 15)).toBe(true);
});
