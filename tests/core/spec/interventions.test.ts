import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64, toBase64 } from "../../../src/core/spec/base64";
import { complete } from "../../../src/core/spec/complete";
import { hashSpec } from "../../../src/core/spec/hash";
import { appliedAt, parametersAt, withDone } from "../../../src/core/spec/interventions";
import { fromPermalink, toPermalink } from "../../../src/core/spec/permalink";
import type { Intervention } from "../../../src/core/spec/run-spec";
import { maskOf } from "../../../src/core/field/mask";
import { grayScott, refusal } from "./refusal";

const dab = { kind: "stroke", points: [[4, 4]], radius: 2, softness: 0, value: 1, blend: "set" };
const doing = (...interventions: object[]) => grayScott({ grid: { shape: [16, 16] }, interventions });

describe("what was done to a run", () => {
  it("is absent where nothing was, so that the spec and its hash are what they were", () => {
    const bare = complete(grayScott({ grid: { shape: [16, 16] } })).spec;
    expect(bare).not.toHaveProperty("interventions");
    expect(hashSpec(complete(doing()).spec)).toBe(hashSpec(bare));
  });

  it("is kept as it is, in its order; completing it again changes nothing", () => {
    const done = [
      { step: 0, field: "v", mark: dab },
      { step: 8, parameters: { F: 0.03 } },
      { step: 8, parameters: { k: 0.05 }, field: "u", mark: { kind: "fill", value: 1 } },
    ];
    const { spec } = complete(doing(...done));
    expect(spec.interventions).toEqual(done);
    expect(complete(spec).spec).toEqual(spec);
    expect(complete(fromPermalink(toPermalink(spec))).spec).toEqual(spec);
  });

  it.each([
    [
      [
        { step: 5, parameters: { F: 0.03 } },
        { step: 4, parameters: { F: 0.04 } },
      ],
      /^At interventions\[1\]\.step: steps may not fall: 4 comes after 5/,
    ],
    [[{ step: 5, parameters: { f: 0.03 } }], /^At interventions\[0\]\.parameters\.f: there is no parameter "f"/],
    [[{ step: 5, parameters: { F: 3 } }], /^At interventions\[0\]\.parameters\.F: expected a number in/],
    [[{ step: 5, parameters: { F: "x +" } }], /^At interventions\[0\]\.parameters\.F: /],
    [[{ step: 5, field: "w", mark: dab }], /^At interventions\[0\]\.field: .*no field "w"; it has u, v/],
    [[{ step: 5, mark: dab }], /^At interventions\[0\]: a mark needs the field/],
    [[{ step: 5 }], /^At interventions\[0\]: nothing is done here/],
    [[{ step: -1, parameters: { F: 0.03 } }], /^At interventions\[0\]\.step: expected at least 0/],
    [[{ step: 5, field: "u", mark: { ...dab, plane: 1 } }], /^At interventions\[0\]\.mark\.plane: the grid has 1 plane/],
    [[{ step: 5, field: "u", mark: { ...dab, points: [[1e9, 0]] } }], /^At interventions\[0\]\.mark: \[1000000000, 0\] is far outside/],
    [
      [
        {
          step: 5,
          field: "u",
          mark: { kind: "stamp", at: [0, 0], size: [2, 2], opacity: { width: 2, height: 2, bytes: "AAAA" }, value: 1, blend: "set" },
        },
      ],
      /^At interventions\[0\]\.mark\.opacity\.bytes: expected base64 of 2 × 2 = 4 bytes, got 3 bytes/,
    ],
    [
      Array.from({ length: 10_001 }, (_, step) => ({ step, parameters: { F: 0.03 } })),
      /^At interventions: 10001 interventions, at most 10000 are kept/,
    ],
  ])("is refused in words where it cannot be: %#", (interventions, words) => {
    expect(refusal(doing(...interventions))).toMatch(words);
  });

  it("holds from the state of its step on", () => {
    const spec = complete(
      doing({ step: 3, parameters: { F: 0.03 } }, { step: 3, parameters: { F: 0.04 } }, { step: 7, parameters: { k: 0.05 } }),
    ).spec;
    expect([2, 3, 6, 7, 99].map((step) => appliedAt(spec, step))).toEqual([0, 2, 2, 3, 3]);
    expect(parametersAt(spec, 2)).toBe(spec.parameters);
    expect(parametersAt(spec, 5)).toEqual({ ...spec.parameters, F: 0.04 });
  });

  it("joins moves of numbers at one step, and nothing else", () => {
    const moved = (step: number, parameters: NonNullable<Intervention["parameters"]>): Intervention => ({ step, parameters });
    expect(withDone([moved(3, { F: 1 })], moved(3, { F: 2, k: 1 }))).toEqual([moved(3, { F: 2, k: 1 })]);
    expect(withDone([moved(3, { F: 1 })], moved(4, { F: 2 }))).toHaveLength(2);
    expect(withDone([moved(3, { F: "x" })], moved(3, { F: 2 }))).toHaveLength(2);
    expect(withDone([{ step: 3, field: "u", mark: { kind: "fill", value: 1 } }], moved(3, { F: 2 }))).toHaveLength(2);
  });
});

describe("a painted domain", () => {
  it("is what stays above 0 of 1 everywhere", () => {
    const { spec } = complete(grayScott({ boundary: "neumann", grid: { shape: [8, 8], mask: { painted: [{ kind: "fill", value: 0 }, dab] } } }));
    const mask = maskOf(spec)!;
    // Middles within 2 of (4, 4): a square of 4 × 4 without its corners.
    expect(mask.reduce((sum, cell) => sum + cell, 0)).toBe(12);
    expect(mask[3 * 8 + 3]).toBe(1);
    expect(() => maskOf({ ...spec, grid: { ...spec.grid, mask: { painted: [{ kind: "fill", value: 0 }] } } })).toThrow(/leaves no cell inside/);
  });

  it("is refused where a mark is not of the grid", () => {
    expect(refusal(grayScott({ boundary: "neumann", grid: { shape: [8, 8], mask: { painted: [{ ...dab, plane: 3 }] } } }))).toMatch(
      /^At grid\.mask\.painted\[0\]\.plane/,
    );
  });
});

describe("bytes as text", () => {
  it("come back the same, and are the base64 of others", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 50 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString("base64"));
        expect(fromBase64(toBase64(bytes))).toEqual(Uint8Array.from(bytes));
      }),
    );
    for (const wrong of ["A", "AAA", "AA*A", "A==="]) expect(fromBase64(wrong)).toBeNull();
  });
});
