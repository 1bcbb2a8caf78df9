import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { check } from "../../../src/core/equations/check";
import { expand } from "../../../src/core/equations/expand";
import { parse } from "../../../src/core/equations/parse";
import { toText } from "../../../src/core/equations/print";
import { toLatex } from "../../../src/core/equations/typeset";
import { functions, type Expr, type FunctionName, type Scope } from "../../../src/core/equations/tree";
import { simplify } from "../../../src/core/equations/simplify";
import { constant, meaningOf, monomial, plus, type Polynomial } from "./polynomials";
import { errorOf, shape, spatialScope, spatialTrees } from "./trees";

const scope: Scope = { species: ["u", "v", "c"], params: ["D", "E", "chi", "k"], auxiliary: ["mu"], varying: ["k", "mu"] };

function expanded(text: string, where = scope): string {
  const expr = parse(text);
  check(expr, where);
  return toText(simplify(expand(expr, where)));
}

describe("divergences", () => {
  it.each([
    ["div(grad(u))", "laplacian(u)"],
    ["div(D*grad(u))", "D*laplacian(u)"],
    ["div(grad(u)/(2*D))", "laplacian(u)/(2*D)"],
    ["div((D + u)*grad(u))", "diffuse(D + u, u)"],
    ["div(D*u*grad(u))", "D*diffuse(u, u)"],
    ["div(u^2/v*D*grad(c)/chi)", "D*diffuse(u^2/v, c)/chi"],
    ["div(D*grad(u) - chi*u*grad(c))", "D*laplacian(u) - chi*diffuse(u, c)"],
    ["div(-(grad(u) - grad(v)*u))", "-laplacian(u) + diffuse(u, v)"],
    ["div(u*(grad(u) + grad(v)))", "diffuse(u, u) + diffuse(u, v)"],
    ["div(k*grad(u))", "diffuse(k, u)"],
    ["div(D*grad(mu))", "D*laplacian(mu)"],
    ["div(x*grad(u))", "diffuse(x, u)"],
    ["div(t*grad(u))", "t*laplacian(u)"],
    ["div(mean(u)*grad(u))", "mean(u)*laplacian(u)"],
    ["div(u*grad(D))", "0"],
    ["div(grad(D*u))", "D*laplacian(u)"],
    ["div(u*grad(div(grad(u))))", "diffuse(u, laplacian(u))"],
    ["-D*div(grad(laplacian(u)))", "-D*laplacian(laplacian(u))"],
    ["diffuse(D, u) + diffuse(u, -D*v)", "D*laplacian(u) + -(D*diffuse(u, v))"],
    ["driftdiffuse(D, u, v)", "D*driftdiffuse(1, u, v)"],
    ["driftdiffuse(1, u, v)", "driftdiffuse(1, u, v)"],
    ["driftdiffuse(-D*k/2, u, v)", "-(D*driftdiffuse(k, u, v)/2)"],
    ["driftdiffuse(k, D, v)", "driftdiffuse(k, D, v)"],
    ["driftdiffuse(D, u, t)", "D*laplacian(u)"],
    ["driftdiffuse(D, 0, u)", "0"],
    ["diffusex(D, u) + diffusey(u, v)", "D*dxx(u) + diffusey(u, v)"],
  ])("%s is %s", (text, form) => expect(expanded(text)).toBe(form));
});

describe("drift and diffusion for readers that know no fluxes of their own", () => {
  it.each([
    ["driftdiffuse(D, u, v)", "D*laplacian(u) + D*diffuse(u, v)"],
    ["driftdiffuse(k, u, 2*v)", "diffuse(k, u) + 2*diffuse(k*u, v)"],
    ["driftdiffuse(D, E, v)", "D*E*laplacian(v)"],
    ["driftdiffuse(D, u, E)", "D*laplacian(u)"],
  ])("%s is %s", (text, form) => expect(expanded(text, { ...scope, continuum: true })).toBe(form));
});

