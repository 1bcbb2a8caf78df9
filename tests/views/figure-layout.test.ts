import fc from "fast-check";
import { decode } from "fast-png";
import { describe, expect, it } from "vitest";
import { figurePage, wrapped } from "../../src/views/figure-layout";
import { figureSvg } from "../../src/views/figure-svg";
import { svg } from "../../src/exporters/svg";
import { exportedProvenance } from "../support/exported";
import { wave, wavePage } from "../support/figure";
import { fileForOracle } from "../support/oracle-files";

describe("a figure on paper", () => {
  it("is as wide as was chosen, the field in its own proportions", () => {
    const page = wavePage();
    expect(page.width).toBeCloseTo(86, 9);
    const field = page.parts.find((part) => part.kind === "image")!;
    expect(field.width / field.height).toBeCloseTo(6 / 4, 9);
  });
  it("keeps every mark on the page", () => {
    fc.assert(
      fc.property(fc.integer({ min: 40, max: 300 }), fc.boolean(), fc.boolean(), fc.boolean(), (width, title, axes, bar) => {
        const page = wavePage({ width, title, axes, bar });
        for (const part of page.parts) {
          if (part.kind === "line") continue;
          expect(part.x).toBeGreaterThanOrEqual(0);
          expect(part.y).toBeGreaterThanOrEqual(0);
          expect(part.x + ("width" in part ? part.width : 0)).toBeLessThanOrEqual(page.width + 1e-9);
          expect(part.y + ("height" in part ? part.height : 0)).toBeLessThanOrEqual(page.height + 1e-9);
        }
      }),
      { numRuns: 30 },
    );
  });
  it("is the field alone, edge to edge, when nothing else is wanted", () => {
    const page = figurePage(wave, { width: 60, title: false, axes: false, bar: false, caption: "" });
    expect(page.parts.map(({ kind }) => kind)).toEqual(["image"]);
    expect([page.width, page.height]).toEqual([60, 40]);
  });
  it("breaks captions between words", () => {
    expect(wrapped("one two three", 7)).toEqual(["one two", "three"]);
    expect(wrapped("abcdefgh", 3)).toEqual(["abc", "def", "gh"]);
  });
  it("becomes an SVG whose words stay words and whose field has sharp cells", () => {
    const text = figureSvg(wavePage());
    fileForOracle("figure.svg", svg.encode({ svg: text }, exportedProvenance));
    expect(text).toContain("Поле ґїєі з λ = 2π/k");
    expect(text).toMatch(/^<svg [^>]*width="86mm"/);
    const picture = decode(Buffer.from(/base64,([^"]+)/.exec(text)![1]!, "base64"));
    expect([picture.width % 6, picture.height % 4]).toEqual([0, 0]);
    expect(picture.width).toBeGreaterThanOrEqual(1024);
  });
});
