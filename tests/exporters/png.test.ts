import { decode } from "fast-png";
import { expect, it } from "vitest";
import { png } from "../../src/exporters/png";
import { exportedProvenance } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

it("a PNG says how large it is on paper, with a checksum that holds", () => {
  const rgba = Uint8ClampedArray.from({ length: 24 }, (_, i) => 10 * i);
  const bytes = fileForOracle("picture.png", png.encode({ width: 3, height: 2, rgba, dpi: 300 }, exportedProvenance));
  const read = decode(bytes, { checkCrc: true });
  // 300 / 0.0254 = 11811.02…
  expect(read.resolution).toEqual({ x: 11811, y: 11811, unit: 1 });
  expect([...read.data]).toEqual([...rgba]);
});
