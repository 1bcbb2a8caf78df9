import { carryOut } from "../../core/sweep/carry-out";
import { usualMeasures } from "../../core/sweep/measures";
import { withValueAt } from "../../core/sweep/set-path";
import type { Family } from "./family";
import type { CellSpec } from "./simulate";

/** One run of a sweep: what was varied, then what was measured. */
export type SweepRow = Record<string, number | string | null>;

export interface SweepApi {
  sweep(
    base: CellSpec,
    over: Readonly<Record<string, readonly number[]>>,
    options?: { measure?: readonly string[]; repeats?: number },
  ): Promise<SweepRow[]>;
}

/** As many as a pool may take at once; the place has its own bound. */
const atOnce = 16;
const mostRuns = 10_000;

export const sweepFamily: Family<SweepApi> = ({ services, progress }) => ({
  async sweep(base, over, { measure = usualMeasures, repeats = 1 } = {}) {
    const names = Object.keys(over);
    const points = grid(names.map((name) => over[name]!)).flatMap((values) => Array.from({ length: repeats }, (_, repeat) => ({ values, repeat })));
    if (points.length > mostRuns) throw new RangeError(`sweep: ${points.length} runs are too many for a cell; at most ${mostRuns}`);
    const rows: SweepRow[] = [];
    let done = 0;
    await carryOut({
      runs: points.map((point, index) => ({ ...point, index })),
      atOnce,
      work: ({ values, repeat }) => {
        const spec = names.reduce<unknown>((document, name, i) => withValueAt(document, pathOf(name).split("."), values[i], name), {
          version: 1,
          ...base,
          seed: (base.seed ?? 1) + repeat,
        });
        return services.samplePoint({ spec: spec as never, measure });
      },
      ended({ values, repeat, index }, { numbers, regime, failure }) {
        const varied = Object.fromEntries(names.map((name, i) => [name, values[i]!]));
        const measured = Object.fromEntries(measure.map((name) => [name, name === "regime" ? regime : (numbers[name] ?? null)]));
        rows[index] = { ...varied, ...(repeats > 1 && { repeat }), ...measured, ...(failure !== null && { failure }) };
        progress(++done / points.length);
      },
    });
    return rows;
  },
});

/** A bare name is a parameter of the model. */
const pathOf = (name: string): string => (/[.]|^(seed|steps)$/.test(name) ? name : `parameters.${name}`);

/** All combinations, the last axis fastest. */
const grid = (axes: readonly (readonly number[])[]): number[][] =>
  axes.reduce<number[][]>((points, axis) => points.flatMap((point) => axis.map((value) => [...point, value])), [[]]);
