import { describe, expect, it } from "vitest";
import { createEngineHost } from "../../src/engine/host";
import { createCellApi, type CellApi } from "../../src/notebook/api/index";
import type { ControlValue } from "../../src/notebook/cell-options";
import type { CellOutput } from "../../src/notebook/cell-output";
import { readOutput } from "../../src/notebook/check-output";
import { chosenFile } from "../../src/notebook/api/chosen-file";
import { fileAddress, fromBase64 } from "../../src/notebook/file-address";
import { servicesOf } from "../support/cell-host";

/** The API as one cell has it, with what it shows and how far it says it has come. */
function cell({ controls = {}, name = null }: { controls?: Record<string, ControlValue>; name?: string | null } = {}) {
  const outputs: CellOutput[] = [];
  const history: CellOutput[] = [];
  const shares: number[] = [];
  const put = (output: CellOutput | null) => {
    const at = output ? outputs.push(output) - 1 : 0;
    if (output) history.push(output);
    return (newer: CellOutput) => void history.push((outputs[at] = newer));
  };
  const services = { ...servicesOf(createEngineHost()), load: async () => ({ name: "a.csv", bytes: new TextEncoder().encode("t;v\n1;2,5\n2;\n") }) };
  const api: CellApi = createCellApi({ services, put, progress: (share) => shares.push(share), controls, takeName: () => name });
  return { api, outputs, history, shares };
}

describe("controls", () => {
  it("have their default until another value is kept, under the name of their variable", () => {
    const range = { min: 0, max: 0.1, step: 0.001, value: 0.037 };
    expect(cell({ name: "F" }).api.slider("Feed rate", range)).toBe(0.037);
    const moved = cell({ name: "F", controls: { F: 0.05 } });
    expect(moved.api.slider("Feed rate", range)).toBe(0.05);
    expect(moved.outputs).toEqual([
      { kind: "control", name: "F", label: "Feed rate", control: "slider", value: 0.05, min: 0, max: 0.1, step: 0.001, unit: "", help: "" },
    ]);
  });

  it("never take a value that they could not have been moved to", () => {
    expect(cell({ name: "F", controls: { F: 7 } }).api.slider("F", { min: 0, max: 1 })).toBe(1);
    expect(cell({ name: "F", controls: { F: "high" } }).api.slider("F", { min: 0, max: 1, value: 0.5 })).toBe(0.5);
    expect(cell({ name: "m", controls: { m: "d" } }).api.choice("Model", ["a", "b"])).toBe("a");
    expect(cell({ name: "on", controls: { on: 1 } }).api.checkbox("On")).toBe(false);
    expect(cell({ name: "x", controls: JSON.parse('{"__proto__": 1}') as Record<string, number> }).api.textInput("Name", { value: "n" })).toBe("n");
  });

  it("say what is wrong with them", () => {
    expect(() => cell().api.slider("F", { min: 1, max: 1 })).toThrow('slider "F": min must lie below max, got 1 and 1');
    expect(() => cell().api.choice("Model", [])).toThrow(/nothing to choose from/);
  });

  it("hold files, name and all", () => {
    const address = fileAddress("réseau, été.csv", new TextEncoder().encode("a,b\n1,x\n"), "text/csv");
    const file = cell({ name: "data", controls: { data: address } }).api.fileInput("Data")!;
    expect([file.name, file.text(), file.table()]).toEqual(["réseau, été.csv", "a,b\n1,x\n", [{ a: 1, b: "x" }]]);
    expect(cell({ name: "data", controls: { data: "javascript:alert(1)" } }).api.fileInput("Data")).toBeNull();
  });
});

describe("questions", () => {
  it("know the right option by its words or its place", () => {
    const { api, outputs } = cell();
    const asked = { ask: "Which?", options: ["a", "b"], why: "So." };
    api.question({ ...asked, answer: "b" });
    api.question({ ...asked, answer: 1 });
    expect(outputs[0]).toEqual({ kind: "question", ...asked, answer: 1 });
    expect(outputs[1]).toEqual(outputs[0]);
    expect(() => api.question({ ...asked, answer: "c" })).toThrow(/"c" is none of the options: "a", "b"/);
  });
});

describe("simulations", () => {
  const spec = { model: "gray-scott", grid: { shape: [16, 16] as [number, number] }, steps: 50, seed: 3 };

  it("are drawn while they run, and tell how far they have come", async () => {
    const { api, outputs, history, shares } = cell();
    const end = await api.simulate(spec, { show: "v" });
    expect(outputs).toHaveLength(1);
    expect(history.length).toBeGreaterThan(10);
    expect(outputs[0]).toMatchObject({ kind: "heat", title: `v at t = ${end.time}` });
    expect(shares.every((share, i) => share > (shares[i - 1] ?? 0) && share < 1)).toBe(true);
  });

  it("keep states along the way, of which the last is the end", async () => {
    const { fields, frames } = await cell().api.simulate(spec, { frames: 4 });
    expect(frames.map(({ step }) => step)).toEqual([13, 25, 38, 50]);
    expect(frames.at(-1)!.fields["v"]!.values).toEqual(fields["v"]!.values);
    expect(Object.values(cell().api.features(frames.map((frame) => frame.fields["v"]!)))).toHaveLength(18);
  });

  it("name the fields there are when another is asked for", async () => {
    await expect(cell().api.simulate(spec, { show: "w" })).rejects.toThrow('there is no field "w"; this run has u, v');
  });

  it("are swept over all combinations, in order, as `mfn sweep` measures them", async () => {
    const { api, shares } = cell();
    const rows = await api.sweep({ ...spec, steps: 20 }, { F: [0.03, 0.04], k: [0.06, 0.062] }, { measure: ["regime", "mean"] });
    expect(rows.map(({ F, k }) => [F, k])).toEqual([
      [0.03, 0.06],
      [0.03, 0.062],
      [0.04, 0.06],
      [0.04, 0.062],
    ]);
    expect(rows.every(({ regime, mean }) => typeof regime === "string" && typeof mean === "number")).toBe(true);
    expect(shares).toEqual([0.25, 0.5, 0.75, 1]);
  });
});

