import { readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";
import { notebooks } from "../../notebooks/index";
import { createEngineHost } from "../../src/engine/host";
import type { ControlValue } from "../../src/notebook/cell-options";
import type { CellOutput, TableOutput } from "../../src/notebook/cell-output";
import { createKernel, type Kernel } from "../../src/notebook/kernel";
import { parseNotebook, type Cell } from "../../src/notebook/parse";
import { withControlValues } from "../../src/notebook/run-headless";
import { cellHostHere, servicesOf } from "../support/cell-host";

/** A notebook of which single cells are run, after those that they need. */
class Played {
  private readonly outputs = new Map<string, CellOutput[]>();
  private readonly kernel: Kernel;
  private readonly cells: Cell[];

  constructor(id: string) {
    this.cells = parseNotebook(notebooks.get(id).text).cells;
    const services = { ...servicesOf(createEngineHost()), load: sample };
    this.kernel = createKernel(
      (tell) => cellHostHere(services, tell),
      ({ cell, outputs }) => outputs && this.outputs.set(cell, outputs),
    );
  }

  /** What the one cell that holds these words gives, with controls set. */
  async cell(words: string, controls: Record<string, ControlValue> = {}): Promise<CellOutput[]> {
    const cells = withControlValues(this.cells, controls);
    const target = cells.find(({ kind, source }) => kind === "code" && source.includes(words))!;
    await this.kernel.run(cells, [target.id], "auto");
    return this.outputs.get(target.id)!;
  }

  async says(words: string, controls?: Record<string, ControlValue>): Promise<string> {
    const outputs = await this.cell(words, controls);
    return outputs.map((output) => (output.kind === "markdown" ? output.text : output.kind === "error" ? `error: ${output.message}` : "")).join("\n");
  }

  async table(words: string): Promise<TableOutput> {
    return (await this.cell(words)).find((output) => output.kind === "table")!;
  }
}

const sample = async (address: string) => ({
  name: address,
  bytes: new Uint8Array(await readFile(new URL(`../../public/${address}`, import.meta.url))),
});

describe("a tutorial's conclusion changes with its first control", () => {
  const conclusions: { id: string; words: string; says: RegExp; control: Record<string, ControlValue>; then: RegExp }[] = [
    {
      id: "membrane-potentials",
      words: "const heaviest =",
      says: /stands at −59\.6 mV.*weighs most is \*\*K⁺/,
      control: { state: "at the peak of a spike" },
      then: /stands at 42\.1 mV.*weighs most is \*\*Na⁺/,
    },
    {
      id: "image-dimension",
      words: "const otsu =",
      says: /Your choice and Otsu's agree/,
      control: { threshold: 0.01 },
      then: /Your choice gives another dimension.*measures the ground/,
    },
    {
      id: "federated-under-attack",
      words: "const failed =",
      says: /Uphill at least once went: mean\./,
      control: { attackers: 0 },
      then: /Every rule stepped downhill.*With nobody lying the mean is the best/,
    },
    {
      id: "market-regimes",
      words: "const winner =",
      says: /names most right: 96 %.*PELT, mean\*\* finds nothing/,
      control: { ratio: 1 },
      then: /nothing to find.*hidden Markov.*false alarm/,
    },
    {
      id: "early-warnings",
      words: "const alarm =",
      says: /\*\*Alarm\*\*.*a warning/,
      control: { story: "nothing changes" },
      then: /\*\*No alarm\*\*.*right/,
    },
    {
      id: "exploration",
      words: "const level =",
      says: /upper-confidence wins/,
      control: { goal: "to earn most in the last twenty episodes" },
      then: /epsilon-greedy comes first, but \*\*fractal-guided cannot be told apart/,
    },
  ];

  it.each(conclusions)("$id", async ({ id, words, says, control, then }) => {
    const played = new Played(id);
    expect(await played.says(words)).toMatch(says);
    expect(await played.says(words, control)).toMatch(then);
  });
});

describe("membrane-potentials", () => {
  it("gives the values of reference-values.md §4f, to the digits given there", async () => {
    const { rows } = await new Played("membrane-potentials").table("const checks =");
    const given = [-75.68, 54.94, -60.04, -59.58, -59.93, -62.27, 42.1];
    expect(rows.map((row) => row[2])).toEqual(given.map((value) => expect.closeTo(value, value === 42.1 ? 1 : 2) as number));
    expect(rows.every((row) => row[3])).toBe(true);
  });
});

describe("image-dimension", () => {
  it("gives the dimensions of reference-values.md §4a for the simple count", async () => {
    const { rows } = await new Played("image-dimension").table("const naive =");
    expect(rows.map((row) => Number(row[2]).toFixed(3))).toEqual(["1.585", "1.481", "1.532", "1.992", "1.585"]);
  });

  it("finds at the threshold of 0.03 what its text says: near 1.7, no one law, and clouds alike", async () => {
    const played = new Played("image-dimension");
    const [number] = (await played.cell("const otsu =", { threshold: 0.03 })).filter((output) => output.kind === "number");
    expect(number!.value).toBeGreaterThan(1.5);
    expect(number!.value).toBeLessThan(1.8);
    expect(number!.note).toMatch(/do not follow one power law/);
    expect(await played.says("const cloud =", { threshold: 0.03 })).toMatch(/clouds of the same spectrum give 1\.4\d, which cannot be told from it/);
  });

  it("and those of noise by density and by boxes", async () => {
    const { rows } = await new Played("image-dimension").table("const densities =");
    expect(rows.map((row) => row.map((value) => Number(Number(value).toFixed(3))))).toEqual([
      [50, 1.691, 1.929, 2],
      [10, expect.closeTo(0.879, 2), 1.692, 2],
      [1, 0.138, 1.214, 2],
    ]);
  });
});

describe("early-warnings", () => {
  it("finds the fold where the slope of c(x) = (1 − x/10)(1 + x²)/x vanishes", async () => {
    // c′ = 1 − 1/x² − x/5 = 0 is x³ − 5x² + 5 = 0; bisection on the upper branch.
    let [low, high] = [4, 5];
    for (let i = 0; i < 60; i++) {
      const x = (low + high) / 2;
      if (x ** 3 - 5 * x ** 2 + 5 > 0) high = x;
      else low = x;
    }
    const { caption } = await new Played("early-warnings").table("const fold =");
    expect(caption).toContain((((1 - low / 10) * (1 + low * low)) / low).toFixed(3));
  });
});
