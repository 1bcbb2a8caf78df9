import { describe, expect, it } from "vitest";
import { complete } from "../../../src/core/spec/complete";
import { canonicalJson, hashSpec } from "../../../src/core/spec/hash";

/** Names under which experiments have been shared: what the spec learns later must not change them. */
describe("the hash of a spec stays what it was", () => {
  it.each([
    [{ version: 1, model: "gray-scott" }, "0e1bf2fc776f67a0e389b8f7eae83c3bdcfc6475b05fbdc24b26af6e9391876e"],
    [
      { version: 1, model: "gray-scott", boundary: { "x-": { dirichlet: 1 }, "x+": "neumann", other: "periodic" } },
      "ff967ba058b9906f20d5222b9789d6dbcda9b1c41962995383dd15cf53ee2be3",
    ],
    [
      {
        version: 1,
        model: "custom",
        species: { u: {}, v: { range: [0, 2], rest: 1 } },
        params: { a: 0.1, b: { default: 0.9, min: 0 }, d: 10 },
        equations: { u: "laplacian(u)+a-u+u^2*v", v: "d*laplacian(v)+b-u^2*v" },
        boundary: "dirichlet",
        integrator: { dt: 0.01 },
      },
      "da6d631943e4f28d942f80c745402ccffb0b600f09d9dbf948f1b287e116d12e",
    ],
  ])("%j", (document, hash) => {
    expect(hashSpec(complete(document).spec)).toBe(hash);
  });
});

describe("the canonical JSON", () => {
  it("sorts keys and leaves out what is undefined", () => {
    expect(canonicalJson({ b: 1, a: [{ d: "x", c: null }], e: undefined })).toBe('{"a":[{"c":null,"d":"x"}],"b":1}');
  });
});
