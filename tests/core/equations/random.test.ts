import { describe, expect, it } from "vitest";
import { parse } from "../../../src/core/equations/parse";
import { toText } from "../../../src/core/equations/print";
import { separateRandom } from "../../../src/core/equations/random";

function separated(text: string) {
  const { drift, noise, events } = separateRandom(parse(text));
  return { drift: toText(drift), noise: noise.map(toText), events: events.map(({ rate, amplitude }) => [toText(rate), toText(amplitude)]) };
}

describe("separateRandom", () => {
  it.each([
    ["u*v - F", "u*v - F", [], []],
    ["u + noise(s)", "u", ["s"], []],
    ["noise(s)", "0", ["s"], []],
    ["noise(s) - u", "-u", ["s"], []],
    ["u - noise(s*u)", "u", ["-(s*u)"], []],
    ["-(u + noise(s))", "-u", ["-s"], []],
    ["u*noise(s)*2", "0", ["u*s*2"], []],
    ["a*(u + noise(s)/b) - v", "a*u - v", ["a*(s/b)"], []],
    ["(u - noise(s))/b", "u/b", ["-s/b"], []],
    ["noise(a) + u - (noise(b) - v)", "u - -v", ["a", "-b"], []],
    ["u + events(r, a)", "u", [], [["r", "a"]]],
    ["v - u*events(r, a)/2", "v", [], [["r", "-(u*a/2)"]]],
    ["g*(events(r, a) + noise(s) + u)", "g*u", ["g*s"], [["r", "g*a"]]],
  ] as const)("%s", (text, drift, noise, events) => expect(separated(text)).toEqual({ drift, noise, events }));

  it("leaves an expression without random terms as it is", () => {
    const expr = parse("u + 0*v");
    expect(separateRandom(expr).drift).toBe(expr);
  });
});
