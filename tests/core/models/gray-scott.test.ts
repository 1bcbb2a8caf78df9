import { describe, expect, it } from "vitest";
import { components } from "../../../src/core/metrics/components";
import { grayScott } from "../../../src/core/models/gray-scott";
import type { RunSpecInput } from "../../../src/core/spec/run-spec";
import { framesOf, meanOf, type Frame } from "../../support/measured-runs";

const side = 128;
/** Between red, where V is 0, and blue, where it is 0.2 to 0.4. */
const level = 0.1;

/** A preset on a smaller grid; the start keeps its size. */
function presetOn(id: string, steps: number, every: number): RunSpecInput {
  const { id: _id, title: _title, note: _note, ...settings } = grayScott.presets.find((preset) => preset.id === id)!;
  return { version: 1, model: "gray-scott", ...settings, grid: { ...settings.grid, shape: [side, side] }, steps, record: { every, fields: ["v"] } };
}

/** What tells classes apart: how much is blue, in how many pieces, and whether it comes to rest. */
interface Look {
  mean: number;
  /** Share of the plane that is blue. */
  cover: number;
  /** Pieces of blue, and the share of the plane that the largest takes. */
  spots: number;
  largest: number;
  /** Pieces of red. */
  holes: number;
}

function lookOf({ fields }: Frame): Look {
  const v = fields.v!;
  const pieces = (isIn: (value: number) => boolean) =>
    components({ shape: [side, side], cells: Uint8Array.from(v, (value) => Number(isIn(value))) }, { connectivity: 4, periodic: true });
  const spots = pieces((value) => value > level);
  return {
    mean: meanOf(v),
    cover: spots.sizes.reduce((sum, size) => sum + size, 0) / v.length,
    spots: spots.count,
    largest: Math.max(0, ...spots.sizes) / v.length,
    holes: pieces((value) => value <= level).count,
  };
}

/** Root mean square change of V between two frames. */
const change = (a: Frame, b: Frame) => Math.sqrt(meanOf(a.fields.v!.map((value, i) => (value - b.fields.v![i]!) ** 2)));

/** Mean change of V in 100 units of time, over the last 2000. */
const unrest = (frames: readonly Frame[]) => meanOf(frames.slice(-20).map((frame, i, late) => (i > 0 ? change(late[i - 1]!, frame) : 0)));

type Kind = "dead" | "full" | "chaos of spots" | "chaos of voids" | "restless stripes" | "spots" | "worms" | "network of stripes" | "holes";

/** One rule for all classes. */
function kindOf(frames: readonly Frame[]): Kind {
  const { mean, cover, spots, largest, holes } = lookOf(frames.at(-1)!);
  const restless = unrest(frames) > 0.02;
  if (mean < 1e-3) return "dead";
  if (holes === 0 && !restless) return "full";
  if (spots >= 10 && largest < 0.2 * cover + 0.03) return restless ? "chaos of spots" : "spots";
  if (holes >= 10 && spots < 10 && cover < 0.8) return restless ? "restless stripes" : "network of stripes";
  if (cover >= 0.8) return restless ? "chaos of voids" : "holes";
  return "worms";
}

interface Course {
  kind: Kind;
  /** Every 2000 units of time. */
  looks: Look[];
}
const seen = new Map<string, Promise<Course>>();
/** What becomes of a class in 10 000 units of time, run once. */
function courseOf(id: string): Promise<Course> {
  const dt = Number(presetOn(id, 0, 0).integrator?.dt);
  const course =
    seen.get(id) ??
    framesOf(presetOn(id, 10000 / dt, 100 / dt)).then((frames) => ({
      kind: kindOf(frames),
      looks: frames.filter((_, i) => i % 20 === 19).map(lookOf),
    }));
  seen.set(id, course);
  return course;
}

describe("Pearson's classes of Gray–Scott, from his square", () => {
  it.each<[string, Kind]>([
    ["alpha", "chaos of spots"],
    ["chaos", "chaos of voids"],
    ["gamma", "restless stripes"],
    ["delta", "holes"],
    ["epsilon", "chaos of spots"],
    ["theta", "network of stripes"],
    ["iota", "holes"],
    ["kappa", "worms"],
    ["lambda", "spots"],
    ["mu", "worms"],
  ])("%s: %s", async (id, kind) => {
    expect((await courseOf(id)).kind).toBe(kind);
  });

  it.each<[string, number, number, Kind]>([
    ["R: too fast a decay leaves the red state (1, 0)", 0.03, 0.07, "dead"],
    ["B: strong feed ends in the blue state", 0.06, 0.05, "full"],
  ])("%s", async (_, F, k, kind) => {
    const spec = presetOn("lambda", 4000, 100);
    expect(kindOf(await framesOf({ ...spec, parameters: { ...spec.parameters, F, k } }))).toBe(kind);
  });

  it("λ divides its spots, one of a size; μ stretches its worms and keeps their number", async () => {
    const { looks: lambda } = await courseOf("lambda");
    const { looks: mu } = await courseOf("mu");
    expect(lambda.at(-1)!.spots).toBeGreaterThanOrEqual(4 * lambda[1]!.spots);
    expect(lambda.at(-1)!.cover / lambda.at(-1)!.spots / (lambda[1]!.cover / lambda[1]!.spots)).toBeCloseTo(1, 0.5);
    expect(mu.at(-1)!.spots).toBe(mu[1]!.spots);
    expect(mu.at(-1)!.cover).toBeGreaterThan(2 * mu[1]!.cover);
  });
});

describe("Munafo's classes of Gray–Scott, from other starts", () => {
  it("ν: solitons neither divide nor die, nor change", async () => {
    const frames = await framesOf(presetOn("nu", 6000, 1500));
    const looks = frames.map(lookOf);
    expect(looks.map(({ spots }) => spots)).toEqual([4, 4, 4, 4]);
    expect(change(frames.at(-2)!, frames.at(-1)!)).toBeLessThan(0.01);
  });

  it("π: red spots live on alone, while those of ι close", async () => {
    const pi = presetOn("pi", 8000, 4000);
    const iota = { ...pi, parameters: { ...pi.parameters, ...grayScott.presets.find(({ id }) => id === "iota")!.parameters } };
    expect((await framesOf(pi)).map((frame) => lookOf(frame).holes)).toEqual([4, 4]);
    expect((await framesOf(iota)).map((frame) => lookOf(frame).holes)).toEqual([0, 0]);
  });

  it("ρ: red bubbles in blue grow from spots and keep apart; σ: blue bubbles in red do", async () => {
    const [rho, sigma] = [(await framesOf(presetOn("rho", 6000, 1000))).map(lookOf), (await framesOf(presetOn("sigma", 6000, 1000))).map(lookOf)];
    expect(rho.map(({ holes }) => holes)).toEqual(Array(6).fill(4));
    expect(rho.at(-1)!.cover).toBeLessThan(0.5);
    expect(sigma.map(({ spots }) => spots)).toEqual(Array(6).fill(4));
    expect(sigma.at(-1)!.cover).toBeGreaterThan(0.7);
  });

  it("ξ: a broken wave winds up into spirals that last, while whole rings vanish", async () => {
    const spiral = await framesOf({ ...presetOn("spirals", 8000, 2000) });
    const rings = await framesOf(presetOn("waves", 8000, 2000));
    expect(unrest(spiral)).toBeGreaterThan(0.02);
    for (const frame of spiral) expect(lookOf(frame).cover).toBeGreaterThan(0.1);
    expect(lookOf(rings.at(-1)!).mean).toBeLessThan(1e-6);
  });
});
