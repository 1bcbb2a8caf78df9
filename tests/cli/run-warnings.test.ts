import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

/** ∂u/∂t = F·∇²u, F a bare number, hence without a range of its own. */
const spec = {
  version: 1,
  model: "custom",
  species: { u: {} },
  params: { F: 1 },
  equations: { u: "F*laplacian(u)" },
  grid: { shape: [2, 3] },
  initial: { kind: "expression", u: "x" },
  integrator: { method: "euler", dt: 0.01 },
  steps: 1,
};

async function run(F: object, csv: string) {
  const terminal = fakeTerminal();
  terminal.file("spec.json", { ...spec, parameters: { F: { file: "F.csv", ...F } } });
  terminal.file("F.csv", csv);
  return terminal.mfn("run", "spec.json", "--json");
}

describe("mfn run with a parameter from a file", () => {
  it("warns where a soft range is left, as of formulas", async () => {
    const { json } = await run({}, "1,1,3\n1,1,4\n");
    expect(json<{ warnings: string[] }>().warnings).toEqual([
      "parameters.F: expected a number in [0, 2]; F.csv gives 3 at x = 2, y = 0, outside the range of its slider",
    ]);
    expect((await run({}, "1,1,2\n1,1,0\n")).json<{ warnings: string[] }>().warnings).toEqual([]);
  });

  it("refuses a cell without a value after one outside the range", async () => {
    const { code, err } = await run({}, "1,1,3\n1,,1\n");
    expect(code).toBe(2);
    expect(err).toMatch(/At parameters\.F: .*F\.csv gives NaN at x = 1, y = 1/);
  });

  it("refuses values beyond 0 … 1 where low and high are given, even 0 and 1", async () => {
    const { code, err } = await run({ low: 0, high: 1 }, "1,1,2\n1,1,1\n");
    expect(code).toBe(2);
    expect(err).toMatch(/low and high stand for 0 and 1 in F\.csv, which holds 2; scale it, or leave low and high out/);
  });
});
