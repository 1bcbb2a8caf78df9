import { describe, expect, it } from "vitest";
import { checkDepth, parseStrangersJson } from "../../server/strangers-json";

const nested = (levels: number, open = "[", close = "]") => open.repeat(levels) + close.repeat(levels);

describe("JSON of a stranger", () => {
  it("may be nested a hundred levels deep, and no deeper", () => {
    checkDepth(nested(100), []);
    expect(() => checkDepth(nested(101), ["body"])).toThrow(
      /^At body: lists and objects hold one another more than 100 levels deep, at character 101/,
    );
    expect(() => checkDepth(nested(20_000, '{"a":', "}"), [])).toThrow(/more than 100 levels/);
  });
  it("may have many lists beside each other", () => checkDepth(`[${"[[]],".repeat(10_000)}{}]`, []));
  it("may have brackets in its words, after any escape", () =>
    checkDepth(JSON.stringify({ a: "[".repeat(200), b: `\\"${"{".repeat(200)}`, c: "\\\\" }), []));
  it("is left to the parser where it is none", () => {
    for (const text of ["", '"', '"\\', "]]]", "[".repeat(100)]) checkDepth(text, []);
  });
  it.each(['{"a": [{"toString": 1}]}', '{"valueOf": null}', '{"\\u0074oString": {}}'])("has no key that every object has: %s", (text) =>
    expect(() => parseStrangersJson(text, ["body"])).toThrow(/the key "(toString|valueOf)" is not taken from outside/),
  );
  it("may speak of such keys", () => {
    for (const document of [{ a: "toString" }, ["valueOf"], { "toString ": 1 }, { a: null, b: "\u0000" }])
      expect(parseStrangersJson(JSON.stringify(document), [])).toEqual(document);
  });
});
