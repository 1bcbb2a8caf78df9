import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { NumpyGenerator } from "../../../src/core/field/numpy-random";
import { generatedWords, seedPool } from "../../../src/core/field/seed-sequence";
import { ZIGGURAT } from "../../../src/core/field/ziggurat-tables";

interface Stream {
  seed: string;
  seedsequence_pool_u32: number[];
  seedsequence_generate_state_8xu32: number[];
  seedsequence_generate_state_4xu64: string[];
  pcg64_state_after_seeding: string;
  pcg64_inc: string;
  raw_u64: string[];
  random: number[];
  standard_normal: number[];
  integers_0_64_scalar_calls: number[];
  integers_0_64_array_call: number[];
  integers_0_10_scalar_calls: number[];
  integers_50_201_scalar_calls: number[];
  integers_0_1_draws_nothing_then_random: number[];
  uniform_m1_1: number[];
  "normal_loc_m0.07_scale_0.005": number[];
  choice_32_64: number[];
  choice_bool: boolean[];
  choice_12_of_1200_without_replacement: number[];
  choice_150_of_1500_without_replacement: number[];
  permutation_10: number[];
  interleaved_calls: [string, number][];
  standard_normal_200000: {
    sha256_le_f64: string;
    sha256_first_10000: string;
    fsum: number;
    largest_by_abs_index_value: [number, number][];
    "count_abs_gt_3.6541528853610088": number;
  };
  random_10000_sha256: string;
}
const golden = <T>(name: string) => JSON.parse(readFileSync(new URL(`../../golden/${name}.json`, import.meta.url), "utf8")) as { values: T };
const streams = golden<Stream[]>("rng").values;
const tables = golden<{ ki: string[]; wi: number[]; fi: number[] }>("ziggurat_normal_tables").values;

const sha256 = (values: Float64Array) => createHash("sha256").update(new Uint8Array(values.buffer)).digest("hex");
const times = <T>(n: number, draw: () => T) => Array.from({ length: n }, draw);
const fromLimbs = (limbs: readonly number[]) => limbs.reduceRight((sum, limb) => (sum << 22n) | BigInt(limb), 0n).toString();

