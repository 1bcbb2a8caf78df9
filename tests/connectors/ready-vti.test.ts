import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readFile } from "../../src/connectors/index";
import { readReadyPattern } from "../../src/connectors/ready-vti";
import { readSpecFile, withoutArrays } from "../../src/connectors/spec-file";
import type { EquationModel } from "../../src/core/define/model";
import { WorkbenchError } from "../../src/core/errors";
import { initialFields } from "../../src/core/initial";
import { complete } from "../../src/core/spec/complete";
import { vti, type VtiParts } from "../support/vti";

const rule = (lines: string, params = '<param name="timestep"> 0.5 </param><param name="D"> 0.1 </param>', more = "") =>
  `<rule type="formula" name="Small" ${more}>${params}<formula number_of_chemicals="2">${lines.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</formula></rule>`;
const plain: VtiParts = {
  rule: rule("delta_a = D * laplacian_a - a*b*b;\n delta_b = 0.5f*D*laplacian_b + a*b*b;"),
  arrays: [
    [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
    [0.5, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, -0.25],
  ],
  extent: "0 3 0 2 0 0",
};
const read = (parts: Partial<VtiParts> = {}) => readReadyPattern("small.vti", vti({ ...plain, ...parts }));
const equationsOf = (lines: string, params?: string) => read({ rule: rule(lines, params) }).spec.equations;
const message = (make: () => unknown): string => {
  try {
    make();
  } catch (error) {
    expect(error).toBeInstanceOf(WorkbenchError);
    return (error as Error).message;
  }
  throw new Error("nothing was refused");
};

describe("the numbers of a VTK image", () => {
  it.each<[string, Partial<VtiParts>]>([
    ["text", { format: "ascii" }],
    ["base64", { format: "base64" }],
    ["base64 and zlib in blocks", { format: "zlib" }],
    ["appended base64 and zlib, as Ready writes", { format: "appended" }],
    ["appended raw", { format: "raw" }],
    ["appended, headers of 64 bits, double precision", { format: "appended", header: "UInt64", type: "Float64" }],
    ["raw, the other byte order", { format: "raw", order: "BigEndian" }],
    ["zlib in one block", { format: "appended", block: 1024 }],
  ])("are read from %s", (_, packing) => {
    const { fields, spec } = read(packing);
    expect(spec.grid?.shape).toEqual([3, 4]);
    expect([...fields!.a!]).toEqual(plain.arrays[0]);
    expect([...fields!.b!]).toEqual(plain.arrays[1]);
  });

  it("open in Measure as an array, x fastest, one plane a chemical", () => {
    const array = readFile("small.vti", vti({ ...plain, format: "appended" }), "array");
    expect(array.shape).toEqual([2, 3, 4]);
    expect([...array.values.slice(0, 5)]).toEqual([0, 1, 2, 3, 4]);
  });

  it("are taken apart where one array has several components, as older versions of Ready wrote", () => {
    const old = new TextDecoder()
      .decode(vti(plain))
      .replace(
        /<PointData>.*<\/PointData>/,
        `<PointData><DataArray type="Float32" Name="Scalars_" NumberOfComponents="2" format="ascii">${plain.arrays[0]!.flatMap((a, i) => [a, plain.arrays[1]![i]!]).join(" ")}</DataArray></PointData>`,
      );
    const { fields } = readReadyPattern("old.vti", new TextEncoder().encode(old));
    expect([...fields!.a!]).toEqual(plain.arrays[0]);
    expect([...fields!.b!]).toEqual(plain.arrays[1]);
  });
});

describe("a formula of Ready", () => {
  it("becomes equations, parameters, a step and a boundary", () => {
    const { spec, title } = read();
    expect(title).toBe("Small");
    expect(spec.equations).toEqual({ a: "D*laplacian(a) - a*b*b", b: "0.5*D*laplacian(b) + a*b*b" });
    expect(spec.params).toEqual({ D: 0.1 });
    expect(spec.integrator).toEqual({ method: "euler", dt: 0.5 });
    expect(spec.boundary).toBe("periodic");
    expect(spec.grid?.stencil).toBe("isotropic");
    expect(read({ rule: rule("delta_a = -a;", undefined, 'wrap="0"') }).spec.boundary).toBe("neumann");
  });

  it("keeps what it means: powers, choices, conditions, gradients, casts and comments", () => {
    expect(equationsOf("delta_a = pow(a, 2.0f) - fmax(b, 0.0f); // spread\n delta_b = a > b ? x_gradient_a : -bilaplacian_b;")).toEqual({
      a: "(a)^(2.0) - max(b, 0.0)",
      b: "select(a > b, dx(a), -biharmonic(b))",
    });
    expect(equationsOf("delta_a = (float4)(1.0f) - a - (b - a); delta_b = (a < 1 && b > 0)*(x_pos - 0.5) / (a/b);")).toEqual({
      a: "1.0 - a - (b - a)",
      b: "(a < 1)*(b > 0)*((x/Lx) - 0.5)/(a/b)",
    });
    expect(equationsOf("delta_a = -a; delta_a += b; delta_b = -delta_a;")).toEqual({ a: "-a + b", b: "-(-a + b)" });
  });

  it("keeps a value that has a name as an auxiliary field", () => {
    const { spec } = read({ rule: rule("const float4 r2 = a*a + b*b; delta_a = a*(1 - r2); delta_b = b*(1 - r2);") });
    expect(spec.auxiliary).toEqual({ r2: "a*a + b*b" });
    expect(() => complete(withoutArrays(read({ rule: rule("const float4 r2 = a*a + b*b; delta_a = a*(1 - r2);") }), "x").spec)).not.toThrow();
  });

  it("gives names that mean something else here another one", () => {
    const { spec } = read({
      rule: rule("delta_a = exp * a + dx;", '<param name="timestep">1</param><param name="exp">2</param><param name="dx">0.5</param>'),
    });
    expect(spec.equations!.a).toBe("exp_*a + dx_");
    expect(spec.grid?.spacing).toBe(0.5);
  });

  it.each([
    ["delta_a = laplacian_c;", /“delta_a = laplacian_c” cannot be translated: nothing is called laplacian_c/],
    ["a = 1;", /“a = 1” .* sets a itself/],
    ["delta_a = a_nw - a;", /a_nw is a single neighbour/],
    ["if (a > 0) { delta_a = 1; }", /“if \(a > 0\).*steers a program/],
    ["delta_a = erf(a);", /there is no function erf/],
    ["delta_a = (a + b;", /“\)” is missing/],
    ["delta_a = a $ b;", /the character “\$” has no meaning/],
    ["float4 r = a; r = b; delta_a = r;", /r gets a second value/],
    ["", /formula of its rule is empty/],
  ])("says which line it cannot read: %s", (lines, words) => expect(message(() => equationsOf(lines))).toMatch(words));

  it("is known by name where Ready has it built in, and refused where it is a program", () => {
    const params = ["D_a", "D_b", "F", "k"].map((name) => `<param name="${name}">0.04</param>`).join("");
    const { spec } = read({ rule: `<rule type="inbuilt" name="Gray-Scott">${params}</rule>` });
    expect(spec.equations).toEqual({ a: "D_a*laplacian(a) - a*b^2 + F*(1 - a)", b: "D_b*laplacian(b) + a*b^2 - (F + k)*b" });
    expect(message(() => read({ rule: '<rule type="kernel" name="X"><kernel number_of_chemicals="1"></kernel></rule>' }))).toMatch(
      /a whole OpenCL program/,
    );
  });
});

