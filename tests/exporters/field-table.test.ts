import { parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { csv } from "../../src/exporters/csv";
import { fieldTable } from "../../src/exporters/field-table";
import { npz } from "../../src/exporters/npz";
import { parquet } from "../../src/exporters/parquet";
import { exportedPlace, exportedProvenance, exportedState } from "../support/exported";
import { fileForOracle } from "../support/oracle-files";

describe("a field as a table", () => {
  it("has a row a cell, at its middle, in the order of the array", async () => {
    const state = await exportedState();
    const table = fieldTable({ ...exportedPlace, ...state });
    expect(table.columns.map(({ name }) => name)).toEqual(["x", "y", "u", "v"]);
    expect([17, 0].map((row) => table.columns.slice(0, 2).map(({ values }) => values[row]))).toEqual([
      [0.25, 0.5],
      [0, 0],
    ]);
    expect(table.columns[2]!.values).toBe(state.fields["u"]);
    fileForOracle("field.csv", csv.encode(table, exportedProvenance));
    const bytes = fileForOracle("field.parquet", parquet.encode(table, exportedProvenance));
    const rows = await parquetReadObjects({ file: bytes.buffer });
    expect(rows).toHaveLength(192);
    expect(rows[100]).toEqual(Object.fromEntries(table.columns.map(({ name, values }) => [name, values[100]])));
    const arrays = Object.fromEntries(Object.entries(state.fields).map(([name, values]) => [name, { shape: exportedPlace.shape, values }]));
    fileForOracle("fields.npz", npz.encode(arrays, exportedProvenance));
  });
  it("has three axes for a volume, and leaves a field called x its name", () => {
    const { columns } = fieldTable({ shape: [1, 1, 2], spacing: [1, 1, 1], step: 0, time: 0, fields: { x: Float32Array.of(7, 8) } });
    expect(columns.map(({ name, values }) => [name, [...(values as Float64Array)]])).toEqual([
      ["x_", [0, 1]],
      ["y", [0, 0]],
      ["z", [0, 0]],
      ["x", [7, 8]],
    ]);
  });
});
