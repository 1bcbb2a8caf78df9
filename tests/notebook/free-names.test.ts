import { describe, expect, it } from "vitest";
import { compileCell } from "../../src/notebook/cell-module";

const free = (source: string) => compileCell(source).inputs.map(({ name }) => name);

/**
 * Where a declaration does not reach, the language takes the name of the worker's own object: a name that is taken for declared would hand it to
 * the cell. Scopes by ECMA-262, §10.2.11 (parameters apart from the body), §14.12.4 (what a switch asks about, apart from its cases).
 */
describe("names that look declared and are not", () => {
  it.each([
    ["a parameter's default beside a var of the body", "const g = (a = self) => { var self = 1; return a; };"],
    ["the same in a function, a method, a generator", "function f(a = self) { var self; return a; }"],
    ["in a method", "const o = { m(a = self) { for (var self = 0; self < 1; self++); return a; } };"],
    ["what a switch asks about, beside a let of its cases", "let got; switch ((got = self)) { case 1: let self; }"],
    ["a test of a case outside the switch", "let a; switch (1) { case (a = self): } { const self = 1; }"],
    ["a default in the pattern of a catch", "let a; try { throw {}; } catch ({ b = self }) { let self = b; a = self; }"],
    ["beside a function of a block", "{ function self() {} } const a = self;"],
    ["beside a class of a block", "{ class self {} } const a = self;"],
    ["beside the own name of an expression", "const f = function self() {}; const a = self;"],
    ["beside a loop", "for (let self = 0; self < 1; self++); const a = self;"],
    ["beside a static block", "class A { static { var self; } } const a = self;"],
    ["in a computed name", "class A { [self] = 1; static { var self = 2; } }"],
  ])("%s", (_, source) => expect(free(source)).toEqual(["self"]));

  it.each([
    ["a parameter's default that names a parameter before it", "const g = (b = 1, a = b) => { var c = a; return c; };"],
    ["a name that a case declares, in another case", "switch (1) { case 1: let b; break; default: b = 2; }"],
    ["a var that a block below declares", "const f = () => { if (true) { var b = 1; } return b; };"],
    ["a function's own name, its arguments", "const f = function me() { return [me, arguments]; };"],
  ])("are none: %s", (_, source) => expect(free(source)).toEqual([]));
});