describe("an initial pattern of Ready", () => {
  const overlay = (chemical: string, inside: string) => `<overlay chemical="${chemical}">${inside}</overlay>`;
  const everywhere = (value: number) => `<overwrite/><constant value="${value}"/><everywhere/>`;
  const corner = (z = 1) => `<rectangle><point3D x="0.5" y="0" z="0"/><point3D x="1" y="0.4" z="${z}"/></rectangle>`;
  const fieldsOf = (...overlays: string[]) => {
    const generator = `<initial_pattern_generator apply_when_loading="true">${overlays.join("")}</initial_pattern_generator>`;
    const { spec, fields, warnings } = read({ generator, extent: "0 3 0 2 0 0" });
    expect(fields).toBeNull();
    const done = complete(spec);
    return { warnings, ...initialFields(done.model as EquationModel, done.spec) } as Record<string, ArrayLike<number>> & { warnings: string[] };
  };

  it("is drawn overlay by overlay, as shares of the extents", () => {
    const { a, b } = fieldsOf(
      overlay("a", everywhere(1)),
      overlay("b", `<overwrite/><constant value="0.5"/>${corner()}`),
      overlay("a", `<subtract/><other_chemical chemical="b"/>${corner()}`),
    );
    // x/4 at 0.5 and 0.75, y/3 at 0 and 1/3.
    expect([...Array.from(b!)]).toEqual([0, 0, 0.5, 0.5, 0, 0, 0.5, 0.5, 0, 0, 0, 0]);
    expect([...Array.from(a!)]).toEqual([1, 1, 0.5, 0.5, 1, 1, 0.5, 0.5, 1, 1, 1, 1]);
  });

  it("knows circles, pixels, gradients, parameters and products", () => {
    const { a, b } = fieldsOf(
      overlay(
        "a",
        `<add/><linear_gradient val1="0" val2="4"><point3D x="0" y="0" z="0"/><point3D x="1" y="0" z="0"/></linear_gradient><everywhere/>`,
      ),
      overlay("a", `<multiply/><constant value="10"/><pixel x="3" y="2" z="0"/>`),
      overlay("b", `<overwrite/><parameter name="D"/><circle radius="0.3"><point3D x="0.25" y="0" z="0"/></circle>`),
    );
    expect([...Array.from(a!)]).toEqual([0, 1, 2, 3, 0, 1, 2, 3, 0, 1, 2, 30]);
    // Within 1.2 of (1, 0).
    expect(Array.from(b!, (value) => Number(value.toFixed(6)))).toEqual([0.1, 0.1, 0.1, 0, 0, 0.1, 0, 0, 0, 0, 0, 0]);
  });

  it("has Gaussian noise within the same bounds in place of even noise, and says so", () => {
    const generator = `<initial_pattern_generator apply_when_loading="true">${overlay("a", '<overwrite/><white_noise low="0" high="1"/><everywhere/>')}</initial_pattern_generator>`;
    const { spec, warnings } = read({ generator });
    expect(spec.initial).toEqual({ kind: "expression", a: "0.5 + noise(0.125)", b: "0" });
    expect(warnings.join()).toMatch(/even noise is Gaussian/);
  });

  it("says what it had to leave out", () => {
    const { warnings } = fieldsOf(overlay("a", everywhere(1)), overlay("a", '<overwrite/><perlin_noise scale="8"/><everywhere/>'));
    expect(warnings.join()).toMatch(/left out: <perlin_noise> has no counterpart/);
  });

  it("gives way to the saved state where Ready does not draw it anew; a page is told so", () => {
    const generator = `<initial_pattern_generator apply_when_loading="false">${overlay("a", everywhere(1))}</initial_pattern_generator>`;
    const foreign = read({ generator });
    expect(foreign.spec.initial).toEqual({ kind: "file", path: "small.vti" });
    const { spec, warnings } = withoutArrays(foreign, "small.vti");
    expect(spec.initial).toEqual({ kind: "expression", a: "1", b: "0" });
    expect(warnings[0]).toMatch(/state saved in small\.vti cannot be handed/);
    const done = complete(foreign.spec);
    const fields = initialFields(done.model as EquationModel, done.spec, foreign.fields!);
    expect([...fields.a!]).toEqual(plain.arrays[0]);
  });
});

