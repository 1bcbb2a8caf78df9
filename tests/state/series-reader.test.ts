import { zipSync } from "fflate";
import { describe, expect, it } from "vitest";
import { bytesAsSource } from "../../src/connectors/byte-source";
import type { Imported, Reading } from "../../src/connectors/connector";
import { choiceIn, readSource } from "../../src/connectors/index";
import { WorkbenchError } from "../../src/core/errors";
import type { SeriesInput } from "../../src/state/regimes-slice";
import { seriesReader } from "../../src/state/series-reader";
import { npyBytes } from "../support/npy-bytes";
import { fakeWorkbench } from "../support/workbench";

const encode = (text: string) => new TextEncoder().encode(text);
const reads = {
  importFile: async (name: string, file: Uint8Array | Blob, wanted: "array" | "table", _?: AbortSignal, reading?: Reading): Promise<Imported> =>
    readSource(name, bytesAsSource(file as Uint8Array), wanted, reading),
  lookIntoFile: (name: string, file: Uint8Array | Blob, reading: Reading) => choiceIn(name, bytesAsSource(file as Uint8Array), reading),
};

const misread = encode("1,5\n2,5\n3,5\n");
const words = encode("a|b\nx|y\n");

describe("the reader of series", () => {
  it("reads the file that is kept anew, as a person decides", async () => {
    const shown: (SeriesInput | null)[] = [];
    const reader = seriesReader(reads, (input) => shown.push(input));
    expect([...(await reader.open("t.csv", misread))!.values.keys()]).toEqual(["column 1", "column 2"]);
    expect(shown.at(-1)).toMatchObject({ name: "t.csv", size: 12, reading: {}, state: { kind: "open" }, choice: { layout: { delimiter: "," } } });
    const again = await reader.readAnew({ layout: { delimiter: ";", decimal: "," } });
    expect([...again!.values.values()].map((values) => [...values])).toEqual([[1.5, 2.5, 3.5]]);
    expect(shown.at(-1)).toMatchObject({ state: { kind: "open" }, choice: { layout: { delimiter: ";" }, found: { delimiter: "," } } });
  });

  it("shows what can be decided also of a file that cannot be read, and goes back to the open one", async () => {
    const shown: (SeriesInput | null)[] = [];
    const reader = seriesReader(reads, (input) => shown.push(input));
    await reader.open("t.csv", misread);
    await expect(reader.open("words.csv", words)).rejects.toThrow(/no column of numbers/);
    expect(shown.at(-1)).toMatchObject({ name: "words.csv", state: { kind: "failed" }, choice: { kind: "layout" } });
    await expect(reader.readAnew({ layout: { delimiter: "|" } })).rejects.toThrow(/no column of numbers was found with bars/);
    expect(shown.at(-1)).toMatchObject({ state: { kind: "failed" }, choice: { titles: ["column 1", "column 2"] } });
    reader.cancel();
    expect(shown.at(-1)).toMatchObject({ name: "t.csv", state: { kind: "open" } });
  });

  it("tells how far it is, and ends a reading that is cancelled or overtaken", async () => {
    const shown: (SeriesInput | null)[] = [];
    const signals: AbortSignal[] = [];
    let progress: ((share: number) => void) | undefined;
    let finish: (table: Imported) => void = () => undefined;
    const reader = seriesReader(
      {
        importFile: (_name, _file, _wanted, signal, how) => {
          signals.push(signal!);
          progress = how?.onProgress;
          return new Promise((resolve, reject) => {
            finish = resolve;
            signal!.addEventListener("abort", () => reject(new WorkbenchError("run/cancelled", [], "ended")));
          });
        },
        lookIntoFile: () => Promise.resolve(null),
      },
      (input) => shown.push(input),
    );
    const first = reader.open("a.csv", misread);
    progress!(0.25);
    expect(shown.at(-1)!.state).toEqual({ kind: "reading", share: 0.25 });
    const second = reader.open("b.csv", misread);
    expect(await first).toBeNull();
    expect(signals[0]!.aborted).toBe(true);
    finish({ kind: "table", name: "b.csv", columns: [{ name: "a", values: new Float64Array([1]) }], labels: null, warnings: [] });
    expect((await second)!.facts).toMatchObject({ name: "b.csv", rows: 1 });
    const third = reader.open("c.csv", misread);
    reader.cancel();
    expect(await third).toBeNull();
    expect(shown.at(-1)).toMatchObject({ name: "b.csv", state: { kind: "open" } });
  });
});

