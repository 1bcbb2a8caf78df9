import { useState } from "react";
import type { ReadingChoice } from "../connectors/connector";
import type { CsvLayout } from "../connectors/csv-layout";
import type { SeriesInput } from "../state/regimes-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import { ArrayChoice } from "./array-choice";
import { ReadingFile } from "./reading-file";
import "./series-input.css";

/** The file that is read or was read: how far, how, and what can be changed about that. */
export function SeriesInputs() {
  const input = useWorkbench((state) => state.regimes.input);
  const cancel = useWorkbench((state) => state.cancelSeriesFile);
  const changeReading = useWorkbench((state) => state.changeReading);
  if (!input) return null;
  const { name, size, state, choice } = input;
  return (
    <>
      {state.kind === "reading" && (
        <div className="series-input-reading">
          <ReadingFile name={name} size={size} share={state.share} onCancel={cancel} />
        </div>
      )}
      {state.kind === "failed" && <Button onClick={cancel}>Leave {name}</Button>}
      {choice?.kind === "layout" && <HowItWasRead key={name} input={input} choice={choice} />}
      {choice?.kind === "array" && <ArrayChoice known={choice.arrays} taken={choice.array} onChange={(array) => void changeReading({ array })} />}
    </>
  );
}

type Layout = Extract<ReadingChoice, { kind: "layout" }>;

const separators: readonly (readonly [string, string])[] = [
  [",", "comma"],
  [";", "semicolon"],
  ["\t", "tab"],
  ["|", "bar"],
  [" ", "blanks"],
];

/** The layout of a text with its first rows; a change reads the file anew. It stands open where the reading failed. */
function HowItWasRead({ input, choice: { layout: last, found, titles, rows } }: { input: SeriesInput; choice: Layout }) {
  const changeReading = useWorkbench((state) => state.changeReading);
  const resetReading = useWorkbench((state) => state.resetReading);
  const decided = Object.entries(input.reading.layout ?? {}).filter(([, part]) => part !== undefined);
  // A long file takes its time to show a decision; the controls do not.
  const layout = { ...last, ...(Object.fromEntries(decided) as Partial<CsvLayout>) };
  const failed = input.state.kind === "failed";
  const [open, setOpen] = useState(failed);
  return (
    <details className="series-input" open={open || failed} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{failed ? `How ${input.name} was tried` : "How it was read"}</summary>
      <Choice
        name="Separator"
        value={layout.delimiter}
        found={found.delimiter}
        options={separators}
        onChange={(delimiter) => void changeReading({ layout: { delimiter, labels: undefined } })}
      />
      <Choice<CsvLayout["decimal"]>
        name="Decimal mark"
        value={layout.decimal}
        found={found.decimal}
        options={[
          [".", "point"],
          [",", "comma"],
        ]}
        onChange={(decimal) => void changeReading({ layout: { decimal } })}
      />
      <Choice
        name="First row"
        value={layout.header}
        found={found.header}
        options={[
          [true, "names the columns"],
          [false, "is a row of data"],
        ]}
        onChange={(header) => void changeReading({ layout: { header } })}
      />
      <Choice
        name="Dates or labels"
        value={layout.labels}
        found={found.labels}
        options={[[null, "none"], ...titles.map((title, k) => [k, title] as const)]}
        onChange={(labels) => void changeReading({ layout: { labels } })}
      />
      <Preview titles={titles} rows={rows} labels={layout.labels} />
      {decided.length > 0 && <Button onClick={() => void resetReading()}>Read it as found</Button>}
    </details>
  );
}

interface ChoiceProps<T> {
  name: string;
  value: T;
  /** What is found when nobody decides. */
  found: T;
  options: readonly (readonly [T, string])[];
  onChange(value: T): void;
}

/** One decision. What is found by itself is marked in the list; its options are told apart by their place. */
function Choice<T>({ name, value, found, options, onChange }: ChoiceProps<T>) {
  const all = options.some(([option]) => option === value) ? options : [...options, [value, `"${String(value)}"`] as const];
  const listed: Option[] = all.map(([option, label], k) => ({
    value: String(k),
    label,
    ...(option === found ? { note: "found in the file" } : {}),
  }));
  return (
    <Setting name={name}>
      <Select
        look="inline"
        label={name}
        value={String(all.findIndex(([option]) => option === value))}
        options={listed}
        onChange={(k) => onChange(all[Number(k)]![0])}
      />
    </Setting>
  );
}

/** The first rows as they stand in the file, cut into cells. */
function Preview({ titles, rows, labels }: Pick<Layout, "titles" | "rows"> & { labels: number | null }) {
  return (
    <div className="series-input-preview" role="region" aria-label="First rows of the file" tabIndex={0}>
      <table>
        <thead>
          <tr>
            {titles.map((title, k) => (
              <th key={k} scope="col" className={k === labels ? "series-input-label" : undefined}>
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {titles.map((_, k) => (
                <td key={k} className={k === labels ? "series-input-label" : undefined}>
                  {row[k]}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
