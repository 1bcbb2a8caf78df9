import { describe, expect, it } from "vitest";
import { commands } from "../../cli/commands/index";
import { concentrationOf } from "../../src/core/membrane/concentration";
import { fakeTerminal } from "../support/cli";

describe("every command", () => {
  it.each([...commands].map((command) => [command.id, command] as const))("%s is explained with an example that names it", async (id, command) => {
    const { code, out } = await fakeTerminal().mfn("help", id);
    expect(code).toBe(0);
    expect(out).toContain(command.title);
    expect(out).toContain(command.example);
    expect(command.example.startsWith(`mfn ${id}`)).toBe(true);
    for (const [name, option] of Object.entries(command.options)) {
      expect(out).toContain(`--${name}`);
      expect(option.help).toMatch(/\.$/);
    }
    expect((await fakeTerminal().mfn(id, "--help")).out).toBe(out);
  });
  it("is listed by mfn alone", async () => {
    const { code, out } = await fakeTerminal().mfn();
    expect(code).toBe(0);
    for (const id of commands.ids) expect(out).toContain(`  ${id} `);
    const { json } = await fakeTerminal().mfn("help", "--json");
    expect(json<{ id: string }[]>().map(({ id }) => id)).toEqual(commands.ids);
  });
});

describe("a command line that cannot be understood", () => {
  const cases: [string[], RegExp][] = [
    [["rum"], /there is no command "rum"; did you mean "run"\?/],
    [["run"], /mfn run: it takes 1 argument, got 0\. Usage: mfn run SPEC\.json/],
    [["run", "a.json", "b.json"], /it takes 1 argument, got 2/],
    [["run", "a.json", "--jsn"], /there is no option --jsn; did you mean --json\?/],
    [["run", "a.json", "--out"], /--out needs a value: --out F\.npz/],
    [["models", "--json=yes"], /--json takes no value/],
    [["ion", "gkh"], /there is no calculator "gkh"; did you mean "ghk"\?/],
    [["ion", "nernst", "--z", "1"], /nernst needs --out/],
    [["help", "mesure"], /did you mean "measure"\?/],
    [["run", "missing.json"], /missing\.json cannot be read: there is no such file or folder; check the path/],
    [["nosuch"], /there is no command "nosuch"; known: models, run,/],
    [["bench", "--only", "nosuch"], /no benchmark's name contains "nosuch"; there are /],
    [["bench", "--baseline", "missing.json"], /missing\.json cannot be read/],
    [["bench", "--rounds", "0"], /--rounds expects a whole number from 1/],
    [["run", "."], /\. cannot be read: it is a folder; name a file in it/],
  ];
  it.each([
    ["{", /base\.json, line 1, column 2: this is not JSON/],
    ['[{"name":"x"}]', /base\.json is no baseline/],
  ])("refuses %s as a baseline before it measures anything", async (text, words) => {
    const terminal = fakeTerminal();
    terminal.file("base.json", text);
    const { code, err } = await terminal.mfn("bench", "--baseline", "base.json");
    expect(code).toBe(2);
    expect(err).toMatch(words);
    expect(err).toMatch(/^mfn: [^\n]*\n$/);
  });
  it.each(cases)("mfn %j exits 2 with one line on standard error", async (argv, words) => {
    const { code, out, err } = await fakeTerminal().mfn(...argv);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toMatch(words);
    expect(err).toMatch(/^mfn: [^\n]*\n$/);
  });
});

describe("mfn ion nernst", () => {
  it("gives the potassium potential of a mammalian cell, −89 mV", async () => {
    const { code, json } = await fakeTerminal().mfn("ion", "nernst", "--z", "1", "--out", "5mM", "--in", "140mM", "--celsius", "37", "--json");
    expect(code).toBe(0);
    const { potentialMillivolts } = json<{ potentialMillivolts: number }>();
    const byHand = ((1000 * 8.31446261815324 * 310.15) / 96485.33212331) * Math.log(5 / 140);
    expect(potentialMillivolts).toBeCloseTo(byHand, 9);
  });
  it("takes a negative charge after --z, as one writes it", async () => {
    const positive = await fakeTerminal().mfn("ion", "nernst", "--z", "1", "--out", "120mM", "--in", "4mM", "--json");
    const negative = await fakeTerminal().mfn("ion", "nernst", "--z", "-1", "--out", "120mM", "--in", "4mM", "--json");
    expect(negative.json<{ potentialMillivolts: number }>().potentialMillivolts).toBe(
      -positive.json<{ potentialMillivolts: number }>().potentialMillivolts,
    );
  });
  it.each([
    [["--z", "0", "--out", "5mM", "--in", "140mM"], /At z:/],
    [["--z", "1.5", "--out", "5mM", "--in", "140mM"], /At z:/],
    [["--z", "1", "--out", "5 kM", "--in", "140mM"], /At out: expected a concentration such as 5mM/],
    [["--z", "1", "--out", "5mM", "--in", "-3mM"], /At in: expected a concentration above 0/],
    [["--z", "1", "--out", "5mM", "--in", "1mM", "--celsius", "-300"], /At celsius: expected a temperature above −273\.15/],
  ])("refuses %j", async (argv, words) => {
    const { code, err } = await fakeTerminal().mfn("ion", "nernst", ...argv);
    expect(code).toBe(2);
    expect(err).toMatch(words);
  });
  it("reads concentrations in every unit as mol per litre", () => {
    expect(
      ["5mM", "5 mM", "5000uM", "5000µM", "5000μM", "5e6nM", "0.005", "0.005M", "5 mmol/L"].map((text) => concentrationOf(text, ["out"])),
    ).toEqual(Array(9).fill(0.005));
  });
});