describe("the Regimes room with a file that was misread", () => {
  const room = () => {
    const { store } = fakeWorkbench(reads);
    return { ...store.getState(), regimes: () => store.getState().regimes };
  };

  it("changes one decision at a time, keeps the others, and drops them all at once", async () => {
    const { openSeriesFile, changeReading, resetReading, regimes } = room();
    await openSeriesFile("t.csv", misread);
    expect(regimes().values).toEqual([1, 2, 3]);
    await changeReading({ layout: { delimiter: ";" } });
    await changeReading({ layout: { header: false } });
    expect(regimes()).toMatchObject({ values: [1.5, 2.5, 3.5], input: { reading: { layout: { delimiter: ";", header: false } } }, problem: null });
    await resetReading();
    expect(regimes()).toMatchObject({ values: [1, 2, 3], input: { reading: {} } });
  });

  it("loses nothing that is open when a decision leads nowhere", async () => {
    const { openSeriesFile, changeReading, cancelSeriesFile, regimes } = room();
    await openSeriesFile("t.csv", encode("day;x\nmonday;1\ntuesday;2\n"));
    const { table, values } = regimes();
    await changeReading({ layout: { delimiter: "|" } });
    expect(regimes()).toMatchObject({ problem: { code: "data/empty" }, input: { state: { kind: "failed" } } });
    expect(regimes().table).toBe(table);
    expect(regimes().values).toBe(values);
    await changeReading({ layout: { delimiter: ";" } });
    expect(regimes()).toMatchObject({ problem: null, table: { labels: ["monday", "tuesday"] } });
    await openSeriesFile("words.csv", words);
    cancelSeriesFile();
    expect(regimes()).toMatchObject({ problem: null, input: { name: "t.csv", state: { kind: "open" } } });
  });

  it("gives columns of one name two names, and tells of years that run backwards", async () => {
    const { openSeriesFile, regimes } = room();
    await openSeriesFile("t.csv", encode("year,close,close\n2002,1,4\n2001,2,5\n2000,3,6\n"));
    expect(regimes()).toMatchObject({
      column: "close",
      table: { columns: [{ name: "close" }, { name: "close (2)" }], labels: ["2002", "2001", "2000"] },
    });
    expect(regimes().table!.warnings.join()).toMatch(/"year" runs backwards/);
  });
});

describe("the Measure room with an archive", () => {
  const plane = npyBytes(
    { descr: "<f8", shape: "(4, 4)" },
    Float64Array.from({ length: 16 }, (_, i) => i % 3),
  );
  const line = npyBytes({ descr: "<f8", shape: "(3,)" }, new Float64Array([1, 2, 3]));
  const archive = zipSync({ "times.npy": line, "u.npy": plane });

  it("lets one choose another array, also where the first is no image", async () => {
    const { store } = fakeWorkbench(reads);
    const { openImage, readImageAnew } = store.getState();
    expect(await openImage("a.npz", () => Promise.resolve(archive))).toBe(false);
    expect(store.getState().measure).toMatchObject({ image: null, choice: { of: { arrays: ["times", "u"], array: "times" }, failed: true } });
    void readImageAnew({ array: "u" });
    await expect.poll(() => store.getState().measure).toMatchObject({ image: { shape: [4, 4] }, choice: { of: { array: "u" }, failed: false } });
    void openImage("b.npy", () => Promise.resolve(plane));
    await expect.poll(() => store.getState().measure.choice).toBeNull();
  });

  it("reads a matrix of numbers anew in the layout that a person decides, and goes back to what is found", async () => {
    const { store } = fakeWorkbench(reads);
    const { openImage, readImageAnew } = store.getState();
    // Two columns of whole numbers, or one of decimal commas: both can be meant.
    const text = new TextEncoder().encode(Array.from({ length: 12 }, (_, i) => `${i},${i % 5}`).join("\n"));
    void openImage("m.csv", () => Promise.resolve(text));
    await expect.poll(() => store.getState().measure).toMatchObject({ image: { shape: [12, 2] }, choice: { of: { kind: "layout" }, failed: false } });
    void readImageAnew({ layout: { delimiter: ";", decimal: "," } });
    await expect.poll(() => store.getState().measure).toMatchObject({ choice: { decided: { layout: { delimiter: ";", decimal: "," } } } });
    void readImageAnew({});
    await expect.poll(() => store.getState().measure).toMatchObject({ image: { shape: [12, 2] }, choice: { decided: {} } });
  });
});
