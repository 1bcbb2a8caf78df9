import { expect, it } from "vitest";
import { plainDetail } from "../../../src/core/metrics/plain-detail";

it("keeps what is short, typed arrays as lists", () => {
  expect(plainDetail({ a: 1, b: "x", c: null, d: new Float64Array([1, 2]), e: [{ step: [1, 0] }] })).toEqual({
    detail: { a: 1, b: "x", c: null, d: [1, 2], e: [{ step: [1, 0] }] },
    leftOut: {},
  });
});

it("leaves out long lists however deep, and says how long they were", () => {
  const long = Array.from({ length: 10_001 }, (_, i) => i);
  const { detail, leftOut } = plainDetail({ map: new Uint8Array(20_000), inner: { long, n: 2 }, rows: [[1, 2], long] });
  expect(detail).toEqual({ inner: { n: 2 }, rows: [[1, 2], null] });
  expect(leftOut).toEqual({ map: 20_000, "inner.long": 10_001, "rows.1": 10_001 });
});

it("keeps records without lists that together are too long", () => {
  const branches = Array.from({ length: 2000 }, (_, length) => ({ length, path: [1, 2, 3, 4, 5, 6] }));
  const { detail, leftOut } = plainDetail({ branches });
  expect(detail["branches"]).toEqual(branches.map(({ length }) => ({ length })));
  expect(leftOut).toEqual({ "branches.path": 12_000 });
});

it("leaves out every map and path where none is wanted", () => {
  const { detail, leftOut } = plainDetail({ map: new Uint8Array(4), branches: [{ length: 2, path: [1, 2] }], sizes: [1] }, 0);
  expect(detail).toEqual({ branches: [{ length: 2 }], sizes: [1] });
  expect(leftOut).toEqual({ map: 4, "branches.path": 2 });
});
