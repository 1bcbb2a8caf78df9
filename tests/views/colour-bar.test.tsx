import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { ColourBar } from "../../src/views/colour-bar";
import { colourMaps } from "../../src/views/colour-maps";
import { contrastOf } from "../../src/views/contrast";

const shown = (values: number[]) => renderToStaticMarkup(<ColourBar map={colourMaps.get("viridis")} contrast={contrastOf(values)} unit=" mV" />);

it("the colour bar runs over the finite values and says how many cells are not finite (trap 47)", () => {
  const bar = shown([NaN, -60, Infinity, 40, -Infinity]);
  expect(bar).toContain('aria-label="Colours from −60.0 to 40.0 mV"');
  expect(bar).toContain("3 cells are not finite");
  expect(bar).not.toMatch(/NaN|Infinity/);
  expect(shown([NaN, 1, 2])).toContain("1 cell is not finite");
  expect(shown([1, 2])).not.toContain("not finite");
});