describe("series and ions", () => {
  const { api } = cell();

  it("find the change of a series that has one", () => {
    const made = api.generate("steps-in-noise", { seed: 5 });
    expect(made.values.length).toBe(made.truth.length);
    const found = api.regimes(
      [...Array<number>(60).fill(0), ...Array<number>(60).fill(5)].map((v, i) => v + 0.1 * Math.sin(7 * i)),
      { method: "pelt" },
    );
    expect(found.changePoints).toEqual([60]);
  });

  it("measure a series by the name that the command line has for it", () => {
    const walk = Array.from(
      { length: 600 },
      (
        (sum) => (_: unknown, i: number) =>
          (sum += Math.sin(i * i))
      )(0),
    );
    expect(api.series(walk, "dfa(order=2)")).toMatchObject({ label: expect.any(String), value: expect.any(Number) });
    expect(() => api.series(walk, "dfaa")).toThrow(/dfa/);
  });

  it("give the Nernst potential of potassium: RT/F · ln(5/140) at 37 °C", () => {
    expect(api.nernst({ z: 1, out: "5 mM", in: "140 mM" }).value).toBeCloseTo(
      ((8.31446261815324 * 310.15) / 96485.33212331001) * Math.log(5 / 140) * 1000,
      9,
    );
  });
});

describe("data", () => {
  it("is loaded as bytes, text or rows", async () => {
    const file = await cell().api.load("samples/a.csv");
    expect([file.name, file.table()]).toEqual([
      "a.csv",
      [
        { t: 1, v: "2,5" },
        { t: 2, v: null },
      ],
    ]);
  });

  it("is offered as a file: rows as CSV, anything else as JSON", () => {
    const { api, outputs } = cell();
    api.save("rows.csv", [
      { a: 1, b: 'say "x", y' },
      { a: NaN, c: null },
    ]);
    api.save("../up.json", { list: new Float64Array([1, 2]) });
    const content = outputs.map((output) => (output.kind === "file" ? [output.name, atob(output.content)] : []));
    expect(content).toEqual([
      ["rows.csv", 'a,b,c\n1,"say ""x"", y",\n,,\n'],
      ["..-up.json", '{\n  "list": [\n    1,\n    2\n  ]\n}\n'],
    ]);
  });
});

describe("a field that is saved", () => {
  it("as NPY comes back as it was", () => {
    const { api, outputs } = cell();
    const field = { shape: [2, 3], values: new Float32Array([1, 2.5, NaN, -1, 0, 1e-9]) };
    api.save("v.npy", field);
    api.save("x.npy", [1, 2, 3]);
    const [saved, numbers] = outputs.map((output) => (output.kind === "file" ? fromBase64(output.content) : new Uint8Array()));
    expect(chosenFile("v.npy", saved!).field()).toMatchObject(field);
    expect([...numbers!.subarray(-8)]).toEqual([...new Uint8Array(new Float64Array([3]).buffer)]);
  });
});

describe("Plot", () => {
  const { Plot } = cell().api;
  const rows = [
    { x: 1, y: 2, secret: () => 1 },
    { x: 2, y: 3, secret: () => 2 },
  ];

  it("describes a drawing: functions of a row are computed, row by row", () => {
    const picture = Plot.plot({
      title: "Two dots",
      marks: [Plot["dot"]!(rows, { x: "x", y: (row: { y: number }) => 10 * row.y }), null, [Plot["ruleY"]!([0])]],
    });
    expect(picture.output).toEqual({
      kind: "plot",
      title: "Two dots",
      plot: {
        call: "plot",
        args: [
          {
            marks: [
              {
                call: "dot",
                args: [
                  [
                    { x: 1, y: 2 },
                    { x: 2, y: 3 },
                  ],
                  { x: "x", y: [20, 30] },
                ],
              },
              { call: "ruleY", args: [[0]] },
            ],
          },
        ],
      },
    });
    expect(readOutput(picture.output)).toEqual(picture.output);
  });

  it("takes transforms, and leaves links out", () => {
    const picture = Plot.plot({
      marks: [Plot["rectY"]!(rows, Plot["binX"]!({ y: "count" }, { x: (row: { x: number }) => row.x, href: "javascript:alert(1)" }))],
    });
    expect(JSON.stringify(picture.output)).not.toContain("javascript");
    expect(picture.output).toMatchObject({
      plot: { args: [{ marks: [{ args: [rows.map(({ x, y }) => ({ x, y })), { call: "binX", args: [{ y: "count" }, { x: [1, 2] }] }] }] }] },
    });
  });

  it("says what cannot be given", () => {
    expect(() => Plot.plot({ x: { tickFormat: () => "" } })).toThrow("tickFormat cannot be a function here");
    expect(() => Plot["dot"]!(Array(60_000).fill(0))).toThrow(/60000 rows are too many/);
  });
});
