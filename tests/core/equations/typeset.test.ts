import { describe, expect, it } from "vitest";
import { parse } from "../../../src/core/equations/parse";
import { nameLatex, numberLatex } from "../../../src/core/equations/symbols";
import { auxiliaryLatex, equationLatex, toLatex } from "../../../src/core/equations/typeset";

const latex = (text: string, symbols?: Record<string, string>) => toLatex(parse(text), symbols);
/** Written without \left and \right, which surround every parenthesis. */
const sized = (text: string) => text.replace(/[([]/g, "\\left$&").replace(/[)\]]/g, "\\right$&");

describe("equations", () => {
  it.each([
    ["D_u*laplacian(u) - u*v^2 + F*(1 - u)", "D_{u} \\nabla^{2} u - u v^{2} + F (1 - u)"],
    ["a + u^2/v - b*u", "a + \\frac{u^{2}}{v} - b u"],
    ["(F + k)*v", "(F + k) v"],
    ["a - (b - c)", "a - (b - c)"],
    ["a - (b - c)*d", "a - (b - c) d"],
    ["u + -v", "u + (-v)"],
    ["u*-2", "u (-2)"],
    ["-2*u", "-2 u"],
    ["-(u + v)", "-(u + v)"],
    ["--u", "-(-u)"],
    ["2*3*u", "2 \\cdot 3 u"],
    ["(a/b)^2", "(\\frac{a}{b})^{2}"],
    ["(-2)^u", "(-2)^{u}"],
    ["a^b^c", "a^{b^{c}}"],
    ["(a^b)^c", "(a^{b})^{c}"],
    ["sin(u)^2*tanh(v)", "(\\sin(u))^{2} \\tanh(v)"],
    ["exp(-u/2)", "e^{\\frac{-u}{2}}"],
    ["log(u) + sqrt(u*v)", "\\ln(u) + \\sqrt{u v}"],
    ["max(u, v)*heaviside(u - 1)", "\\max(u, v) \\Theta(u - 1)"],
    ["clamp(u, 0, 1)", "\\operatorname{clamp}(u, 0, 1)"],
    ["dx(u)^2 + dy(v)", "(\\partial_x u)^{2} + \\partial_y v"],
    ["2e-5*u + 1e21", "2 \\times 10^{-5} u + 10^{21}"],
    ["u*2e-5", "u \\cdot 2 \\times 10^{-5}"],
    ["(u <= v)*u", "[u \\le v] u"],
    ["u + noise(a + b)", "u + (a + b) \\xi"],
    ["noise(a) - noise(b)", "a \\xi_{1} - b \\xi_{2}"],
    ["events(r, A)", "A \\dot{N}(r)"],
    ["div(D*grad(u))", "\\nabla \\cdot (D \\nabla u)"],
    ["div(D_u*grad(u) - chi*u*grad(c))", "\\nabla \\cdot (D_{u} \\nabla u - \\chi u \\nabla c)"],
    ["diffuse(a + b, u) + diffusex(a, u*v)", "\\nabla \\cdot ((a + b) \\nabla u) + \\partial_x (a \\partial_x (u v))"],
    ["D*driftdiffuse(1 + a, u, z*v)", "D \\nabla \\cdot ((1 + a) (\\nabla u + u \\nabla (z v)))"],
    ["driftdiffuse(D, a + b, v)", "\\nabla \\cdot (D (\\nabla (a + b) + (a + b) \\nabla v))"],
    ["u*bernoulli(-v)", "u \\operatorname{B}(-v)"],
    ["-biharmonic(u)", "-\\nabla^{4} u"],
    ["dxx(u) + dxy(u^2)", "\\frac{\\partial^{2} u}{\\partial x^{2}} + \\frac{\\partial^{2}}{\\partial x \\partial y} (u^{2})"],
    ["b*dyf(u)", "b \\partial_y^{+} u"],
    ["2*dot(grad(u), grad(v))", "2 \\nabla u \\cdot \\nabla v"],
    ["div(u*vec(a, -b))", "\\nabla \\cdot (u \\begin{pmatrix} a \\\\ -b \\end{pmatrix})"],
    ["integral(u - v)/(Lx*Ly)", "\\frac{\\int (u - v) \\, dV}{L_{x} L_{y}}"],
    ["u - mean(u*v)", "u - \\left\\langle u v \\right\\rangle"],
  ])("%s", (text, expected) => expect(latex(text)).toBe(sized(expected)));

  it("typesets a choice as cases", () => {
    expect(latex("select(u >= 1, v, -v)")).toBe("\\begin{cases} v & \\text{if } u \\ge 1 \\\\ -v & \\text{otherwise} \\end{cases}");
    expect(latex("select(u, 1, 0)")).toContain("\\text{if } u \\ne 0");
  });

  it("puts |a| around an absolute value", () => expect(latex("abs(u - v)")).toBe("\\left|u - v\\right|"));

  it("has the time derivative on the left", () => {
    expect(equationLatex("u", parse("-u"))).toBe("\\partial_t u = -u");
    expect(equationLatex("act", parse("gain*act"), { act: "a", gain: "g" })).toBe("\\partial_t a = g a");
  });

  it("has the time scale before it, and memories and auxiliary fields written out", () => {
    expect(equationLatex("u", parse("-u"), {}, parse("tau"))).toBe("\\tau \\partial_t u = -u");
    expect(equationLatex("u", parse("-u"), {}, parse("a + b"))).toBe("\\left(a + b\\right) \\partial_t u = -u");
    expect(equationLatex("m", parse("memory(u^2, tau)"))).toBe("\\partial_t m = \\frac{u^{2} - m}{\\tau}");
    expect(auxiliaryLatex("mu", parse("u^3 - u"))).toBe("\\mu = u^{3} - u");
  });

  it("takes given symbols for their own names only", () => expect(latex("toString + u", {})).toBe("\\mathrm{toString} + u"));
});

describe("names", () => {
  it.each([
    ["u", "u"],
    ["D_u", "D_{u}"],
    ["alpha", "\\alpha"],
    ["tau_m", "\\tau_{m}"],
    ["D_alpha", "D_{\\alpha}"],
    ["k1", "k_{1}"],
    ["k_on", "k_{\\mathrm{on}}"],
    ["V_12", "V_{12}"],
    ["g_Na_max", "g_{\\mathrm{Na},\\mathrm{max}}"],
    ["gain", "\\mathrm{gain}"],
    ["beta2_h", "\\beta_{2,h}"],
    ["Lx", "L_{x}"],
    ["pi", "\\pi"],
  ])("%s", (id, expected) => expect(nameLatex(id)).toBe(expected));
});

describe("numbers", () => {
  it.each([
    [0, "0"],
    [0.037, "0.037"],
    [0.001, "0.001"],
    [2e-5, "2 \\times 10^{-5}"],
    [-1, "-1"],
    [1e-7, "10^{-7}"],
    [-1e-7, "-10^{-7}"],
    [1.5e22, "1.5 \\times 10^{22}"],
  ])("%d", (value, expected) => expect(numberLatex(value)).toBe(expected));
});
