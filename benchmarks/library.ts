import { models } from "../src/core/models/index";
import { grayScott } from "../src/core/models/gray-scott";
import type { RunSpecInput } from "../src/core/spec/run-spec";
import { nativeSpec, nativeStart, threadsInWords } from "./gray-scott";
import type { Benchmark } from "./benchmark";
import { stepping } from "./stepping";
import type { Setting } from "./suite";
import { yardstick } from "./yardsticks";

const shape = [512, 512] as const;
const cells = 512 * 512;
const label = "512x512 f32, 1 thread";

/** The models of the library beside Gray–Scott, and Gray–Scott as a person would type it. */
export function libraryGroup(setting: Setting): Benchmark[] {
  const wish = { backend: "wasm", threads: 1 } as const;
  const first = `gray-scott of the library ${label}`;
  const byHand = `gray-scott by hand in C with SSE4.1 ${label}`;
  const { parameters } = nativeSpec(shape, "f32");
  const typed: RunSpecInput = {
    ...nativeSpec(shape, "f32"),
    model: "custom",
    species: { u: {}, v: {} },
    params: parameters as Record<string, number>,
    equations: grayScott.equations,
    parameters: {},
  };
  const start = { against: [byHand, first], initial: () => nativeStart(shape, "f32") };
  const { sse41 } = setting;
  return [
    ...(sse41 ? [yardstick(byHand, sse41, cells, setting.seconds, (steps) => ["gray-scott", "f32", 512, steps, 1])] : []),
    stepping(first, nativeSpec(shape, "f32"), setting, wish, { ...start, against: [byHand] }),
    stepping(`gray-scott typed in ${label}`, typed, setting, wish, start),
    ...[...models].flatMap((model) => {
      if (model.kind !== "equations" || model === grayScott) return [];
      const spec: RunSpecInput = { version: 1, model: model.id, grid: { shape: [...shape] }, precision: "f32" };
      return [stepping(`${model.id} of the library ${label}`, spec, setting, wish, { against: [first] })];
    }),
  ];
}

/** The three fields of MFN v4.1 as equations: its step, clamps included, with dt = 1. Its one growth event a step is left out, as in the numpy program. */
const mfnEquations: RunSpecInput = {
  version: 1,
  model: "custom",
  species: { V: { range: [-0.095, 0.04] }, a: { range: [0, 1] }, h: { range: [0, 1] } },
  auxiliary: { grown: "a + 0.1*laplacian(a) + 0.01*(a*(1 - a) - h)" },
  equations: {
    V: "clamp(V + 0.18*laplacian(V) + 0.005*heaviside(grown - 0.75), -0.095, 0.04) - V",
    a: "clamp(grown, 0, 1) - a",
    h: "clamp(h + 0.05*laplacian(h) + 0.02*(a - h), 0, 1) - h",
  },
  grid: { shape: [512, 512] },
  initial: { kind: "expression", V: "-0.07 + noise(0.005)", a: "0.05 + noise(0.02)", h: "0.05 + noise(0.02)" },
  integrator: { method: "euler", dt: 1 },
  precision: "f64",
};

/** MFN in f64, against numpy where there is one. */
export function mfnGroup(setting: Setting): Benchmark[] {
  const { numpy, threads, seconds } = setting;
  const base = "mfn 512x512 f64 numpy";
  const against = numpy ? [base] : [];
  const corrected: RunSpecInput = { version: 1, model: "mfn", grid: { shape: [512, 512] }, precision: "f64" };
  return [
    ...(numpy ? [yardstick(base, numpy, cells, seconds, (steps) => [512, steps])] : []),
    ...threads.flatMap((count) => {
      const wish = { backend: "wasm", threads: count } as const;
      return [
        stepping(`mfn 512x512 f64 wasm, ${threadsInWords(count)}`, mfnEquations, setting, wish, { against }),
        stepping(`mfn corrected, with noise 512x512 f64 wasm, ${threadsInWords(count)}`, corrected, setting, wish, { against }),
      ];
    }),
  ];
}
