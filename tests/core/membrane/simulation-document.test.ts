import { describe, expect, it } from "vitest";
import { readSimulation } from "../../../src/core/membrane/simulation-document";

describe("a simulation file", () => {
  it("names a model and may say how it is clamped", () =>
    expect(
      readSimulation({
        model: "hodgkin-huxley",
        duration: 50,
        clamp: {
          kind: "current",
          steps: [
            { from: 5, to: 45, value: 10 },
            { from: 46, to: 48, value: [0, 5] },
          ],
        },
      }),
    ).toMatchObject({
      model: { id: "hodgkin-huxley" },
      duration: 50,
      clamp: {
        kind: "current",
        base: 0,
        steps: [
          { from: 5, to: 45, value: 10 },
          { from: 46, to: 48, value: [0, 5] },
        ],
      },
    }));
  it("may give a command as samples", () =>
    expect(readSimulation({ model: "hodgkin-huxley", clamp: { kind: "voltage", times: [0, 10, 20], values: [-65, 0, -65] } }).clamp).toEqual({
      kind: "voltage",
      base: -65,
      steps: [
        { from: 0, to: 10, value: [-65, 0] },
        { from: 10, to: 20, value: [0, -65] },
      ],
    }));
  it("may turn spike detection off", () => expect(readSimulation({ model: "hodgkin-huxley", spikes: false }).spikes).toBeNull());
  const clamp = (changes: object) => ({ model: "hodgkin-huxley", clamp: { kind: "current", ...changes } });
  const cases: [unknown, RegExp][] = [
    [{}, /^At model: expected one of hodgkin-huxley, .*got nothing/],
    [{ model: "hodgkin-huxly" }, /^At model: .*did you mean "hodgkin-huxley"/],
    [{ model: "hodgkin-huxley", parameter: {} }, /^At parameter: there is no such key; did you mean "parameters"/],
    [{ model: "hodgkin-huxley", parameters: 3 }, /^At parameters: expected an object/],
    [{ model: "hodgkin-huxley", duration: "50" }, /^At duration: expected a time above 0, got "50"/],
    [{ model: "hodgkin-huxley", initial: { V: "low" } }, /^At initial\.V: expected a number/],
    [{ model: "hodgkin-huxley", spikes: { level: 0 } }, /^At spikes\.slope: expected how fast/],
    [clamp({ kind: "voltge" }), /^At clamp\.kind: expected "current" or "voltage"/],
    [clamp({ kind: "voltage", steps: [] }), /^At clamp\.base: expected the potential that is held between the steps/],
    [clamp({ steps: [{ from: 0, to: 1 }] }), /^At clamp\.steps\[0\]\.value: expected a number, or \[start, end\]/],
    [clamp({ steps: [{ from: -1, to: 1, value: 0 }] }), /^At clamp\.steps\[0\]\.from: expected a time of 0 or more, got -1/],
    [clamp({ steps: [{ from: 0, to: 1, value: [1, 2, 3] }] }), /^At clamp\.steps\[0\]\.value: expected \[start, end\]/],
    [clamp({ steps: [{ from: 0, to: 1, value: [1, null] }] }), /^At clamp\.steps\[0\]\.value\[1\]: expected a number/],
    [clamp({ steps: [], times: [0, 1], values: [0, 1] }), /^At clamp\.steps: expected either steps or times with values/],
    [clamp({ times: [0, 1], values: [0] }), /^At clamp\.values: .*2 times and 1 values/],
    [clamp({ times: [0, 2, 1], values: [0, 0, 0] }), /^At clamp\.times\[2\]: expected times that rise, got 1 after 2/],
    [clamp({ times: [0, "1"], values: [0, 0] }), /^At clamp\.times\[1\]: expected a number/],
  ];
  it.each(cases)("%j is refused", (document, words) => expect(() => readSimulation(document)).toThrow(words));
});
