import type { EquationModel } from "../src/core/define/model";
import { cellCount } from "../src/core/field/grid";
import { initialFields } from "../src/core/initial";
import type { FieldValues, Simulation } from "../src/core/simulation";
import { complete } from "../src/core/spec/complete";
import type { RunSpecInput } from "../src/core/spec/run-spec";
import type { Backends } from "../src/engine/backends/index";
import type { BackendWish } from "../src/engine/protocol";
import type { Benchmark } from "./benchmark";

/** Stepping alone, `seconds` of it a round, as cell updates a second. */
export function stepping(
  name: string,
  document: RunSpecInput,
  { backends, seconds }: { backends: Backends; seconds: number },
  wish: BackendWish,
  { against = [], initial }: { against?: readonly string[]; initial?: () => Record<string, FieldValues> } = {},
): Benchmark {
  return {
    name,
    unit: "cell updates/s",
    against,
    async start() {
      const completed = complete(document);
      const { spec } = completed;
      const model = completed.model as EquationModel;
      const { simulation } = await backends.start(model, spec, initial?.() ?? initialFields(model, spec), undefined, wish);
      const cells = cellCount(spec.grid.shape);
      const steps = await stepsIn(simulation, seconds);
      return {
        round: async () => (cells * steps) / (await timed(simulation, steps)),
        end: () => simulation.dispose?.(),
      };
    },
  };
}

/** Steps that take about `seconds`, once the code is warm. */
async function stepsIn(simulation: Simulation, seconds: number): Promise<number> {
  for (let steps = 1; ; steps *= 2) {
    const took = await timed(simulation, steps);
    if (took > seconds / 4) return Math.max(1, Math.round((steps * seconds) / took));
  }
}

async function timed(simulation: Simulation, steps: number): Promise<number> {
  const began = performance.now();
  await simulation.advance(steps);
  return (performance.now() - began) / 1000;
}
