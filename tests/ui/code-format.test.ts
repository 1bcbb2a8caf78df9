import { describe, expect, it } from "vitest";
import { formatCode } from "../../src/ui/code-format";

describe("formatting", () => {
  it("lays TypeScript out as Prettier does, with no empty line at the end", async () =>
    expect(await formatCode("const a:number=1;const b = [ 1,2 ]")).toBe("const a: number = 1;\nconst b = [1, 2];"));

  it("reads what cells may hold: await at the top, and a last expression", async () =>
    expect(await formatCode('const grown=await run({model:"gray-scott"}) ; grown')).toBe(
      'const grown = await run({ model: "gray-scott" });\ngrown;',
    ));

  it("refuses what cannot be read", () => expect(formatCode("const = 2")).rejects.toThrow(/Unexpected token/));
});
