import type { StabilityReport } from "../core/analysis/stability";
import type { Field } from "../core/define/metric";
import { measureImage, type ImageMeasurement } from "../core/metrics/measure-image";
import { measureWavelength } from "../core/metrics/wavelength";
import type { FieldValues } from "../core/simulation";
import type { BoundarySpec, RunSpec, RunSpecInput } from "../core/spec/run-spec";
import type { EngineApi } from "../engine/protocol";
import type { Measured } from "./describe-value";
import { heatPicture, linePicture, tablePicture, type LineOptions, type Numbers, type Picture, type Row } from "./pictures";

/** What cells need of an engine: it may be in this thread, or behind a message port. */
export type CellEngine = Pick<EngineApi, "open" | "advance" | "close" | "analyse">;

/** A spec as cells write it: the version may be left out. */
export type CellSpec = Omit<RunSpecInput, "version"> & { version?: 1 };

/** One field of a run, with what it takes to measure it. */
export interface RunField extends Field {
  name: string;
  values: FieldValues;
  /** Distance between neighbouring cells, one per axis in the order of `shape`. */
  spacing: readonly number[];
  /** Whether opposite sides continue each other on every axis. */
  periodic: boolean;
}

/** The state in which a run ended. */
export interface RunResult {
  fields: Record<string, RunField>;
  shape: readonly number[];
  step: number;
  time: number;
  /** The completed spec, with the steps taken. */
  spec: RunSpec;
  specHash: string;
  /** What a stepped model counts beside its fields. */
  counters: Record<string, number>;
  warnings: string[];
}

/** The functions of a cell, by the names under which cells know them. `cell-api-types.ts` tells the editor the same. */
export interface CellApi {
  run(spec: CellSpec, options?: { until?: number }): Promise<RunResult>;
  stability(spec: CellSpec): Promise<StabilityReport>;
  dimension(
    field: Field,
    options?: { threshold?: number | "otsu"; invert?: boolean },
  ): Measured & { noise: number | null; threshold: number | null; boxCounting: ImageMeasurement["boxCounting"] };
  wavelength(field: Field & Partial<RunField>): Measured & { k: number[]; power: number[] };
  table(rows: readonly Row[], caption?: string): Picture;
  chart: { line(options: LineOptions): Picture; heat(field: Field & { name?: string }, title?: string): Picture };
  linspace(from: number, to: number, count: number): number[];
  extent(values: Numbers): [number, number];
}

export function createCellApi(engine: CellEngine): CellApi {
  return {
    async run(spec, { until } = {}) {
      const opened = await engine.open({ version: 1, ...spec });
      try {
        const steps = until === undefined ? opened.spec.steps : stepsUntil(until, opened.spec.integrator.dt);
        const frame = steps > 0 ? await engine.advance(opened.run, steps) : opened.frame;
        const { grid, boundary } = opened.spec;
        const spacing = grid.shape.map((_, axis) => (typeof grid.spacing === "number" ? grid.spacing : grid.spacing[axis]!));
        const entries = Object.entries(frame.fields).map(([name, values]): [string, RunField] => [
          name,
          { name, shape: frame.shape, values, spacing, periodic: isPeriodic(boundary, name) },
        ]);
        const { step, time, shape, counters } = frame;
        return {
          fields: Object.fromEntries(entries),
          shape,
          step,
          time,
          spec: opened.spec,
          specHash: opened.specHash,
          counters,
          warnings: opened.warnings,
        };
      } finally {
        await engine.close(opened.run);
      }
    },

    stability: (spec) => engine.analyse({ version: 1, ...spec }),

    dimension({ shape, values }, { threshold = "otsu", invert = false } = {}) {
      const measured = measureImage({ shape, values, threshold, invert });
      const { boxCounting } = measured;
      const noise = measured.null.dimension;
      const comparison = noise === null ? null : `noise of equal density: ${noise.toFixed(2)}`;
      return {
        label: "Box-counting dimension",
        unit: "1",
        value: boxCounting.value,
        interval: boxCounting.value === null ? null : (boxCounting.interval ?? null),
        note: boxCounting.value === null ? boxCounting.reason : comparison,
        noise,
        threshold: measured.threshold.value,
        boxCounting,
      };
    },

    wavelength({ shape, values, spacing = 1, periodic = true }) {
      const result = measureWavelength({ shape, values }, { spacing, periodic });
      const { k = [], power = [] } = result.detail ?? {};
      const known = result.value !== null;
      return {
        label: "Wavelength",
        unit: "1",
        value: result.value,
        interval: known ? (result.interval ?? null) : null,
        note: known ? (result.warnings?.[0] ?? null) : result.reason,
        k,
        power,
      };
    },

    table: tablePicture,
    chart: { line: linePicture, heat: (field, title = field.name ?? "") => heatPicture(field, title) },
    linspace: (from, to, count) => Array.from({ length: count }, (_, i) => (count === 1 ? from : from + ((to - from) * i) / (count - 1))),

    extent(values) {
      let [low, high] = [Infinity, -Infinity];
      for (let i = 0; i < values.length; i++) {
        low = Math.min(low, values[i]!);
        high = Math.max(high, values[i]!);
      }
      return [low, high];
    },
  };
}

/** Whole steps that reach a time; what is a rounding error past it does not count as one more. */
const stepsUntil = (time: number, dt: number): number => Math.max(0, Math.ceil(time / dt - 1e-9));

/** The completed spec writes a boundary in its shortest form: one word when all sides agree, one entry a species when these differ. */
function isPeriodic(boundary: BoundarySpec, field: string): boolean {
  const own = typeof boundary === "object" ? (boundary as Record<string, unknown>)[field] : boundary;
  return own === "periodic";
}
