import { describe, expect, it } from "vitest";
import { fakeTerminal } from "../support/cli";

const { mfn } = fakeTerminal({ packageRoot: process.cwd() });

describe("mfn learn", () => {
  it("runs an experiment with options of one's own and prints its numbers", async () => {
    const { code, out } = await mfn("learn", "federation", "--set", "rule=median", "--set", "rounds=3", "--json");
    expect(code).toBe(0);
    const json = JSON.parse(out) as { experiment: string; options: Record<string, unknown>; facts: { name: string }[]; pictures: unknown[] };
    expect(json.options).toMatchObject({ rule: "median", rounds: 3, clients: 20 });
    expect(json.facts.map(({ name }) => name)).toContain("held-out accuracy");
    expect(json.pictures.length).toBeGreaterThan(0);
  });

  it("names the experiments there are, and what an option may be", async () => {
    const unknown = await mfn("learn", "federtion");
    expect([unknown.code, unknown.err]).toEqual([2, expect.stringContaining('did you mean "federation"')]);
    const bad = await mfn("learn", "federation", "--set", "rule=krumm");
    expect([bad.code, bad.err]).toEqual([2, expect.stringContaining("krum")]);
    const intolerable = await mfn("learn", "federation", "--set", "reckoned=15");
    expect([intolerable.code, intolerable.err]).toEqual([2, expect.stringContaining("tolerates 8")]);
  });
});
