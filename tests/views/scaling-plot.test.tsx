import { renderToStaticMarkup } from "react-dom/server";
import { describe, expect, it } from "vitest";
import { CurvePlot } from "../../src/views/curve-plot";
import { longestBars } from "../../src/views/persistence-drawing";
import { PersistenceBarcode, PersistenceDiagram } from "../../src/views/persistence-plot";
import { ScalingPlot, type ScalingFacts } from "../../src/views/scaling-plot";

const scales = [1, 2, 4, 8, 16];
const facts: ScalingFacts = {
  title: "Boxes against edge",
  scales,
  logs: scales.map((s) => Math.log(1000) - 1.5 * Math.log(s)),
  xLabel: "edge s, cells",
  yLabel: "N(s)",
  read: (slope) => -slope,
  symbol: "D",
  value: 1.5,
  window: [1, 16],
  slopeIntercept: { slope: -1.5, intercept: Math.log(1000) },
};

describe("the log–log plot", () => {
  it("has two sliders where the window can be moved, each with the scales that it may take", () => {
    const plot = renderToStaticMarkup(<ScalingPlot {...facts} ownWindow={[2, 16]} onWindow={() => {}} />);
    expect(plot.match(/role="slider"/g)).toHaveLength(2);
    expect(plot).toContain('aria-label="Window from" aria-valuemin="1" aria-valuemax="4" aria-valuenow="2"');
    expect(plot).toContain('aria-label="Window to" aria-valuemin="8" aria-valuemax="16" aria-valuenow="16"');
    expect(plot).toContain("D = 1.500 by a line from 2 to 16");
  });

  it("is a still picture without", () => {
    const plot = renderToStaticMarkup(<ScalingPlot {...facts} />);
    expect(plot).toContain('role="img"');
    expect(plot).not.toContain("slider");
  });

  it("is nothing for fewer than three points", () => {
    expect(renderToStaticMarkup(<ScalingPlot {...facts} scales={[1, 2]} logs={[0, 1]} />)).toBe("");
  });
});

it("a curve on logarithmic axes leaves out what has no logarithm, and is nothing without points", () => {
  const axes = { title: "a curve", x: { label: "x", logarithmic: true }, y: { label: "y", logarithmic: true } };
  const curve = (points: [number, number][]) => renderToStaticMarkup(<CurvePlot {...axes} curves={[{ name: "c", points, look: "dots" }]} />);
  expect(curve([[0, 1], [1, 0], [1, 2], [2, 3], [4, NaN]]).match(/<circle/g)).toHaveLength(2); // prettier-ignore
  expect(curve([[0, 1]])).toBe("");
});

describe("persistence", () => {
  const classes = [
    { dimension: 0, pairs: [[0, 5], [1, 2]] as const, essential: [0] }, // prettier-ignore
    { dimension: 1, pairs: [[2, 4]] as const, essential: [] },
  ];
  const plot = { title: "classes", classes, extremes: [0, 6] as const, threshold: 1, falling: false };

  it("draws a bar for each class, the endless first, then the longest-lived of each dimension", () => {
    expect(longestBars(classes, 2)).toEqual([
      { dimension: 0, birth: 0, death: null },
      { dimension: 0, birth: 0, death: 5 },
      { dimension: 1, birth: 2, death: 4 },
    ]);
    expect(renderToStaticMarkup(<PersistenceBarcode {...plot} />).match(/persistence-bar"/g)).toHaveLength(4);
  });

  it("tells in words what it shows, whichever way the sets grow", () => {
    for (const falling of [false, true])
      expect(renderToStaticMarkup(<PersistenceDiagram {...plot} falling={falling} />)).toContain(
        "pieces, H₀: 2 pairs, the longest from 0 to 5.00; 1 never die",
      );
  });
});
