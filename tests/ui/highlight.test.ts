import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { highlight } from "../../src/ui/highlight";

const kinds = (code: string) => highlight(code).flatMap(({ kind, text }) => (kind === "plain" ? [] : [`${kind} ${text}`]));

describe("highlight", () => {
  it("tells keywords, numbers, strings and comments", () => {
    expect(kinds('const k = 1.5e-3; // "not a string"')).toEqual(["keyword const", "number 1.5e-3", 'comment // "not a string"']);
    expect(kinds("await run({ model: 'x', n: `a\n${1}` })")).toEqual(["keyword await", "string 'x'", "string `a\n${1}`"]);
    expect(kinds("/* a\nb */ 0xff")).toEqual(["comment /* a\nb */", "number 0xff"]);
  });

  it("leaves names that contain a keyword or a digit alone", () => expect(kinds("constant + x1 + point.new + forEach")).toEqual([]));

  it("loses no character", () =>
    fc.assert(
      fc.property(fc.array(fc.constantFrom('"', "'", "`", "/*", "*/", "//", "\n", "\\", "1", ".", "if", "x", " "), { maxLength: 30 }), (parts) => {
        const code = parts.join("");
        expect(
          highlight(code)
            .map(({ text }) => text)
            .join(""),
        ).toBe(code);
      }),
    ));
});
