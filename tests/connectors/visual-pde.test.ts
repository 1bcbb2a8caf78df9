import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSpecFile } from "../../src/connectors/spec-file";
import { looksLikeVisualPde, readVisualPde } from "../../src/connectors/visual-pde";
import { decompressFromUri } from "../../src/connectors/visual-pde-lz";
import { WorkbenchError } from "../../src/core/errors";
import { complete } from "../../src/core/spec/complete";

const schnakenberg = {
  numSpecies: 2,
  reactionStr_1: "a - u + u^2*v",
  reactionStr_2: "b - u^2*v",
  diffusionStr_1_1: "1",
  diffusionStr_2_2: "D",
  kineticParams: "a = 0.1 in [0,1]; b = 0.9; D = 40 in [1, 100]",
  initCond_1: "a + b",
  initCond_2: "b/(a+b)^2 + 0.01*RANDN",
  boundaryConditions_1: "noflux",
  boundaryConditions_2: "noflux",
  domainScale: "50",
  spatialStep: "0.5",
  dt: 0.001,
};
const read = (options: object) => readVisualPde(JSON.stringify(options));
const message = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(WorkbenchError);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

describe("lz-string", () => {
  // Made with lz-string 1.5.0, compressToEncodedURIComponent.
  it.each([
    ["a", "IZA"],
    ["aaaaaaaaaaaaaaaaaaaaaaaa", "IY18aQ"],
    ['{"n":2,"rU":"-u*v^2 + F*(1-u)"}', "N4IgdiBcBMA0ICcCqUQFoCuAqAbgPWgAIBqQgMSwAoBGTAShAF8g"],
    ["∂u/∂t = D∇²u", "kBEFcPTALgBAvNARQ4EQCaRA"],
    ["to be or not to be or to be or not to be or not to be", "C4ewBARgpmIE5gHYmGUkbzeasHNXVywOwyA"],
  ])("unpacks what it packed: %j", (text, packed) => expect(decompressFromUri(packed)).toBe(text));

  it("gives null for what is cut short or none of its texts, never anything else", () => {
    expect(decompressFromUri("")).toBeNull();
    expect(decompressFromUri("N4Ig")).toBeNull();
    fc.assert(
      fc.property(fc.string(), (text) => {
        const found = decompressFromUri(text);
        expect(found === null || typeof found === "string").toBe(true);
      }),
      { numRuns: 300, seed: 5 },
    );
  });
});

