import { describe, expect, it } from "vitest";
import { say } from "../support/say-cells";

describe("moving the first control changes what a tutorial concludes", () => {
  it("getting-started: the pattern dies, makes spots or stripes", async () => {
    const of = async (F: number) => (await say("getting-started", { F }, "const conclusion")).sentences;
    expect(await of(0.022)).toMatch(/dies/);
    expect(await of(0.03)).toMatch(/there are spots/);
    expect(await of(0.054)).toMatch(/there are stripes/);
  });

  it("turing-patterns: no wave grows below the critical ratio 8.5676", async () => {
    const of = async (d: number) => (await say("turing-patterns", { d }, "no wave grows")).sentences;
    expect(await of(8.5)).toMatch(/no wave grows/);
    expect(await of(9)).toMatch(/should lie/);
    expect(await of(10)).toMatch(/should lie 11\.1 units apart.*k from 0\.447 to 0\.707/s); // reference-values.md §4e
  });

  it("mfn-model: the published equations cannot, the corrected ones do", async () => {
    const of = (which: string) => say("mfn-model", { which }, "const bracket", "const largest", "const factor");
    const published = await of("as published");
    // mfn-model.md F1: trace -0.01, determinant 0, D_h f_a + D_a g_h = -0.0015; the spread falls from 0.029 to 1.2e-4, the largest a is 0.0247.
    expect(published.rows.slice(0, 3).map(([, value]) => value)).toEqual([-0.01, 0, -0.0015].map((value) => expect.closeTo(value, 8) as number));
    expect(published.sentences).toMatch(/No pattern can form/);
    expect(published.sentences).toMatch(/from a standard deviation of 0\.0287 to 1\.2e-4; its largest value is 0\.0247.*crossed 0 times/s);
    const corrected = await of("as corrected");
    expect(corrected.sentences).toMatch(/A pattern can form/);
    expect(corrected.sentences).toMatch(/times more uneven/);
  });

  it("mfn-model: the mean of the corrected potential follows its closed form, that of version 4.1 stays", async () => {
    const { sentences } = await say("mfn-model", {}, "const drift");
    const [drift, off] = [/conserves its mean to (\S+) mV/, /closed form to (\S+) mV/].map((pattern) => Number(pattern.exec(sentences)![1]));
    expect(drift).toBeLessThan(1e-10);
    expect(off).toBeLessThan(1e-9);
  });

  it("pearson-classes: second states are where F ≥ 4(F + k)²", async () => {
    const states = async (letter: string) => say("pearson-classes", { letter }, "const states", "const own = states");
    const beta = await states("β");
    expect(beta.rows[0]![2]).toBeCloseTo(0.2189, 4); // reference-values.md §4d
    expect(beta.rows.map((row) => row[2] !== null)).toEqual(beta.rows.map((row) => (row[1] as number) >= 0));
    expect(beta.sentences).toMatch(/unstable even when stirred/);
    expect((await states("κ")).sentences).toMatch(/no second uniform state/);
  });

  it("volumes: even, a net, balls", async () => {
    const of = async (d: number) => (await say("volumes", { d }, "there is a net")).sentences;
    expect(await of(6)).toMatch(/no pattern/);
    expect(await of(10)).toMatch(/there is a net/);
    expect(await of(20)).toMatch(/there are balls/);
  });

  it("performance: stability costs an explicit method 16 times the work for half the spacing, a spectral one 4 times", async () => {
    const of = async (method: string) =>
      Number(/takes (\S+) times the work/.exec((await say("performance", { method }, "const dearer")).sentences)![1]);
    expect(await of("euler")).toBeCloseTo(16, 0);
    expect(await of("etdrk4")).toBe(4);
  });

  it("send-results: six digits change values of 32 bits, nine do not", async () => {
    const of = async (digits: number) => (await say("send-results", { digits }, "const readBack", "const again")).sentences;
    expect(await of(6)).toMatch(/come back changed.*0 of 2304 values differ/s);
    expect(await of(9)).toMatch(/come back to the bit/);
  });
});
