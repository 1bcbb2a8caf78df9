import { describe, expect, it } from "vitest";
import { CellSyntaxError, compileCell } from "../../src/notebook/cell-module";
import { importText } from "../support/import-text";

const inputsOf = (source: string) => compileCell(source).inputs.map(({ name }) => name);

function errorOf(source: string): CellSyntaxError {
  try {
    compileCell(source);
  } catch (error) {
    if (error instanceof CellSyntaxError) return error;
  }
  throw new Error(`compiles: ${source}`);
}

async function runCell(source: string, scope: Record<string, unknown> = {}) {
  const shown: unknown[] = [];
  const module = await importText(compileCell(source).code);
  const controls: string[] = [];
  const named = (name: string, make: (...args: unknown[]) => unknown) => {
    controls.push(name);
    return make;
  };
  const exports = await module.default(scope, (value: unknown) => shown.push(value), named);
  return { exports, shown, controls };
}

describe("controls of a cell", () => {
  it("are told the names of their variables, on the same line", async () => {
    const source = 'const F = slider("Feed", {}),\n  k = await choice("Kind", []);\nF + k';
    expect(compileCell(source)).toMatchObject({ controls: ["F", "k"], outputs: ["F", "k"] });
    const { shown, controls } = await runCell(source, { slider: () => 1, choice: async () => 2 });
    expect([controls, shown]).toEqual([["F", "k"], [3]]);
    expect(compileCell(source).code.split("\n")[1]).toContain('__named("k", choice)("Kind", [])');
  });

  it("are none where the cell has a function of that name itself, or the value goes elsewhere", () => {
    expect(compileCell("const slider = () => 1;\nconst F = slider();").controls).toEqual([]);
    expect(compileCell('const F = 2 * slider("Feed", {});').controls).toEqual([]);
  });
});

describe("names of a cell", () => {
  it.each([
    ["a + b * a", ["a", "b"]],
    ["const f = (x, { y = z, ...rest }) => x + y + rest + w;", ["z", "w"]],
    ["for (const i of list) { var sum = (sum ?? 0) + i; }", ["list"]],
    ["function go() { return go + help(arguments.length); }", ["help"]],
    ["const point = { x: left, [key]: 1, method() { return this.x; } }; point.other;", ["left", "key"]],
    ["class A extends Base { #n = start; static { const t = tick; } }", ["Base", "start", "tick"]],
    ["try { risky(); } catch ({ message }) { log(message); }", ["risky", "log"]],
    ["let total: number = (given as Given).amount;", ["given"]],
    ["type Row = { k: number }; const rows: Row[] = [];", []],
    ["undefined", []],
    ["{ const inner = 1; inner; } inner;", ["inner"]],
    ["const named = function self() { return self; }; self;", ["self"]],
    ["outer: for (;;) { switch (mode) { case 1: { const q = 1; break outer; } } }", ["mode"]],
    ["const [first, , { deep: [third] }] = grid;", ["grid"]],
    ["`${name} of ${tag`x`}`", ["name", "tag"]],
  ])("%s needs %j", (source, names) => expect(inputsOf(source)).toEqual(names));

  it("declares what stands at the top, and only that", () => {
    const source = "const a = 1, { b, c: [d] } = q; function e() { var f; } class G {} if (a) { var h = 2; let i; } for (var j = 0; ; ) break;";
    expect(compileCell(source).outputs).toEqual(["a", "b", "d", "e", "G"]);
  });

  it("tells where a name is first used", () =>
    expect(compileCell("const a = 1;\n  a + missing;").inputs).toEqual([{ name: "missing", line: 2, column: 7 }]));
});

describe("a compiled cell", () => {
  it("takes its inputs from the scope and gives what it declares", async () => {
    const { exports } = await runCell("const double: number = 2 * x;\nconst later = await Promise.resolve(double + 1);", { x: 4, Promise });
    expect(exports).toEqual({ double: 8, later: 9 });
  });

  it("shows the value of its last expression, awaited", async () => {
    expect((await runCell("const k = 3;\nPromise.resolve(k * k) // squared", { Promise })).shown).toEqual([9]);
    expect((await runCell("1, 2;")).shown).toEqual([2]);
    expect((await runCell("const k = 3;")).shown).toEqual([]);
  });

  it("keeps the numbers of its lines, so that an error can say where it happened", async () => {
    const failing = runCell("interface Gone {\n  x: number;\n}\nconst value: Gone | null = null;\nvalue!.x;");
    await expect(failing).rejects.toThrow(TypeError);
    await failing.catch((error: Error) => expect(error.stack).toMatch(/:5:\d+/));
  });

  it("may be empty", async () => expect(await runCell("// nothing yet")).toMatchObject({ exports: {}, shown: [] }));
});

describe("a cell that cannot be read", () => {
  it.each([
    ["const a: number = 1;\nlet b = a +* 2;", 2, 12, /Unexpected token/],
    ["const a = 1;\nconst a = 2;", 2, 7, /already been declared/],
    ["let s = 1;\nlet t = `abc", 2, 10, /Unterminated template/],
    ["const ok = 1;\nif (ok) {", 2, 10, /Unexpected token/],
    ["return 1;", 1, 1, /'return' outside of function/],
  ])("%j: line %i, column %i", (source, line, column, words) => {
    const error = errorOf(source);
    expect({ line: error.line, column: error.column }).toEqual({ line, column });
    expect(error.message).toMatch(words);
    expect(error.message).not.toMatch(/\(\d+:\d+\)/);
  });

  it("may not import or export", () => {
    expect(errorOf('import fs from "node:fs";\nfs').message).toMatch(/cannot import/);
    expect(errorOf('const fs = 1;\nawait import("node:fs")')).toMatchObject({ line: 2, column: 7 });
    expect(errorOf("export const a = 1;").message).toMatch(/need not export/);
  });

  it("may not assign to a name of another cell", () => {
    expect(errorOf("let mine = 1;\nmine = 2;\ntheirs = 3;")).toMatchObject({
      line: 3,
      column: 1,
      message: expect.stringContaining('"theirs" is not declared'),
    });
    expect(errorOf("count++").message).toMatch(/"count" is not declared/);
    expect(errorOf("[a, b] = [1, 2]").message).toMatch(/"a" is not declared/);
  });
});