describe("a file that is not as it should be", () => {
  const text = new TextDecoder().decode(vti({ ...plain, format: "appended" }));
  const opened = (changed: string) => () => readSpecFile("small.vti", new TextEncoder().encode(changed));

  it.each<[string, string, RegExp]>([
    ["cut in the header", text.slice(0, 300), /line \d+: .*(not closed|cut short)/],
    ["cut in the data", text.slice(0, text.indexOf("_") + 12), /cut short|not closed/],
    ["with tags that do not match", text.replace("</rule>", "</ruler>"), /line \d+: <\/ruler> closes nothing/],
    ["of a mesh", text.replace('type="ImageData"', 'type="UnstructuredGrid"'), /only images/],
    ["without a rule", text.replace(/<RD[\s\S]*<\/RD>/, ""), /no rule of Ready/],
    ["with another compressor", text.replace("vtkZLibDataCompressor", "vtkLZ4DataCompressor"), /only zlib is read/],
    ["with a strange extent", text.replaceAll("0 3 0 2 0 0", "0 3 0 x"), /extent of the image is “0 3 0 x”/],
    ["with more cells than values", text.replaceAll("0 3 0 2 0 0", "0 9 0 9 0 0"), /has 12 values, the image 100/],
    ["with a parameter that is no number", text.replace("> 0.1 <", "> much <"), /parameter “D” is “much”/],
    ["with damaged data", text.replace(/eJ/g, "ZZ"), /damaged|cut short/],
  ])("%s: says what and where", (_, changed, words) => expect(message(opened(changed))).toMatch(words));

  it("is refused with words and never otherwise, wherever it is cut or altered", () => {
    fc.assert(
      fc.property(fc.nat(text.length - 1), fc.string({ maxLength: 6 }), fc.nat(20), (at, put, gone) => {
        try {
          opened(text.slice(0, at) + put + text.slice(at + gone))();
        } catch (error) {
          expect(error).toBeInstanceOf(WorkbenchError);
        }
      }),
      { numRuns: 300, seed: 4 },
    );
  });
});
