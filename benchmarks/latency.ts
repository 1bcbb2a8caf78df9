import { grayScott } from "../src/core/models/gray-scott";
import { complete } from "../src/core/spec/complete";
import type { RunSpecInput } from "../src/core/spec/run-spec";
import { settingOf } from "../src/engine/backends/plan/setting";
import { mapMemory } from "../src/engine/backends/plan/memory-map";
import { compileKernels } from "../src/engine/backends/wasm/run";
import { createEngineHost } from "../src/engine/host";
import type { BackendWish } from "../src/engine/protocol";
import type { Benchmark } from "./benchmark";
import type { Setting } from "./suite";

/** Gray–Scott as typed, with a constant that nobody has typed before: no cache can know its kernel. */
const typed = (fresh: number): RunSpecInput => ({
  version: 1,
  model: "custom",
  species: { u: { range: [0, 1] }, v: { range: [0, 1] } },
  params: { F: 0.037, k: 0.06 },
  equations: { u: `0.2*laplacian(u) - u*v^2 + F*(1 - u) + ${fresh}`, v: "0.1*laplacian(v) + u*v^2 - (F + k)*v" },
  grid: { shape: [256, 256] },
  initial: { kind: "expression", u: "0.5 + 0.001*x", v: "0.25" },
  integrator: { method: "euler", dt: 1 },
});

/** Rounds before those that count: a person types on a page that has computed before. */
const warmUp = 5;

/** How long a person waits for an equation: in milliseconds, less is better. */
export function latencyGroup({ backends }: Setting): Benchmark[] {
  let fresh = 0;
  const engine = createEngineHost({ backends });
  const wait = async (wish: BackendWish): Promise<number> => {
    const document = typed(++fresh * 1e-9);
    const began = performance.now();
    const { run } = await engine.open(document, wish);
    await engine.step(run);
    const took = performance.now() - began;
    await engine.close(run);
    return took;
  };
  const firstStep = (name: string, wish: BackendWish): Benchmark => ({
    name,
    unit: "ms",
    async start() {
      for (let i = 0; i < warmUp; i++) await wait(wish);
      return { round: () => wait(wish) };
    },
  });
  return [
    firstStep("equation to first step 256x256 f32 wasm, 1 thread", { backend: "wasm", threads: 1 }),
    firstStep("equation to first step 256x256 f32 auto", {}),
    {
      name: "emit and compile gray-scott 512x512 f32",
      unit: "ms",
      async start() {
        const { spec } = complete({ version: 1, model: "gray-scott", grid: { shape: [512, 512] } });
        return {
          async round() {
            const began = performance.now();
            const { plan } = settingOf(grayScott, spec, undefined);
            await compileKernels({ plan, map: mapMemory(plan, 1), seed: spec.seed, dt: spec.integrator.dt, shared: false });
            return performance.now() - began;
          },
        };
      },
    },
  ];
}