describe("components", () => {
  it.each([
    ["div(vec(u, v))", "dx(u) + dy(v)"],
    ["div(vec(u, 0, v))", "dx(u) + dz(v)"],
    ["div(u*vec(D, E))", "D*dx(u) + E*dy(u)"],
    ["div(u*vec(-y, x))", "-(y*dx(u)) + x*dy(u)"],
    ["div(vec(D*dx(u), E*dy(u)))", "D*dxx(u) + E*dyy(u)"],
    ["div(vec(u*dx(v), k*dy(u)))", "diffusex(u, v) + diffusey(k, u)"],
    ["div(vec(D*dx(u) + E*dy(u), E*dx(u) + D*dy(u)))", "D*dxx(u) + E*dxy(u) + (E*dxy(u) + D*dyy(u))"],
    ["div(vec(u*dy(v), -u*dx(v)))", "dx(u*dy(v)) + -dy(u*dx(v))"],
    ["dx(dx(u))", "dxx(u)"],
    ["dy(dx(u))", "dxy(u)"],
    ["dz(-dy(u)/D)", "-(dyz(u)/D)"],
    ["dx(u*v - D*dx(u) + c)", "-(D*dxx(u)) + dx(u*v + c)"],
    ["dx(c - D*(u + 2*(dx(u) - dy(v)))/E)", "-(D*(2*(dxx(u) - dxy(v)) + dx(u))/E) + dx(c)"],
    ["dx(dx(u)*dx(v))", "diffusex(dx(u), v)"],
    ["dx(dx(u)/dx(v))", "diffusex(1/dx(v), u)"],
    ["dxf(dxb(u))", "dxf(dxb(u))"],
    ["dx(D*u)", "D*dx(u)"],
    ["dx(y*u)", "y*dx(u)"],
    ["dx(x*u)", "dx(x*u)"],
    ["dxb(D) + dyy(x) + laplacian(t) + dxy(x)", "0"],
    ["laplacian(-u/D)", "-(laplacian(u)/D)"],
    ["laplacian(u*D*v)", "D*laplacian(u*v)"],
    ["biharmonic(u)", "laplacian(laplacian(u))"],
    ["biharmonic(D*u)", "D*laplacian(laplacian(u))"],
    ["dot(vec(D, E), grad(u))", "D*dx(u) + E*dy(u)"],
    ["dot(grad(u), grad(v))", "dx(u)*dx(v) + dy(u)*dy(v) + dz(u)*dz(v)"],
    ["dot(-u*grad(v) + vec(1, 2), vec(0, 3))", "(-(u*dy(v)) + 2)*3"],
    ["dot(grad(dx(u)), vec(1, 0))", "dxx(u)"],
    ["sqrt(dot(vec(D, E), vec(D, E)))", "sqrt(D*D + E*E)"],
    ["mean(D) + mean(D*u/2) + mean(u)", "D + D*mean(u)/2 + mean(u)"],
    ["integral(D) + integral(-u) + integral(1)", "D*integral(1) + -integral(u) + integral(1)"],
    ["laplacian(mean(u))", "0"],
  ])("%s is %s", (text, form) => expect(expanded(text)).toBe(form));

  it("leaves out what runs along z in 2D", () => {
    const flat: Scope = { ...scope, dimensions: 2 };
    expect(expanded("dot(grad(u), grad(v))", flat)).toBe("dx(u)*dx(v) + dy(u)*dy(v)");
    expect(expanded("div(vec(u, v, u)) + dzz(u) + dz(z*u) + dxz(u)", flat)).toBe("dx(u) + dy(v) + 0 + 0 + 0");
  });

  it("writes a memory out", () => expect(expanded("memory(div(grad(u)), D)", { ...scope, equationOf: "v" })).toBe("(laplacian(u) - v)/D"));
});

describe("what has nothing to expand", () => {
  it.each([
    "D*laplacian(u) - u*v^2 + D*(1 - u)",
    "dx(u)^2 + dy(v)*dz(c)",
    "laplacian(u^2 - laplacian(mu))",
    "dx(u + v) + mean(u*v)",
    "diffuse(u, v)",
  ])("%s stays the very same tree", (text) => {
    const expr = parse(text);
    expect(expand(expr, scope)).toBe(expr);
  });
});

