import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseJson } from "../../src/connectors/json-text";

const fault = (text: string): string => {
  try {
    parseJson(text, "s.json");
  } catch (error) {
    return (error as Error).message;
  }
  return "no fault";
};

describe("a JSON text that goes wrong", () => {
  it.each([
    ['{"a": 1,\n "b": }', 's.json, line 2, column 7 (at b): this is not JSON: expected a value, found "}"'],
    ['{"a": 1', 's.json, line 1, column 8 (at a): this is not JSON: expected "," or "}", the text ends here'],
    ["", "s.json, line 1, column 1: this is not JSON: expected a value, the text ends here"],
    ['{"a": 1,}', 's.json, line 1, column 9: this is not JSON: expected a key in double quotes, found "}"'],
    ["{'a': 1}", 's.json, line 1, column 2: this is not JSON: expected a key in double quotes, found "\'"'],
    ['{"a": [1, 02]}', 's.json, line 1, column 11 (at a[1], row 2): this is not JSON: expected a value, found "0"'],
    [
      '{"a": "b\n"}',
      's.json, line 1, column 7 (at a): this is not JSON: this text is not closed, or holds a line end or a wrong escape, found "\\""',
    ],
    ["{} {}", 's.json, line 1, column 4: this is not JSON: nothing may follow the value, found "{"'],
    ['{"a" 1}', 's.json, line 1, column 6 (at a): this is not JSON: expected ":" after the key, found "1"'],
    ["// spec\n{}", 's.json, line 1, column 1: this is not JSON: expected a value, found "/"'],
  ])("%j is told as line, column and cure", (text, words) => expect(fault(text)).toBe(words));

  it("names the row of a NaN or infinity written out", () => {
    expect(fault('{"values": [1, 2, NaN]}')).toBe(
      "s.json, line 1, column 19 (at values[2], row 3): NaN and infinity cannot be used as numbers; write null for a missing value",
    );
    expect(fault('{"values": [-Infinity]}')).toMatch(/at values\[0\], row 1\): NaN and infinity/);
  });
  it("is told for every text that JSON.parse refuses, and for no other", () => {
    const mangled = fc.tuple(fc.json(), fc.nat(), fc.constantFrom("", "{", "}", "]", ",", '"', "x", "-", "\\")).map(([text, at, char]) => {
      const i = at % (text.length + 1);
      return text.slice(0, i) + char + text.slice(i + (char === "" ? 1 : 0));
    });
    fc.assert(
      fc.property(mangled, (text) => {
        let valid = true;
        try {
          JSON.parse(text);
        } catch {
          valid = false;
        }
        const words = fault(text);
        expect(words === "no fault").toBe(valid);
        expect(words).not.toMatch(/cannot be read/);
      }),
    );
  });
  it("may begin with a byte order mark", () => expect(parseJson('\uFEFF{"a":1}', "s.json")).toEqual({ a: 1 }));
});
