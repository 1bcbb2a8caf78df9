import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "vite";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { cellThread } from "../../cli/cell-thread";
import { createEngineHost } from "../../src/engine/host";
import { parseNotebook } from "../../src/notebook/parse";
import { runHeadless, type RanCell } from "../../src/notebook/run-headless";
import { servicesOf } from "../support/cell-host";

/** The script of the thread in which the command line runs cells, its language locked as in the page's. */
let folder = "";
const script = () => join(folder, "cell.mjs");

beforeAll(async () => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    ssr: { noExternal: true },
    build: { ssr: "workers/cell.node.ts", write: false, minify: false, rolldownOptions: { output: { format: "es", codeSplitting: false } } },
  });
  const [{ output }] = (Array.isArray(built) ? built : [built]) as [{ output: { code?: string }[] }];
  folder = await mkdtemp(join(tmpdir(), "mfn-cells-"));
  await writeFile(script(), output[0]!.code!);
}, 60_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

async function run(...sources: string[]): Promise<RanCell[]> {
  const text = sources.map((source) => `\`\`\`{code-cell} typescript\n${source}\n\`\`\``).join("\n\n");
  const thread = cellThread(servicesOf(createEngineHost()), pathToFileURL(script()));
  return runHeadless(parseNotebook(text).cells, thread);
}

const shown = (cells: readonly RanCell[]) =>
  cells.map(({ outputs }) =>
    outputs.map((output) =>
      output.kind === "text" ? output.text : output.kind === "number" ? output.value : output.kind === "error" ? output.message : output.kind,
    ),
  );

describe("a thread whose language is locked", () => {
  it("lets no cell change it", async () => {
    const refusal = [expect.stringMatching(/make a copy/)];
    expect(
      shown(
        await run(
          "Object.prototype.polluted = 1;",
          "Array.prototype.map = () => [];",
          "Math.max = () => 7;",
          "Reflect.getPrototypeOf(new Uint8Array(1)).fill = 1;",
          "[1, 2].map((n) => 2 * n).join()",
        ),
      ),
    ).toEqual([refusal, refusal, refusal, refusal, ["2,4"]]);
  });

  it("makes no code out of text", async () => {
    const refusal = [expect.stringMatching(/make code out of text/)];
    const made = ["(() => 1)", "(async () => 1)", "(function* () {})", "(async function* () {})"].map((of) => `${of}.constructor("return 1")()`);
    expect(shown(await run(...made))).toEqual(made.map(() => refusal));
  });

  it("still does what cells do all day", async () => {
    expect(
      shown(
        await run(
          'class Wrong extends Error { name = "Wrong" }\nconst e = new Wrong("so");\ne.message = "thus";\ne.name + e.message',
          'const o = { toString: () => "mine" };\no.valueOf = () => 3;\n`${o}`',
          "const f = () => 1;\nf.toString = () => 'f';\nString(f)",
          'const end = await simulate({ model: "gray-scott", grid: { shape: [16, 16] }, steps: 10 });\nend.step',
          'd3.csvParse("a,b\\n1,2").length + d3.mean([1, 2, 3])',
          "wavelength(end.fields.u).label",
          'regimes([...Array(40).fill(0), ...Array(40).fill(9)].map((v, i) => v + Math.sin(i)), { method: "pelt" }).changePoints.length',
        ),
      ),
    ).toEqual([["Wrongthus"], ["mine"], ["f"], [10], [3], ["Wavelength"], [1]]);
  });
});