describe.each(streams)("numpy's default_rng($seed)", (stream) => {
  const fresh = () => new NumpyGenerator(BigInt(stream.seed));

  it("seeds alike", () => {
    const pool = seedPool(BigInt(stream.seed));
    const words = generatedWords(pool);
    expect(pool).toEqual(stream.seedsequence_pool_u32);
    expect(words).toEqual(stream.seedsequence_generate_state_8xu32);
    expect([0, 2, 4, 6].map((k) => ((BigInt(words[k + 1]!) << 32n) | BigInt(words[k]!)).toString())).toEqual(
      stream.seedsequence_generate_state_4xu64,
    );
    expect(fromLimbs(fresh().save().state)).toBe(stream.pcg64_state_after_seeding);
    expect(fromLimbs(fresh().save().increment)).toBe(stream.pcg64_inc);
  });

  it("draws the same 64-bit words and uniform numbers", () => {
    let generator = fresh();
    expect(times(20, () => generator.nextUint64().toString())).toEqual(stream.raw_u64);
    generator = fresh();
    expect(times(20, () => generator.random())).toEqual(stream.random);
    generator = fresh();
    expect(times(10, () => generator.uniform(-1, 1))).toEqual(stream.uniform_m1_1);
    const many = new Float64Array(10_000);
    fresh().fillRandom(many);
    expect(sha256(many)).toBe(stream.random_10000_sha256);
  });

  it("draws the same normals, the tail included", () => {
    let generator = fresh();
    expect(times(20, () => generator.standardNormal())).toEqual(stream.standard_normal);
    generator = fresh();
    expect(times(10, () => generator.normal(-0.07, 0.005))).toEqual(stream["normal_loc_m0.07_scale_0.005"]);
    const many = new Float64Array(200_000);
    fresh().fillStandardNormal(many);
    const expected = stream.standard_normal_200000;
    expect(sha256(many.slice(0, 10_000))).toBe(expected.sha256_first_10000);
    expect(many.filter((x) => Math.abs(x) > 3.6541528853610088).length).toBe(expected["count_abs_gt_3.6541528853610088"]);
    for (const [index, value] of expected.largest_by_abs_index_value) expect(Math.abs(many[index]! - value)).toBeLessThan(1e-15);
    expect(many.reduce((sum, x) => sum + x, 0)).toBeCloseTo(expected.fsum, 8);
    expect(sha256(many)).toBe(expected.sha256_le_f64);
  });

  it("draws the same integers", () => {
    let generator = fresh();
    expect(times(20, () => generator.integers(0, 64))).toEqual(stream.integers_0_64_scalar_calls);
    const row = new Int32Array(20);
    fresh().fillIntegers(row, 0, 64);
    expect([...row]).toEqual(stream.integers_0_64_array_call);
    generator = fresh();
    expect(times(20, () => generator.integers(0, 10))).toEqual(stream.integers_0_10_scalar_calls);
    generator = fresh();
    expect(times(20, () => generator.integers(50, 201))).toEqual(stream.integers_50_201_scalar_calls);
    generator = fresh();
    expect([generator.integers(0, 1), generator.random()]).toEqual(stream.integers_0_1_draws_nothing_then_random);
  });

  it("chooses and permutes alike", () => {
    let generator = fresh();
    expect(times(20, () => generator.choice([32, 64]))).toEqual(stream.choice_32_64);
    generator = fresh();
    expect(times(20, () => generator.choice([true, false]))).toEqual(stream.choice_bool);
    expect([...fresh().choiceWithoutReplacement(1200, 12)]).toEqual(stream.choice_12_of_1200_without_replacement);
    expect([...fresh().choiceWithoutReplacement(1500, 150)]).toEqual(stream.choice_150_of_1500_without_replacement);
    expect([...fresh().permutation(10)]).toEqual(stream.permutation_10);
  });

  it("keeps the second half of a word across other calls, and across save and restore", () => {
    let generator = fresh();
    for (const [call, value] of stream.interleaved_calls) {
      const resumed = new NumpyGenerator(0);
      resumed.restore(generator.save());
      generator = resumed;
      const drawn = {
        random: () => generator.random(),
        "integers(0,64)": () => generator.integers(0, 64),
        "integers(0,4)": () => generator.integers(0, 4),
        "normal(0.02,0.005)": () => generator.normal(0.02, 0.005),
      }[call]!();
      expect(drawn).toBe(value);
    }
  });
});

describe("numpy's generator", () => {
  it("holds numpy's own ziggurat tables", () => {
    expect([...ZIGGURAT.thresholds].map(String)).toEqual(tables.ki);
    expect([...ZIGGURAT.widths]).toEqual(tables.wi);
    expect([...ZIGGURAT.heights]).toEqual(tables.fi);
  });
  it("fills arrays with what single calls give", () => {
    const [one, two] = [new NumpyGenerator(9), new NumpyGenerator(9)];
    const out = new Float64Array(50);
    one.fillUniform(out, 0, 0.1);
    expect([...out]).toEqual(times(50, () => two.uniform(0, 0.1)));
    one.fillNormal(out, 1, 2);
    expect([...out]).toEqual(times(50, () => two.normal(1, 2)));
  });
  it("draws large ranges and samples by numpy's own algorithms", () => {
    // numpy 2.4.6, default_rng(5)
    const generator = new NumpyGenerator(5);
    expect(times(4, () => generator.integers(0, 3_000_000_000))).toEqual([2415008770, 67959658, 1545976682, 1890702091]);
    const sample = new NumpyGenerator(5).choiceWithoutReplacement(20_000, 401);
    expect([...sample.slice(0, 4), ...sample.slice(-2)]).toEqual([18888, 6347, 3165, 3791, 16099, 13415]);
    expect([...new NumpyGenerator(5).permutation(300).slice(0, 6)]).toEqual([217, 132, 160, 89, 238, 269]);
  });
});