describe("options of VisualPDE", () => {
  it("become equations, parameters with their ranges, a grid, a boundary and a start", () => {
    const { spec, warnings } = read(schnakenberg);
    expect(spec).toEqual({
      version: 1,
      model: "custom",
      species: { u: {}, v: {} },
      params: { a: { default: 0.1, min: 0, max: 1 }, b: 0.9, D: { default: 40, min: 1, max: 100 } },
      equations: { u: "laplacian(u) + a - u + u^2*v", v: "div(D*grad(v)) + b - u^2*v" },
      grid: { shape: [100, 100], spacing: 0.5 },
      boundary: "neumann",
      initial: { kind: "expression", u: "a + b", v: "b/(a + b)^2 + 0.01*noise(1)" },
      integrator: { method: "euler", dt: 0.001 },
    });
    expect(warnings).toEqual([]);
    expect(() => complete(spec)).not.toThrow();
  });

  it("are read under their short and their older names", () => {
    const short = { n: 2, rU: "-u*v^2", rV: "u*v^2", dUU: "2", dVV: "1", k: "", cU: "1", cV: "0", bU: "periodic", ds: 10, sp: 1, dt: 0.1 };
    expect(read(short).spec.equations).toEqual({ u: "2*laplacian(u) - u*v^2", v: "laplacian(v) + u*v^2" });
    const older = { numSpecies: "1", reactionStrU: "u*(1-u)", diffusionStrUU: "0.1", clearValueU: "RAND", domainScale: 10, spatialStep: 1 };
    const { spec, warnings } = read(older);
    expect(spec.equations).toEqual({ u: "0.1*laplacian(u) + u*(1 - u)" });
    expect(spec.initial).toMatchObject({ u: "(0.5 + noise(0.125))" });
    expect(warnings.join()).toMatch(/Gaussian/);
  });

  it("have diffusion across species, algebraic species, derivatives, names of their own and parameters made of others", () => {
    const { spec } = read({
      numSpecies: 2,
      numAlgebraicSpecies: 1,
      speciesNames: "c mu",
      crossDiffusion: true,
      reactionStr_1: "s*c_x",
      reactionStr_2: "c^3 - c",
      diffusionStr_1_1: "0",
      diffusionStr_1_2: "M*(1 + c^2)",
      diffusionStr_2_1: "-g",
      diffusionStr_2_2: "0",
      kineticParams: "M = 1; g = 2*M; s = 0",
      initCond_1: "tanh(30*(RAND - 0.5))",
      domainScale: 20,
      spatialStep: 0.5,
    });
    expect(spec.equations).toEqual({ c: "div((M*(1 + c^2))*grad(mu)) + s*dx(c)" });
    expect(spec.auxiliary).toEqual({ mu: "div((-(2*M))*grad(c)) + c^3 - c" });
    expect(() => complete(spec)).not.toThrow();
  });

  it("keep a start with random numbers inside a function by their mean, and say so", () => {
    const { spec, warnings } = read({ ...schnakenberg, initCond_1: "tanh(30*(RAND - 0.5))" });
    expect(spec.initial).toMatchObject({ u: "tanh(30*(0.5 - 0.5)) + noise(0.01)" });
    expect(warnings.join()).toMatch(/u starts from “tanh/);
  });

  it.each<[object, RegExp]>([
    [{ ...schnakenberg, reactionStr_1: "foo*u" }, /“foo\*u” cannot be translated: nothing is called foo/],
    [{ ...schnakenberg, reactionStr_1: "u*I_T" }, /a picture that the link does not hold/],
    [{ ...schnakenberg, reactionStr_1: "u*RAND" }, /drawn anew in every step/],
    [{ ...schnakenberg, reactionStr_2: undefined }, /does not say what f of v is/],
    [{ ...schnakenberg, diffusionStr_2_2: undefined }, /does not say how v diffuses/],
    [{ ...schnakenberg, kineticParams: "a 0.1" }, /“a 0\.1” is no parameter/],
    [{ ...schnakenberg, kineticParams: "a = b; b = a; D = 1" }, /is defined by itself/],
    [{ ...schnakenberg, boundaryConditions_2: "combo" }, /boundary of v is “combo”/],
    [{ ...schnakenberg, numSpecies: 40 }, /number of species is 40/],
  ])("are refused with the formula that has no counterpart", (options, words) => expect(message(() => read(options))).toMatch(words));
});

describe("a link of VisualPDE", () => {
  const link =
    "https://visualpde.com/sim/?options=N4IgdiBcCMA0ICcCqVECoCuaAU0C0GAlCPACZIqQgAMAdNCSANaoIAEAvG9GwJZhsA2tVhsATAF1GAY0ogAEgFMAhgDdsAVjwAPYvABGcsAHsAZgBsM2xqQDOUaNREhbAByh0NZAC4fa1aABfIA";

  it("is known as one and opened", () => {
    expect(looksLikeVisualPde(link)).toBe(true);
    expect(looksLikeVisualPde("gray scott")).toBe(false);
    expect(readVisualPde(link).spec.equations).toEqual({ u: "0.1*laplacian(u) + r*u*(1 - u)" });
    expect(readSpecFile("link.txt", new TextEncoder().encode(`${link}\n`)).spec.params).toEqual({ r: { default: 1, min: 0, max: 2 } });
  });

  it("is refused where it is cut short, or carries no equations", () => {
    expect(message(() => readVisualPde(link.slice(0, -20)))).toMatch(/cut short or damaged/);
    expect(message(() => readVisualPde("https://visualpde.com/sim/?preset=brusselator"))).toMatch(/preset “brusselator” and carries no equations/);
    expect(message(() => readVisualPde("https://visualpde.com/"))).toMatch(/carries no options/);
    expect(message(() => readVisualPde('{"reactionStr_1": '))).toMatch(/not JSON/);
  });
});
