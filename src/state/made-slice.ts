import type { PlainValue } from "../core/define/params";
import { trueChanges } from "../core/define/generator";
import { toRecord, type ErrorRecord } from "../core/errors";
import { generatedCsv } from "../core/generators/generated-csv";
import { generators } from "../core/generators/index";
import { logReturns } from "../core/series/log-returns";
import type { SliceCreator } from "./store";

/** What is known of the series that is open, because it was made here. */
export interface Truth {
  regimes: readonly string[];
  /** Index of the regime that rules each sample. */
  labels: readonly number[];
  /** What it was made by, to make others like it. */
  generator: string;
  options: Readonly<Record<string, PlainValue>>;
}

export interface MadeSlice {
  made: {
    generator: string;
    options: Readonly<Record<string, PlainValue>>;
    /** Null unless the series that is open was made here. */
    truth: Truth | null;
    problem: ErrorRecord | null;
  };
  setGenerator(id: string): void;
  setGeneratorOption(name: string, value: PlainValue): void;
  /** Makes a series with the present settings and opens it, its true changes as the marks of "truth". */
  makeSeries(): Promise<void>;
  /** The series with the present settings as CSV, its regimes in the last column. */
  madeTable(): { name: string; text: string };
  /** Opens the logarithmic returns of the column that is open, as a series of their own. */
  takeReturns(): Promise<void>;
}

export const createMadeSlice = (): SliceCreator<MadeSlice> => (set, get, api) => {
  const patch = (change: Partial<MadeSlice["made"]>) => set(({ made }) => ({ made: { ...made, ...change } }));
  api.subscribe(({ regimes }, { regimes: before }) => {
    if (regimes.table !== before.table) patch({ truth: null, problem: null });
  });
  const settings = () => {
    const { generator, options } = get().made;
    const { params, generate } = generators.get(generator);
    const own = Object.fromEntries(Object.entries(options).filter(([name]) => name in params));
    return { generator, own, generated: generate(own as never) };
  };
  const open = async (name: string, text: string): Promise<boolean> => {
    const before = get().regimes.table;
    await get().openSeriesFile(name, new TextEncoder().encode(text));
    return get().regimes.table !== before;
  };
  return {
    made: { generator: generators.ids[0]!, options: {}, truth: null, problem: null },
    setGenerator: (id) => patch({ generator: generators.get(id).id, problem: null }),
    setGeneratorOption: (name, value) => patch({ options: { ...get().made.options, [name]: value }, problem: null }),
    async makeSeries() {
      try {
        const { generator, own, generated } = settings();
        if (!(await open(`${generator}.csv`, generatedCsv(generated, { withTruth: false, facts: [] })))) return;
        patch({ truth: { regimes: generated.regimes, labels: [...generated.truth], generator, options: own }, problem: null });
        get().importAnnotations("truth", JSON.stringify({ truth: trueChanges(generated.truth) }));
      } catch (error) {
        patch({ problem: toRecord(error) });
      }
    },
    madeTable() {
      const { generator, own, generated } = settings();
      const facts = [`generator: ${generator}`, `options: ${JSON.stringify(own)}`, `source: ${generators.get(generator).source}`];
      return { name: `${generator}.csv`, text: generatedCsv(generated, { withTruth: true, facts }) };
    },
    async takeReturns() {
      const { table, column, values } = get().regimes;
      if (!table) return;
      try {
        const returns = logReturns(values);
        const labels = table.labels?.slice(1) ?? null;
        const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`;
        const rows = Array.from(returns, (value, i) => (labels ? `${quoted(labels[i]!)},${value}` : String(value)));
        await open(
          `${table.name}, returns.csv`,
          [labels ? `date,${quoted(`returns of ${column}`)}` : quoted(`returns of ${column}`), ...rows].join("\n"),
        );
      } catch (error) {
        patch({ problem: toRecord(error) });
      }
    },
  };
};
