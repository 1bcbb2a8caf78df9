import { describe, expect, it } from "vitest";
import { formatCount, formatForField, formatNumber, formatRate, formatSetting, formatWithInterval, parseNumber, sentence } from "../../src/ui/format";

describe("formatNumber", () => {
  it("keeps the significant digits asked for", () => {
    expect(formatNumber(1.7399, 3)).toBe("1.74");
    expect(formatNumber(0.00037, 2)).toBe("0.00037");
    expect(formatNumber(12.4, 3)).toBe("12.4");
  });
  it("writes a true minus sign", () => expect(formatNumber(-0.004, 1)).toBe("−0.004"));
  it("rounds up across a power of ten", () => expect(formatNumber(9.9999, 3)).toBe("10.0"));
  it("groups thousands", () => expect(formatNumber(12400, 5)).toBe("12\u202f400"));
  it("turns to powers of ten where zeros would crowd", () => {
    expect(formatNumber(1.2e-7, 2)).toBe("1.2×10⁻⁷");
    expect(formatNumber(-3e9, 3)).toBe("−3×10⁹");
  });
  it("never shows NaN, infinity or null", () => {
    for (const bad of [NaN, Infinity, -Infinity, null, undefined]) {
      expect(formatNumber(bad)).toBe("–");
      expect(formatSetting(bad)).toBe("–");
      expect(formatCount(bad)).toBe("–");
    }
  });
});

describe("formatSetting", () => {
  it("drops zeros that carry nothing", () => {
    expect(formatSetting(0.02)).toBe("0.02");
    expect(formatSetting(10)).toBe("10");
    expect(formatSetting(1e-6)).toBe("1×10⁻⁶");
    expect(formatSetting(100)).toBe("100");
  });
});

describe("formatWithInterval", () => {
  it("gives a value the digits its interval allows", () => {
    expect(formatWithInterval(1.7432, [1.71, 1.77])).toEqual(["1.74", "0.03"]);
    expect(formatWithInterval(1.7432, [1.73, 1.754])).toEqual(["1.743", "0.012"]);
  });
  it("has no ± without an interval or with an empty one", () => {
    expect(formatWithInterval(2)).toEqual(["2.000", null]);
    expect(formatWithInterval(2, [2, 2])).toEqual(["2.000", null]);
    expect(formatWithInterval(null, [1, 2])).toEqual(["–", null]);
  });
});

describe("sentence", () => {
  it("begins with a capital and ends with one stop", () => {
    expect(sentence("this link is broken")).toBe("This link is broken.");
    expect(sentence("Use 1.0.")).toBe("Use 1.0.");
  });
});

describe("formatRate", () => {
  it("takes a prefix", () => expect(formatRate(12_420_000, "cells/s")).toBe("12.4 M cells/s"));
  it("is a dash when nothing ran", () => expect(formatRate(0, "cells/s")).toBe("–"));
});

describe("parseNumber", () => {
  it.each([
    ["1.5", 1.5],
    ["−2", -2],
    [" 1e-3 ", 0.001],
    ["0,037", 0.037],
    [".5", 0.5],
    ["12\u202f400", 12400],
  ])("reads %s", (text, value) => expect(parseNumber(text)).toBe(value));
  it.each(["", "abc", "1.2.3", "NaN", "Infinity", "1e999", "0x10"])("refuses %s", (text) => expect(parseNumber(text)).toBeNull());
  it("loses no digit of a large seed", () => expect(parseNumber(formatForField(Number.MAX_SAFE_INTEGER))).toBe(Number.MAX_SAFE_INTEGER));
  it("reads back what a field shows", () => {
    for (const value of [0.1 + 0.2, -1e-7, 123456.789, 0]) expect(parseNumber(formatForField(value))).toBeCloseTo(value, 12);
  });
});
