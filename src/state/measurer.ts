import { toRecord } from "../core/errors";
import { maskOf } from "../core/field/mask";
import { modelOf } from "../core/spec/model-of";
import type { RunSpec } from "../core/spec/run-spec";
import type { FieldFrame, MeasureRequest } from "../engine/protocol";
import type { Services } from "./services";
import type { WorkbenchState } from "./store";

/** Asks for measurements of the shown field, one at a time: what comes meanwhile waits, and only the newest of it is kept. */
export interface Measurer {
  offer(frame: FieldFrame): void;
  /** Begins a new history: answers still under way are dropped. */
  restart(): void;
}

/** Milliseconds from one measurement to the next: a little less than a tenth of a second, since timers and threads come late. */
const cycleMs = 90;

/**
 * How long to rest after a measurement: what is left of the cycle. One that takes longer than it comes too late anyway: it rests by so much more,
 * and by a third of its time at most, so that it takes three quarters of a thread.
 */
export const restAfter = (took: number): number => (took <= cycleMs ? cycleMs - took : Math.min(took - cycleMs, took / 3));

/** What it reads of the state and writes to. */
export type MeasuredState = Pick<WorkbenchState, "spec" | "field" | "measureProblem" | "recordMeasurement">;

export function createMeasurer(
  { analyst }: Pick<Services, "analyst">,
  get: () => MeasuredState,
  set: (change: Pick<MeasuredState, "measureProblem">) => void,
): Measurer {
  let history = 0;
  let busy = false;
  let waiting: FieldFrame | null = null;
  const domainOf = keepDomain();

  async function work(): Promise<void> {
    busy = true;
    while (waiting) {
      const frame: FieldFrame = waiting;
      waiting = null;
      const { spec, field } = get();
      const values = frame.fields[field];
      if (!spec || !values) continue;
      const mine = history;
      const began = performance.now();
      try {
        const measurement = await analyst.measure(requestOf(frame, spec, field, mine, domainOf(spec)));
        if (mine === history) {
          get().recordMeasurement(measurement, frame.time);
          if (get().measureProblem) set({ measureProblem: null });
        }
      } catch (error) {
        if (mine === history) set({ measureProblem: toRecord(error) });
      }
      await rest(restAfter(performance.now() - began));
    }
    busy = false;
  }

  return {
    offer(frame) {
      waiting = frame;
      if (!busy) void work();
    },
    restart() {
      history++;
      waiting = null;
    },
  };
}

function requestOf(frame: FieldFrame, spec: RunSpec, field: string, history: number, mask: Uint8Array | null): MeasureRequest {
  return {
    stream: `${frame.run}/${field}/${history}`,
    step: frame.step,
    shape: frame.shape,
    values: frame.fields[field]!,
    millivoltsPerUnit: millivoltsPer(modelOf(spec).species[field]?.unit ?? ""),
    periodic: spec.boundary === "periodic",
    spacing: spacingOf(spec),
    mask,
  };
}

/** The domain of a spec, found anew only when grid or parameters are others. A page has no mask from a file: no run opens with one. */
function keepDomain(): (spec: RunSpec) => Uint8Array | null {
  let known: { grid: RunSpec["grid"]; parameters: RunSpec["parameters"]; mask: Uint8Array | null } | null = null;
  return (spec) => {
    const { grid, parameters } = spec;
    const fromFile = typeof grid.mask === "object" && "file" in grid.mask;
    if (known?.grid !== grid || known.parameters !== parameters) known = { grid, parameters, mask: fromFile ? null : maskOf(spec) };
    return known.mask;
  };
}

const spacingOf = ({ grid: { shape, spacing } }: RunSpec): readonly number[] => (typeof spacing === "number" ? shape.map(() => spacing) : spacing);

const millivoltsPer = (unit: string): number | null => ({ V: 1000, mV: 1, µV: 1e-3 })[unit] ?? null;

const rest = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));
