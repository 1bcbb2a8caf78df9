import { completeValues, type PlainValue } from "../../core/define/params";
import type { ExperimentState } from "../../core/define/experiment";
import { sparseAttention, type AttentionCost, type Linear } from "../../core/learning/attention";
import { experiments } from "../../core/learning/experiments/index";
import { WorkbenchError } from "../../core/errors";
import { breather } from "./breather";
import type { CellContext } from "./family";

/** Weights of a map, a row for each number that comes out; without a bias. */
type Rows = readonly ArrayLike<number>[];

export interface LearningRoom {
  experiments(): { id: string; title: string; help: string; options: Record<string, PlainValue> }[];
  experiment(id: string, options?: Record<string, PlainValue>): Promise<Omit<ExperimentState, "share">>;
  sparseAttention(
    sequence: Rows,
    options?: { topk?: number; heads?: number; query?: Rows; key?: Rows; value?: Rows; out?: Rows },
  ): { output: number[][]; weights: number[][][]; cost: AttentionCost };
}

/** The experiments of the learning room, and what they are made of that `aggregate` and its neighbours do not have. */
export const learningRoom = ({ services, progress }: Pick<CellContext, "services" | "progress">): LearningRoom => ({
  experiments: () =>
    [...experiments].map(({ id, title, help, params }) => ({
      id,
      title,
      help,
      options: Object.fromEntries(Object.entries(params).map(([name, param]) => [name, param.default])),
    })),

  async experiment(id, options = {}) {
    const { params, run } = experiments.get(id);
    const sample = async (path: string) => new TextDecoder().decode((await services.load(`samples/${path}`)).bytes);
    const breathe = breather();
    let last: ExperimentState = { share: 0, facts: [], pictures: [] };
    for await (last of run(completeValues(params, options, ["options"]), { sample })) {
      progress(last.share);
      await breathe();
    }
    return { facts: last.facts, pictures: last.pictures };
  },

  sparseAttention(sequence, { topk = 4, heads = 1, ...maps } = {}) {
    const [length, width] = [sequence.length, sequence[0]?.length ?? 0];
    if (width === 0 || sequence.some((row) => row.length !== width))
      throw new WorkbenchError("data/empty", ["sequence"], "expected vectors of one length, such as [[1, 0], [0, 1]]");
    const layer = { query: linear("query"), key: linear("key"), value: linear("value"), out: linear("out"), topk, heads };
    const { output, weights, cost } = sparseAttention({ length, width, values: sequence.flatMap(flat) }, layer);
    const rowsOf = (values: ArrayLike<number>, wide: number) =>
      Array.from({ length: values.length / wide }, (_, i) => Array.from({ length: wide }, (_, j) => values[i * wide + j]!));
    const rows = rowsOf(weights, length);
    return { output: rowsOf(output.values, width), weights: Array.from({ length: heads }, (_, h) => rows.slice(h * length, (h + 1) * length)), cost };

    function linear(which: keyof typeof maps): Linear {
      const given = maps[which];
      if (!given)
        return { weight: Float64Array.from({ length: width * width }, (_, i) => (i % (width + 1) === 0 ? 1 : 0)), bias: new Float64Array(width) };
      if (given.length !== width || given.some((row) => row.length !== width))
        throw new WorkbenchError("parameter/out-of-range", [which], `expected ${width} rows of ${width} numbers: a map of the sequence's vectors`);
      return { weight: given.flatMap(flat), bias: new Float64Array(width) };
    }
  },
});

const flat = (row: ArrayLike<number>): number[] => Array.from(row);
