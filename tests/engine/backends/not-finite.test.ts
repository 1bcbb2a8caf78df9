import { describe, expect, it } from "vitest";
import { advanceSafely, startSimulation } from "../../../src/core/simulate";
import { solvers } from "../../../src/core/solvers/index";
import { isAdaptive } from "../../../src/core/solvers/solver";
import { complete } from "../../../src/core/spec/complete";
import { plain } from "../../../src/engine/backends/plain/run";
import { wasmBackend } from "../../../src/engine/backends/wasm/backend";

const backends = [plain, wasmBackend(1, null)];
const methods = [...solvers].map(({ id }) => id);

describe.each(methods)("%s", (method) => {
  it.each(backends.flatMap((backend) => (["f32", "f64"] as const).map((precision) => [backend.id, precision, backend] as const)))(
    "never tells of success while the state is not finite: %s, %s (traps 4, 5)",
    async (_id, precision, backend) => {
      // u' = u² from 1 + x/100 is infinite after 1/(1 + x/100) units of time: first in the last column.
      const completed = complete({
        version: 1,
        model: "custom",
        species: { u: {} },
        equations: { u: "0.001*laplacian(u) + u^2" },
        grid: { shape: [4, 8] },
        initial: { kind: "expression", u: "1 + x/100" },
        integrator: { method, dt: 0.05 },
        precision,
      });
      const simulation = await startSimulation(completed, backend);
      const outcome = await advanceSafely(simulation, 4000).catch((error: unknown) => error);
      const values = await simulation.read("u");
      expect(values.every(Number.isFinite)).toBe(true);
      expect(outcome).toMatchObject({ code: "run/not-finite", detail: { step: simulation.step + 1 } });
      // Steps that are chosen shrink before that moment; all the others step over it.
      if (isAdaptive(solvers.get(method))) expect(simulation.time).toBeCloseTo(1 / 1.07, 2);
      else expect(outcome).toMatchObject({ detail: { field: "u", cell: [expect.any(Number), expect.any(Number)] } });
    },
  );
});
