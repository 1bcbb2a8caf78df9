import { describe, expect, it } from "vitest";
import { yamlValue } from "../../src/notebook/small-yaml";

describe("the YAML of options", () => {
  it.each<[string[], unknown]>([
    [["0.04"], 0.04],
    [["-1e-3"], -0.001],
    [["true"], true],
    [["null"], null],
    [[""], null],
    [["plain words"], "plain words"],
    [["'it''s'"], "it's"],
    [['"a\\nb"'], "a\nb"],
    [["1.2.3"], "1.2.3"],
    [["[hide-input, 'b, c', 3]"], ["hide-input", "b, c", 3]],
    [["{F: 0.04, on: true, 'a: b': \"x, y\", deep: {n: [1, 2]}}"], { F: 0.04, on: true, "a: b": "x, y", deep: { n: [1, 2] } }],
    [["", "  a: 1", "  b:", "    c: two", "    d: [3]"], { a: 1, b: { c: "two", d: [3] } }],
    [
      ["", "- hide-input", "- other"],
      ["hide-input", "other"],
    ],
    [["", "  text: a long one", "    that goes on"], { text: "a long one that goes on" }],
    [["", "  neither pair nor item"], "  neither pair nor item"],
  ])("%j", (lines, value) => expect(yamlValue(lines)).toEqual(value));
});
