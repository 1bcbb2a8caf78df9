import { describe, expect, it } from "vitest";
import { everything, find } from "../../src/library/search";
import { runRecord } from "../support/library";

const records = [
  runRecord({ id: "a", title: "Café spots", changed: 3, step: 10, metrics: { dimension: 1.2 }, tags: ["Paper"], starred: true }),
  runRecord({ id: "b", title: "Stripes", changed: 2, step: 30, metrics: { dimension: 1.8 }, notes: "splits slowly" }),
  runRecord({ id: "c", title: "Old", changed: 1, step: 20, metrics: { dimension: null } }),
  runRecord({ id: "d", title: "Gone", changed: 4, deleted: 5 }),
];
const ids = (query: object) => find(records, { ...everything, ...query }).map(({ id }) => id);

describe("finding records", () => {
  it("finds all that are not deleted, the newest change first", () => expect(ids({})).toEqual(["a", "b", "c"]));
  it("finds the deleted when asked", () => expect(ids({ deleted: true })).toEqual(["d"]));
  it("looks for every word everywhere, whatever the case and the accents", () => {
    expect(ids({ words: "CAFE" })).toEqual(["a"]);
    expect(ids({ words: "slowly stripes" })).toEqual(["b"]);
    expect(ids({ words: "gray-scott paper" })).toEqual(["a"]);
    expect(ids({ words: "F=0.037" })).toEqual(["a", "b", "c"]);
    expect(ids({ words: "nowhere" })).toEqual([]);
  });
  it("filters by tag, star, model and kind", () => {
    expect(ids({ tag: "Paper" })).toEqual(["a"]);
    expect(ids({ starred: true })).toEqual(["a"]);
    expect(ids({ model: "brusselator" })).toEqual([]);
    expect(ids({ kind: "sweep" })).toEqual([]);
  });
  it("filters by the range of a metric, its ends in it; undefined is in none", () => {
    expect(ids({ metric: { name: "dimension", low: 1.2, high: null } })).toEqual(["a", "b"]);
    expect(ids({ metric: { name: "dimension", low: null, high: 1.2 } })).toEqual(["a"]);
    expect(ids({ metric: { name: "dimension", low: null, high: null } })).toEqual(["a", "b", "c"]);
  });
  it("sorts by number, the highest first and the undefined last", () => {
    expect(ids({ sort: "dimension" })).toEqual(["b", "a", "c"]);
    expect(ids({ sort: "step" })).toEqual(["b", "c", "a"]);
    expect(ids({ sort: "title" })).toEqual(["a", "c", "b"]);
  });
});
