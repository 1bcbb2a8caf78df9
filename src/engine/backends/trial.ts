import type { Backend } from "../../core/backend";
import type { EquationModel } from "../../core/define/model";
import { cellCount } from "../../core/field/grid";
import type { FieldValues, Simulation } from "../../core/simulation";
import type { GivenArrays } from "../../core/spec/files";
import type { RunSpec } from "../../core/spec/run-spec";

export interface Trial {
  fastest: Backend;
  because: string;
}

/** All trials of a run together take about this long. */
const budgetMs = 100;
/** What is not reproducible to the bit must be so much faster to be taken unasked. */
const inexactAdvantage = 2;

/** Lets each back end step the run itself for a share of 100 ms. */
export async function fastestOf(
  candidates: readonly Backend[],
  model: EquationModel,
  spec: RunSpec,
  initial: Record<string, FieldValues>,
  arrays: GivenArrays | undefined,
): Promise<Trial> {
  const rates: { backend: Backend; rate: number }[] = [];
  for (const backend of candidates) {
    const simulation = await startIfAble(backend, model, spec, initial, arrays);
    if (!simulation) continue;
    let [steps, seconds] = [0, 0];
    // The first steps warm up: they count no longer once there are more.
    for (let chunk = 1; seconds * 1000 < budgetMs / candidates.length / 2; chunk *= 2) {
      const began = performance.now();
      await simulation.advance(chunk);
      [steps, seconds] = [chunk, (performance.now() - began) / 1000];
    }
    simulation.dispose?.();
    rates.push({ backend, rate: (cellCount(spec.grid.shape) * steps) / seconds });
  }
  const weight = ({ backend, rate }: (typeof rates)[number]) => (backend.exact ? rate : rate / inexactAdvantage);
  const best = rates.reduce((winner, next) => (weight(next) > weight(winner) ? next : winner));
  return { fastest: best.backend, because: `the fastest of a trial: ${rates.map(inWords).join(", ")}` };
}

/** What is not exact may find that it cannot run a spec: it then leaves the field to the others. */
async function startIfAble(backend: Backend, ...run: Parameters<Backend["start"]>): Promise<Simulation | null> {
  try {
    return await backend.start(...run);
  } catch (error) {
    if (backend.exact) throw error;
    return null;
  }
}

function inWords({ backend, rate }: { backend: Backend; rate: number }): string {
  const threads = backend.id === "wasm" ? ` on ${backend.threads} thread${backend.threads === 1 ? "" : "s"}` : "";
  return `${backend.id}${threads} ${(rate / 1e6).toPrecision(3)} M cell updates/s`;
}