describe("expansion of any tree", () => {
  const field = (...terms: [number, number, number, number][]): Polynomial =>
    terms.map((term) => monomial(...term)).reduce((sum, term) => plus(sum, term));
  const names: Record<string, Polynomial> = {
    u: field([1, 2, 1, 0], [2, 0, 0, 1], [-1, 1, 0, 0]),
    v: field([1, 0, 2, 0], [1, 1, 0, 1], [3, 0, 0, 0]),
    w: field([1, 1, 1, 1], [2, 0, 3, 0]),
    c: field([-1, 3, 0, 0], [1, 0, 1, 0]),
    F: constant(3),
    total: constant(-2),
    x: field([1, 1, 0, 0]),
    y: field([1, 0, 1, 0]),
    z: field([1, 0, 0, 1]),
  };
  const small = fc.integer({ min: -3, max: 3 });
  const gone = new Set<FunctionName>(["grad", "vec", "dot", "divergence", "biharmonic", "memory"]);
  const calls = (expr: Expr): FunctionName[] => (expr.kind === "call" ? [expr.fn, ...expr.args.flatMap(calls)] : []);

  /** The same fields in the plane z = 0. */
  const flat = Object.fromEntries(
    Object.entries(names).map(([name, polynomial]) => [name, new Map([...polynomial].filter(([powers]) => powers.endsWith(",0")))]),
  );

  it.each([
    [3, names],
    [2, flat],
  ] as const)("says the same in %iD, by exact derivatives of polynomials, in primitives alone", (dimensions, fields) => {
    let written = 0;
    fc.assert(
      fc.property(spatialTrees(small), (tree) => {
        const form = expand(tree, { ...spatialScope, dimensions });
        if (form !== tree) written++;
        expect(calls(form).filter((fn) => gone.has(fn))).toEqual([]);
        const [before, after] = [meaningOf(tree, fields) as Polynomial, meaningOf(form, fields) as Polynomial];
        const most = Math.max(1, ...[...before.values(), ...after.values()].map(Math.abs));
        for (const [, value] of plus(before, after, -1)) expect(Math.abs(value)).toBeLessThanOrEqual(1e-9 * most);
      }),
      { numRuns: 2000 },
    );
    expect(written).toBeGreaterThan(700);
  });

  it("is done after one pass", () =>
    fc.assert(
      fc.property(spatialTrees(small), (tree) => {
        const once = expand(tree, spatialScope);
        expect(shape(expand(once, spatialScope))).toEqual(shape(once));
      }),
      { numRuns: 1000 },
    ));

  it("can be typeset before and after", () =>
    fc.assert(
      fc.property(spatialTrees(small), (tree) => {
        for (const each of [tree, expand(tree, spatialScope)]) expect(toLatex(each)).not.toMatch(/undefined|NaN/);
      }),
    ));

  it("knows every operator of the table", () =>
    expect(Object.keys(functions).filter((fn) => functions[fn as FunctionName].class === "stencil")).toHaveLength(22));
});

describe("absurd input", () => {
  it("refuses vectors inside one another that grow beyond all bounds, in time", () => {
    const nested = (levels: number): string => (levels === 0 ? "u" : `dot(${nested(levels - 1)}*grad(u), grad(u))`);
    expect(expanded(nested(6)).length).toBeGreaterThan(3 ** 6);
    const deep = parse(nested(60));
    expect(errorOf(() => expand(deep, scope))).toMatchObject({ code: "equation/form", message: expect.stringMatching(/at most 20000 are allowed/) });
  });

  it("takes the longest chains of vectors", () => {
    expect(expanded(`div(${Array(400).fill("grad(u)").join(" + ")})`)).toMatch(/^laplacian\(u\) \+ laplacian\(u\)/);
    expect(expanded("biharmonic(".repeat(100) + "u" + ")".repeat(100))).toMatch(/^(laplacian\(){200}u/);
  });
});
