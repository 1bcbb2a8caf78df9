import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { seriesMetrics } from "../../src/core/series";
import { autoregression } from "../../src/core/series/surrogates";
import { FeaturePlot } from "../../src/panels/series-feature-plots";

const x = autoregression({ mean: 0, memory: 0.5, deviation: 1 }, 1200, 3, 0);
const drawn = (id: string, options: Record<string, number> = {}) =>
  renderToStaticMarkup(<FeaturePlot id={id} result={seriesMetrics.get(id).measure(x, options as never)} q={1} />);

describe("the picture of a feature", () => {
  it.each(["dfa", "hurst", "rescaled-range", "higuchi", "generalised-hurst"])("of %s is a log–log fit whose window can be dragged", (id) => {
    expect(drawn(id)).toMatch(/role="slider"/);
    expect(drawn(id)).not.toMatch(/NaN|undefined/);
  });

  it.each([
    ["mfdfa", /Multifractal spectrum/],
    ["spectral-slope", /Power over frequency/],
    ["multiscale-entropy", /Sample entropy over the scale/],
    ["correlation-dimension", /Correlation integral/],
    ["lyapunov", /Divergence of neighbours/],
    ["lyapunov-kantz", /4 × near/],
  ])("of %s has its curves", (id, title) => {
    expect(drawn(id)).toMatch(title);
    expect(drawn(id)).not.toMatch(/NaN|undefined/);
  });

  it("of recurrence says how many pairs stand behind a cell", () => {
    expect(drawn("recurrence", { plot: 100 })).toMatch(/100 cells for 1\D?[12]\d\d states a side/);
    expect(drawn("recurrence")).toBe("");
  });

  it("of a metric without one, or of a series that cannot be measured, is none", () => {
    expect(drawn("katz")).toBe("");
    expect(renderToStaticMarkup(<FeaturePlot id="dfa" result={{ value: null, reason: "short", detail: {} }} q={1} />)).toBe("");
  });
});
