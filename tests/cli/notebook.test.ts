import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { main } from "../../cli/main";
import { terminal } from "../../cli/io";

const code = (source: string) => `\`\`\`{code-cell} typescript\n${source}\n\`\`\``;

/** A folder with a notebook in it, and the command line in that folder. */
function folder(text: string) {
  const cwd = mkdtempSync(join(tmpdir(), "mfn-notebook-"));
  writeFileSync(join(cwd, "n.md"), text);
  const run = async (...argv: string[]) => {
    let [out, err] = ["", ""];
    const io = { ...terminal(), cwd, interactive: false, out: (words: string) => void (out += words), err: (words: string) => void (err += words) };
    const rc = await main(["notebook", ...argv], io);
    return { rc, out, err };
  };
  return { cwd, run };
}

const scaled = `# Scaled\n\n${code('const F = slider("Feed", { min: 0, max: 1, value: 0.5 });')}\n\n${code("console.log('seen'); F * 100")}\n`;

describe("mfn notebook run", () => {
  it("runs all cells and prints what they show", async () => {
    const { run } = folder(scaled);
    const { rc, out } = await run("run", "n.md");
    expect(rc).toBe(0);
    expect(out).toMatch(/^Scaled\n\[1\] done, [\d.]+ s\n {4}Feed: 0.5\n\[2\] done, [\d.]+ s\n {4}seen\n {4}50\n$/);
  });

  it("sets controls by the names of their variables", async () => {
    const { run } = folder(scaled);
    const { rc, out } = await run("run", "n.md", "--set", "F=0.25", "--json");
    const json = JSON.parse(out) as { cells: { outputs: { value?: number }[] }[] };
    expect(rc).toBe(0);
    expect(json).toMatchObject({ title: "Scaled", controls: [{ name: "F", label: "Feed", value: 0.25 }], failed: [] });
    expect(json.cells[1]!.outputs[1]).toMatchObject({ kind: "number", value: 25 });
  });

  it.each(["ipynb", "html", "md"])("writes a file with outputs: .%s", async (ending) => {
    const { run, cwd } = folder(scaled);
    expect(await run("run", "n.md", "--set", "F=0.25", "--out", `o.${ending}`)).toMatchObject({ rc: 0 });
    const written = readFileSync(join(cwd, `o.${ending}`), "utf8");
    expect(written).toContain({ ipynb: '"25"', html: '<p class="number">25</p>', md: ':controls: {"F":0.25}' }[ending]!);
    if (ending !== "html") expect(await run("run", `o.${ending}`)).toMatchObject({ rc: 0, out: expect.stringContaining("    25\n") as string });
  });

  it("ends with 1 where a cell fails, and says which and why", async () => {
    const { run } = folder(`# F\n\n${code("const a = null.x;")}\n\n${code("a")}\n`);
    const { rc, err, out } = await run("run", "n.md");
    expect([rc, err]).toEqual([1, expect.stringMatching(/^mfn: n\.md: cells 1, 2 of 2 failed: TypeError: Cannot read properties of null/)]);
    expect(out).toContain("needs cell 1, which did not give its values");
  });

  it.each([
    [["run"], "takes 2 arguments"],
    [["walk", "n.md"], 'nothing called "walk"'],
    [["run", "none.md"], "none.md cannot be read"],
    [["run", "n.md", "--set", "G=1"], 'no control "G"; did you mean "F"?'],
    [["run", "n.md", "--set", "F=1000000"], "the control F does not take it and stands at"],
    [["run", "n.md", "--set", "F"], "--set expects NAME=VALUE"],
    [["run", "n.md", "--out", "o.pdf"], "ending in .ipynb, .html or .md"],
  ])("ends with 2 for what it cannot do: %j", async (argv, words) => {
    const { rc, err } = await folder(scaled).run(...argv);
    expect([rc, err]).toEqual([2, expect.stringContaining(words)]);
  });

  it("loads the samples, and from hosts only what was allowed", async () => {
    const text = `# L\n\n${code('(await load("samples/series/us-macro.csv")).table().length > 100')}\n\n${code('await load("https://example.org/a.csv")')}\n`;
    const { rc, out, err } = await folder(text).run("run", "n.md");
    expect([rc, err]).toEqual([1, expect.stringContaining("may not load from example.org; allow it with --allow example.org")]);
    expect(out).toContain("[1] done");
  });
});
