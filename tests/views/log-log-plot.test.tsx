import { renderToStaticMarkup } from "react-dom/server";
import { expect, it } from "vitest";
import { LogLogPlot } from "../../src/views/log-log-plot";

it("the axis tells edges of boxes in cells, the dots lie at their effective edges", () => {
  const edges = [2, 4, 8, 16, 32];
  // s·L/(L − 1 + s) for a set 64 cells across
  const scales = edges.map((edge) => (edge * 64) / (63 + edge));
  const counts = scales.map((s) => 1000 / s);
  const line = { slope: -1, intercept: Math.log(1000) };
  const markup = renderToStaticMarkup(<LogLogPlot {...{ edges, scales, counts, ...line }} window={[scales[1]!, scales[3]!]} title="Boxes" />);
  expect(markup).toContain("5 box edges from 2 to 32 cells; slope -1.00 fitted from 4 to 16.".replace("-", "−"));
  const dots = [...markup.matchAll(/<circle[^>]* cx="([\d.]+)"/g)].map(([, at]) => Number(at));
  const ticks = [...markup.matchAll(/<text x="([\d.]+)"[^>]*text-anchor="middle">(\d+)</g)].map(([, at, text]) => [Number(at), Number(text)]);
  expect(ticks.map(([, text]) => text)).toEqual(edges);
  ticks.forEach(([at], i) => expect(at).toBeCloseTo(dots[i]!, 6));
});
