import { describe, expect, it } from "vitest";
import { grayScott, refusal } from "./refusal";

describe("what is told of a spec whose form is wrong", () => {
  it.each([
    [{ seed: 1.5 }, "At seed: expected a whole number, got 1.5"],
    [{ seed: -1 }, "At seed: expected at least 0, got -1"],
    [{ model: "" }, 'At model: expected at least 1, got ""'],
    [{ precision: "f16" }, 'At precision: expected "f32" or "f64", got "f16"'],
    [{ equations: { u: 3 } }, "At equations.u: expected a string, got 3"],
    [{ record: { fields: "u" } }, 'At record.fields: expected a list, got "u"'],
    [{ species: { u: { timeScale: true } } }, "At species.u.timeScale: expected a number or a formula, got true"],
    [{ interventions: [{ step: 1, mark: 3 }] }, "At interventions[0].mark: expected an object, got 3"],
    [
      { interventions: [{ step: 1, field: "u", mark: { kind: "blot" } }] },
      'At interventions[0].mark.kind: expected a kind: "stroke", "stamp", "noise" or "fill", got "blot"',
    ],
    [{ interventions: [{ step: 1, field: "u", mark: { kind: "fill", value: NaN } }] }, "At interventions[0].mark.value: expected a number, got NaN"],
  ])("%j", (parts, sentence) => expect(refusal(grayScott(parts))).toBe(sentence));
});
