import { decode } from "fast-png";
import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { colourMaps, lookupTable } from "../../src/views/colour-maps";
import { MapPlot } from "../../src/views/map-plot";

const map = colourMaps.get("viridis");
const table = lookupTable(map);
const colour = (entry: number) => [...table.subarray(4 * entry, 4 * entry + 4)];
const draw = (nx: number, ny: number, values: number[], inside: number[]) =>
  renderToStaticMarkup(
    <MapPlot title="A map" nx={nx} ny={ny} values={values} inside={Uint8Array.from(inside)} low={1} high={2} map={map} label="local dimension" />,
  );
const pictureIn = (markup: string) => decode(Buffer.from(/base64,([^"]+)"/.exec(markup)![1]!, "base64"));

it("draws each cell in the colour of its value, clear where there is none, with the bar and its ends", () => {
  const markup = draw(3, 1, [1, 2, 1.5], [1, 1, 0]);
  const { width, height, data } = pictureIn(markup);
  expect([width, height]).toEqual([3, 1]);
  expect([...data]).toEqual([...colour(0), ...colour(255), 0, 0, 0, 0]);
  expect(markup).toContain("linearGradient");
  for (const words of ["2.00", "1.50", "1.00", "local dimension: colours from 1.00 to 2.00"]) expect(markup).toContain(words);
});

it("is no finer than can be seen: blocks have the mean of the cells that have a value", () => {
  const nx = 1000;
  const { width, height, data } = pictureIn(draw(nx, 3, Array.from({ length: 3 * nx }, (_, i) => (i % 2 === 0 ? 2 : 9)), Array.from({ length: 3 * nx }, (_, i) => 1 - (i % 2)))); // prettier-ignore
  expect([width, height]).toEqual([334, 1]);
  expect([...data.subarray(0, 4)]).toEqual(colour(255));
});
