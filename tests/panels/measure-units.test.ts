import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { metrics } from "../../src/core/metrics/index";
import { measureImage } from "../../src/core/metrics/measure-image";
import { measureMetric } from "../../src/core/metrics/measure-metric";
import { prepareImage } from "../../src/core/metrics/prepare-image";
import { pictureOf } from "../../src/panels/measure-metric-pictures";
import { cellEdgeOf, lengthWords, scalingIn, tableIn, unitOfLength, unitOfWavenumber, type ScalingInCells } from "../../src/panels/measure-units";
import { fitWithin, pointsWithin, scaleNames, scalingPoints } from "../../src/views/scaling-fit";
import { withSpectrum } from "../support/grey-fields";

const half = { edge: 0.5, unit: "µm" };

describe("the edge of a cell", () => {
  it("is one where the axes have the same, and none where they do not", () => {
    expect(cellEdgeOf({ edge: [0.5, 0.5], unit: "µm" })).toEqual(half);
    expect(cellEdgeOf({ edge: [0.5, 1], unit: "µm" })).toBeNull();
    expect(cellEdgeOf(null)).toBeNull();
  });
  it("gives lengths their words", () => {
    expect([unitOfLength(null), unitOfLength(half), unitOfLength({ edge: 2, unit: "" })]).toEqual(["cells", "µm", "calibrated"]);
    expect([unitOfWavenumber(null), unitOfWavenumber(half)]).toEqual(["radians per cell", "radians per µm"]);
    expect(lengthWords(6.5, half)).toBe("3.250 µm = 6.500 cells");
    expect(lengthWords(6.5, null)).toBe("6.500 cells");
    expect(lengthWords(null, half)).toBe("– cells");
  });
});

it("a law keeps its slope in any unit, and the line goes through the same points", () => {
  const scales = [1, 2, 4, 8, 16];
  fc.assert(
    fc.property(
      fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
      fc.constantFrom(1 as const, -1 as const),
      fc.boolean(),
      (edge, slope, power, yIsLength) => {
        const law: ScalingInCells = {
          ...{ title: "", scales, xName: "s", yLabel: "N", read: (one) => one, symbol: "D", value: null, window: [2, 16], power, yIsLength },
          logs: scales.map((scale) => 3 + slope * Math.log(scale)),
          slopeIntercept: { slope, intercept: 3 },
        };
        const shown = scalingIn(law, { edge, unit: "µm" });
        const points = scalingPoints(shown.scales, shown.logs);
        const fit = fitWithin(points, pointsWithin(points, shown.window));
        expect(fit.slope).toBeCloseTo(slope, 9);
        expect(fit.intercept).toBeCloseTo(shown.slopeIntercept.intercept, 9);
        expect(pointsWithin(points, shown.window)).toEqual({ first: 1, last: 4 });
      },
    ),
  );
});

it("a table has its lengths in cells and, beside them, in the unit", () => {
  const table = { caption: "", columns: ["k", "S"], rows: [[2, 7], [4, null]] }; // prettier-ignore
  const lengths = { 0: { name: "k", power: -1 as const } };
  expect(tableIn(table, lengths, half)).toMatchObject({ columns: ["k, radians per cell", "k, radians per µm", "S"], rows: [[2, 4, 7], [4, 8, null]] }); // prettier-ignore
  expect(tableIn(table, lengths, null)).toMatchObject({ columns: ["k, radians per cell", "S"], rows: table.rows });
});

it("scales are told by their names, between two of them by logarithms", () => {
  const { nameOf, scaleOf } = scaleNames([1, 1.9, 3.4], [1, 2, 4]);
  expect([1, 1.9, 3.4].map(nameOf)).toEqual([1, 2, 4]);
  expect([1, 2, 4].map(scaleOf)).toEqual([1, 1.9, 3.4]);
  expect(nameOf(scaleOf(2.7))).toBeCloseTo(2.7, 12);
  expect(scaleNames([1, 2]).nameOf(1.5)).toBe(1.5);
});

describe("a calibrated image", () => {
  const { values } = withSpectrum([64, 64], (k) => 1 / (0.05 + k ** 3), 5);
  const image = { shape: [64, 64], values, threshold: "otsu" as const, invert: false };
  const pictures = (edge: number | null) => {
    const given = { ...image, calibration: edge === null ? null : { edge: [edge, edge], unit: "mm" } };
    const overview = measureImage(given, { boxCounting: false });
    const prepared = prepareImage(given);
    return metrics.ids.map((metric) => ({ metric, ...pictureOf(measureMetric(prepared, { metric, draws: 0 }), overview) }));
  };
  it("has every log–log plot and table in its unit, and cells beside it in the tables", () => {
    const [inCells, inMillimetres] = [pictures(null), pictures(2)];
    let plots = 0;
    for (const [i, { metric, scaling, tables, notes }] of inMillimetres.entries()) {
      const plain = inCells[i]!;
      expect(notes, metric).toEqual(plain.notes);
      if (scaling) {
        plots++;
        expect(scaling.xLabel, metric).toMatch(/mm$/);
        const factor = scaling.xLabel.includes("radians") ? 1 / 2 : 2;
        scaling.scales.forEach((scale, k) => expect(scale).toBeCloseTo(factor * plain.scaling!.scales[k]!, 12));
      }
      for (const [k, table] of tables.entries()) {
        const lengths = plain.tables[k]!.columns.filter((name) => /, (cells|radians per cell)$/.test(name)).length;
        expect(table.columns.length, metric).toBe(plain.tables[k]!.columns.length + lengths - (metric === "connected-components" ? 1 : 0));
      }
    }
    expect(plots).toBeGreaterThan(5);
  });
  it("tells the range of box counting by edges of boxes, whole cells", () => {
    const report = measureMetric(prepareImage(image), { metric: "box-counting", draws: 0 });
    const { range, detail } = report.result as unknown as {
      range: [number, number];
      detail: { edges: number[]; scales: number[]; window: [number, number] };
    };
    expect(detail.edges).toEqual(expect.arrayContaining(range));
    expect(range.map((edge) => detail.scales[detail.edges.indexOf(edge)])).toEqual([...detail.window]);
  });
});
