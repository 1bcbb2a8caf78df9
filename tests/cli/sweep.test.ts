import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { parquetReadObjects, parquetMetadata } from "hyparquet";
import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

const sweep = {
  version: 1,
  base: { version: 1, model: "gray-scott", grid: { shape: [16, 16] }, steps: 20 },
  parameters: [
    { name: "parameters.F", from: 0.02, to: 0.06, count: 3 },
    { name: "parameters.k", values: [0.055, 0.06] },
  ],
  measure: ["regime", "mean", "std", "wavelength"],
};

interface Printed {
  runs: number;
  resumed: number;
  failed: number;
  regimes: Record<string, number>;
  rows: { values: number[]; numbers: Record<string, number> }[];
}

describe("mfn sweep", () => {
  it("prints one row a run, the same ones on any number of threads", async () => {
    const { file, mfn } = fakeTerminal();
    file("sweep.json", sweep);
    const [one, three] = [await mfn("sweep", "sweep.json", "--threads", "1", "--json"), await mfn("sweep", "sweep.json", "--threads", "3", "--json")];
    expect(one.code).toBe(0);
    expect(one.json<Printed>()).toMatchObject({ runs: 6, failed: 0 });
    expect(one.json<Printed>().rows.map(({ values }) => values)).toEqual([[0.02, 0.055], [0.02, 0.06], [0.04, 0.055], [0.04, 0.06], [0.06, 0.055], [0.06, 0.06]]); // prettier-ignore
    expect(three.json<Printed>().rows).toEqual(one.json<Printed>().rows);
  });

  it("agrees with mfn run at a point", async () => {
    const { file, mfn } = fakeTerminal();
    file("sweep.json", sweep);
    file("spec.json", { ...sweep.base, parameters: { F: 0.04, k: 0.06 } });
    const { rows } = (await mfn("sweep", "sweep.json", "--json")).json<Printed>();
    const run = (await mfn("run", "spec.json", "--json")).json<{ fields: { v: { mean: number; std: number } }; specHash: string }>();
    expect(rows[3]).toMatchObject({ specHash: run.specHash, numbers: { std: run.fields.v.std } });
    expect(rows[3]!.numbers["mean"]).toBe(run.fields.v.mean);
  });

  it("writes Parquet and CSV that carry the sweep, which runs again from them", async () => {
    const { file, mfn, folder } = fakeTerminal();
    file("sweep.json", sweep);
    expect((await mfn("sweep", "sweep.json", "--out", "rows.parquet")).code).toBe(0);
    const bytes = readFileSync(join(folder, "rows.parquet"));
    const buffer = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const rows = (await parquetReadObjects({ file: buffer })) as Record<string, unknown>[];
    expect(rows).toHaveLength(6);
    expect(rows[3]).toMatchObject({ run: 3, "parameters.F": 0.04, "parameters.k": 0.06 });
    const kept = parquetMetadata(buffer).key_value_metadata!.find(({ key }) => key === "sweep")!.value!;
    writeFileSync(join(folder, "again.json"), kept);
    expect((await mfn("sweep", "again.json", "--out", "rows.csv")).code).toBe(0);
    const lines = readFileSync(join(folder, "rows.csv"), "utf8").split("\n");
    expect(lines.find((line) => line.startsWith("run,"))).toBe(
      "run,parameters.F,parameters.k,seed,steps,regime,mean,std,wavelength,reason,spec-hash",
    );
    expect(lines.find((line) => line.startsWith("3,0.04,0.06"))).toContain(String(rows[3]!["mean"]));
    expect(existsSync(join(folder, "rows.parquet.journal"))).toBe(false);
  });

  it("goes on from the journal of a sweep that was broken off, torn last line or not", async () => {
    const { file, mfn, folder } = fakeTerminal();
    file("sweep.json", sweep);
    const whole = (await mfn("sweep", "sweep.json", "--json")).json<Printed & { sweep: object; sweepHash: string }>();
    const told = { ...whole.rows[2]!, numbers: { ...whole.rows[2]!.numbers, mean: 12345 } };
    file("rows.csv.journal", `${JSON.stringify({ sweepHash: whole.sweepHash })}\n${JSON.stringify(told)}\n{"index":4,"val`);
    const refused = await mfn("sweep", "sweep.json", "--out", "rows.csv");
    expect(refused.code).toBe(2);
    expect(refused.err).toMatch(/holds 1 rows of a sweep that was broken off; go on with --resume/);
    const resumed = await mfn("sweep", "sweep.json", "--out", "rows.csv", "--resume", "--json");
    expect(resumed.json<Printed>()).toMatchObject({ runs: 6, resumed: 1 });
    expect(readFileSync(join(folder, "rows.csv"), "utf8")).toContain("12345");
    file("rows.csv.journal", `${JSON.stringify({ sweepHash: "other" })}\n`);
    expect((await mfn("sweep", "sweep.json", "--out", "rows.csv", "--resume")).err).toMatch(/is of another sweep/);
  });

  it("of 500 runs has each row on disk as it ends", async () => {
    const { file, mfn, folder } = fakeTerminal();
    file("sweep.json", { ...sweep, base: { ...sweep.base, grid: { shape: [4, 4] }, steps: 1 }, parameters: [{ name: "parameters.F", from: 0.01, to: 0.1, count: 500, scale: "log" }], measure: ["mean"] }); // prettier-ignore
    const going = mfn("sweep", "sweep.json", "--out", "rows.parquet", "--threads", "2", "--json");
    const lines = () =>
      existsSync(join(folder, "rows.parquet.journal")) ? readFileSync(join(folder, "rows.parquet.journal"), "utf8").split("\n").length - 2 : 0;
    await expect.poll(lines, { interval: 2 }).toBeGreaterThan(10);
    expect(existsSync(join(folder, "rows.parquet"))).toBe(false);
    expect((await going).json<Printed>()).toMatchObject({ runs: 500, failed: 0 });
    expect(existsSync(join(folder, "rows.parquet"))).toBe(true);
  });

  it("keeps a run that blows up as a row with its reason", async () => {
    const { file, mfn } = fakeTerminal();
    const base = {
      version: 1,
      model: "custom",
      species: { u: {} },
      params: { a: 1 },
      equations: { u: "a*u^2" },
      grid: { shape: [4, 4] },
      initial: { kind: "expression", u: "1" },
      integrator: { method: "euler", dt: 0.1 },
      steps: 60,
    };
    file("sweep.json", { version: 1, base, parameters: [{ name: "parameters.a", values: [0, 5] }], measure: ["mean"] });
    const { code, json } = await mfn("sweep", "sweep.json", "--json");
    expect(code).toBe(0);
    expect(json<Printed>()).toMatchObject({
      failed: 1,
      regimes: { homogeneous: 1, "blown-up": 1 },
      rows: [
        { reason: null, numbers: { mean: 1 } },
        { regime: "blown-up", numbers: { mean: null } },
      ],
    });
  });

  it("refuses what it cannot write or read with exit 2 and one line", async () => {
    const { file, mfn } = fakeTerminal();
    file("sweep.json", sweep);
    file("bad.json", { ...sweep, parameters: [{ name: "parameters.G", from: 0, to: 1 }] });
    for (const [argv, words] of [
      [["sweep.json", "--out", "rows.xlsx"], /ending in .parquet or .csv/],
      [["sweep.json", "--resume"], /name that file with --out/],
      [["bad.json"], /the base has no value "parameters.G"/],
      [["sweep.json", "--threads", "0"], /--threads expects a whole number/],
    ] as const) {
      const { code, err } = await mfn("sweep", ...argv);
      expect(code).toBe(2);
      expect(err.trim()).toMatch(words);
      expect(err.trim().split("\n")).toHaveLength(1);
    }
  });
});
