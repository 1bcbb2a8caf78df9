import { describe, expect, it } from "vitest";
import { noOptions } from "../../src/notebook/cell-options";
import type { CellOutput } from "../../src/notebook/cell-output";
import { createKernel } from "../../src/notebook/kernel";
import { lendable } from "../../src/notebook/lend-value";
import { cellHostHere, noEngine } from "../support/cell-host";

/** Runs cells one after the other; what the last one shows. */
async function lastOf(...sources: string[]): Promise<unknown[]> {
  let last: CellOutput[] = [];
  const kernel = createKernel(
    (tell) => cellHostHere(noEngine, tell),
    ({ cell, outputs }) => cell === `${sources.length}` && outputs && (last = outputs),
  );
  const cells = sources.map((source, i) => ({ id: `${i + 1}`, kind: "code" as const, source, options: noOptions }));
  for (const { id } of cells) await kernel.run(cells, [id], "manual");
  kernel.close();
  return last.map((output) =>
    output.kind === "number" ? output.value : output.kind === "text" ? output.text : output.kind === "error" ? output.message : output.kind,
  );
}

describe("a value of another cell", () => {
  it.each([
    ["an object", "const v = { n: { m: 1 } };", "v.n.m = 2;"],
    ["a list", "const v = [1, 2];", "v.push(3);"],
    ["what a list holds", "const v = [{ n: 1 }];", "v[0].n++;"],
    ["the order of a list", "const v = [2, 1];", "v.sort();"],
    ["a field of an object of a class", "class Box { n = 1 }\nconst v = new Box();", "v.n = 2;"],
    ["an entry", "const v = { n: 1 };", "delete v.n;"],
  ])("cannot be changed: %s", async (_title, declared, change) => {
    expect(await lastOf(declared, change)).toEqual([expect.stringMatching(/belongs to another cell.*make a copy/)]);
  });

  it.each([
    ["numbers in a typed array", "const v = new Float64Array([1, 2]);", "v[0] = 9;", "v[0]", 1],
    ["numbers deep inside", "const v = { field: { values: new Float32Array([1, 2]) } };", "v.field.values.fill(9);", "v.field.values[1]", 2],
    ["a map", 'const v = new Map([["a", 1]]);', 'v.set("a", 9);', 'v.get("a")', 1],
    ["a set", "const v = new Set([1]);", "v.add(2);", "v.size", 1],
    ["a date", "const v = new Date(5);", "v.setTime(9);", "v.getTime()", 5],
  ])("may be changed where that changes a copy: %s", async (_title, declared, change, read, expected) => {
    expect(await lastOf(declared, change, read)).toEqual([expected]);
  });

  it("can be copied and the copy changed", async () => {
    expect(await lastOf("const list = [2, 1];", "const copy = [...list];\ncopy.sort();\ncopy[0]")).toEqual([1]);
  });

  it("keeps what it is: classes, circles, getters and shared parts", () => {
    class Box {
      n = new Float64Array([1]);
      get double() {
        return 2 * this.n[0]!;
      }
    }
    const shared = { values: new Uint8Array([7]) };
    const circle: Record<string, unknown> = { a: shared, b: shared, box: new Box() };
    circle["self"] = circle;
    const copy = lendable(circle).lend() as Record<string, typeof shared> & { self: unknown; box: Box };
    expect(copy["a"]).toBe(copy["b"]);
    expect(copy["a"]!.values).not.toBe(shared.values);
    expect(copy.self).toBe(copy);
    expect(copy.box).toBeInstanceOf(Box);
    expect(copy.box.double).toBe(2);
  });

  it("is handed over as it is where nothing in it can be changed", () => {
    const rows = [{ a: 1 }, { a: 2 }];
    expect(lendable(rows).lend()).toBe(rows);
  });
});
