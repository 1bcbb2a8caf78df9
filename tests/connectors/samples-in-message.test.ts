import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { samplesInMessage } from "../../src/connectors/samples-in-message";
import { liveAddress } from "../../src/connectors/web-socket";
import { WorkbenchError } from "../../src/core/errors";

describe("a message of a live source", () => {
  it.each([
    ["12.5", "", [12.5]],
    ["[1, 2, 3]", "", [1, 2, 3]],
    ['{"t": "2026-01-01", "price": 41.5, "size": 3}', "", [41.5]],
    ['{"t": 5, "payload": {"value": 7}}', "payload.value", [7]],
    ['{"payload": {"values": [1, 2]}}', "payload.values", [1, 2]],
    ['[{"x": 1}, {"x": 2}]', "x", [1, 2]],
    ['{"x": 1}\n{"x": 2}\n', "x", [1, 2]],
    ["1 2,3;4\n5", "", [1, 2, 3, 4, 5]],
    ["1e-3\r\n-4", "", [0.001, -4]],
    ["   ", "", []],
  ])("%s brings its numbers", (text, key, numbers) => expect(samplesInMessage(text, key)).toEqual(numbers));
  it.each([
    ["hello", "", /finite number.*hello/],
    ['{"a": "b"}', "", /no number in it/],
    ['{"a": 1}', "b.c", /nothing under "b.c"/],
    ['"12"', "", /expected a number/],
    ["null", "", /expected a number/],
    ["[1, 1e999]", "", /not a finite/],
    ['{"__proto__": {"x": 1}}', "constructor.name", /nothing under/],
  ])("%s is refused in words", (text, key, words) => expect(() => samplesInMessage(text, key)).toThrow(words));
  it("is never taken for what it is not: finite numbers or an error of ours, whatever comes", () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), fc.string({ maxLength: 8 }), (text, key) => {
        try {
          expect(samplesInMessage(text, key).every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(WorkbenchError);
        }
      }),
    );
  });
});

describe("the address of a live source", () => {
  it.each(["ws://localhost:1/a", " wss://example.org/feed?x=1 "])("%s is one", (text) => expect(liveAddress(text)).toMatch(/^wss?:/));
  it.each(["", "example.org", "https://example.org", "javascript:alert(1)"])("%j is none", (text) =>
    expect(() => liveAddress(text)).toThrow(/wss:\/\/example/),
  );
});
