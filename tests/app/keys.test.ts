import { describe, expect, it } from "vitest";
import { keyInWords } from "../../src/app/keys";

describe("a key in words", () => {
  it.each([
    ["$mod+k", "Ctrl+K", "⌘K"],
    ["Shift+?", "?", "?"],
    ["Shift+s", "Shift+S", "⇧S"],
    ["g 1", "G 1", "G 1"],
    ["Space", "Space", "Space"],
    ["[", "[", "["],
  ])("%s is %s, on a Mac %s", (keys, elsewhere, mac) => {
    expect(keyInWords(keys, false)).toBe(elsewhere);
    expect(keyInWords(keys, true)).toBe(mac);
  });
});
