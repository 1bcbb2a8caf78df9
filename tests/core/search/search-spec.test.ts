import { describe, expect, it } from "vitest";
import { fingerprintOf } from "../../../src/core/search/fingerprint";
import { completeSearch } from "../../../src/core/search/search-spec";
import { fromLinkText, toLinkText } from "../../../src/core/spec/link-text";

const target = fingerprintOf(
  { shape: [32, 32], values: Float64Array.from({ length: 1024 }, (_, i) => Math.sin((2 * Math.PI * (i % 32)) / 8)) },
  true,
)!;
const search = {
  version: 1,
  base: { version: 1, model: "gray-scott", steps: 100 },
  parameters: [{ name: "parameters.F", from: 0.02, to: 0.06 }],
  target,
  evaluations: 50,
  seed: 1,
};

describe("a search as a link holds it", () => {
  it("comes back whole", () => {
    const whole = completeSearch(search);
    expect(whole.base.parameters["k"]).toBeTypeOf("number");
    expect(whole.target).toEqual(target);
    expect(completeSearch(fromLinkText(toLinkText({ version: 1, ...whole }, "search"), "search"))).toEqual(whole);
  });

  it.each([
    ["evaluations", { evaluations: 1e6 }, ["evaluations"]],
    ["a parameter that the model does not have", { parameters: [{ name: "parameters.q", from: 0, to: 1 }] }, ["parameters", 0, "name"]],
    ["a parameter without bounds", { parameters: [{ name: "parameters.F" }] }, ["parameters", "0", "from"]],
    ["a target that is none", { target: { version: 1 } }, ["kind"]],
    ["a document that is none", { version: 2 }, ["version"]],
  ])("is refused with its place: %s", (_, change, path) => {
    expect(() => completeSearch({ ...search, ...change })).toThrow(expect.objectContaining({ path }));
  });

  it("says what is wrong with a text that is no link", () => {
    expect(() => fromLinkText("2.abc", "search")).toThrow(/newer workbench/);
    expect(() => fromLinkText("1.abc", "sweep")).toThrow(/damaged.*sweep as a JSON file/);
  });
});
