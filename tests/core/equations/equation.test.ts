import { describe, expect, it } from "vitest";
import { readEquation, readExpression } from "../../../src/core/equations/equation";
import { toText } from "../../../src/core/equations/print";
import { separateRandom } from "../../../src/core/equations/random";
import { errorOf } from "./trees";

const scope = { species: ["u", "v"], params: ["F", "D_u", "sigma"] };

describe("readEquation", () => {
  it("gives the parts that a time step needs, simplified, and the tree as written", () => {
    const text = "D_u*laplacian(u)*1 - 2*pi*u + u*noise(sigma*1) - events(F*1, 0.5*2)";
    const { expr, drift, noise, events, ...rest } = readEquation(text, scope);
    expect(rest).toEqual({ text });
    expect(toText(expr)).toBe(text);
    expect(toText(drift)).toBe("D_u*laplacian(u) - 6.283185307179586*u");
    expect(noise.map(toText)).toEqual(["u*sigma"]);
    expect(events.map(({ rate, amplitude }) => [toText(rate), toText(amplitude)])).toEqual([["F", "-1"]]);
  });

  it("has drift 0 when all is random", () => expect(toText(readEquation("noise(sigma)", scope).drift)).toBe("0"));

  it("puts the place in the document in front and keeps the place in the text", () => {
    expect(errorOf(() => readEquation("u + w*v", scope, ["equations", "u"]))).toMatchObject({
      code: "equation/name",
      character: 5,
      message: expect.stringMatching(/^At equations\.u: character 5: there is no name "w"/),
    });
    expect(errorOf(() => readEquation("u +", scope)).message).toMatch(/^character 4: /);
  });
});

describe("readExpression", () => {
  const start = { species: [], params: ["A"] };

  it("simplifies and allows noise", () => {
    const expr = readExpression("A*1 + exp(-(x - Lx/2)^2) + noise(0.01)", start);
    expect(toText(separateRandom(expr).drift)).toBe("A + exp(-(x - Lx/2)^2)");
  });

  it("refuses events, fields and bad forms", () => {
    expect(errorOf(() => readExpression("A + 2*events(1, A)", start))).toMatchObject({
      code: "equation/form",
      character: 7,
      message: expect.stringMatching(/over time/),
    });
    expect(errorOf(() => readExpression("u", start))).toMatchObject({ code: "equation/name" });
    expect(errorOf(() => readExpression("noise(A)^2", start, ["initial", "u"])).message).toMatch(/^At initial\.u: /);
  });
});
