import { useState } from "react";
import type { ReadingChoice } from "../connectors/connector";
import type { CsvLayout } from "../connectors/csv-layout";
import { Button } from "../ui/button";
import { Select, type Option } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import "./series-input.css";

type Layout = Extract<ReadingChoice, { kind: "layout" }>;

const separators: readonly (readonly [string, string])[] = [
  [",", "comma"],
  [";", "semicolon"],
  ["\t", "tab"],
  ["|", "bar"],
  [" ", "blanks"],
];

interface HowItWasReadProps {
  /** Of the file. */
  name: string;
  choice: Layout;
  /** What a person has decided. */
  decided: Partial<CsvLayout>;
  /** Nothing could be read so: it stands open. */
  failed: boolean;
  /** Whether a column may name the rows. */
  withLabels?: boolean;
  onChange(layout: Partial<CsvLayout>): void;
  onReset(): void;
}

/** The layout of a text with its first rows; a change reads the file anew. It stands open where the reading failed. */
export function HowItWasRead({ name, choice, decided: given, failed, withLabels = false, onChange, onReset }: HowItWasReadProps) {
  const { layout: last, found, titles, rows } = choice;
  const decided = Object.entries(given).filter(([, part]) => part !== undefined);
  // A long file takes its time to show a decision; the controls do not.
  const layout = { ...last, ...(Object.fromEntries(decided) as Partial<CsvLayout>) };
  const [open, setOpen] = useState(failed);
  return (
    <details className="series-input" open={open || failed} onToggle={({ currentTarget }) => setOpen(currentTarget.open)}>
      <summary>{failed ? t("How {{name}} was tried", { name }) : t("How it was read")}</summary>
      <Choice
        name="Separator"
        value={layout.delimiter}
        found={found.delimiter}
        options={separators}
        onChange={(delimiter) => onChange({ delimiter, labels: undefined })}
      />
      <Choice<CsvLayout["decimal"]>
        name="Decimal mark"
        value={layout.decimal}
        found={found.decimal}
        options={[
          [".", t("point")],
          [",", t("comma")],
        ]}
        onChange={(decimal) => onChange({ decimal })}
      />
      <Choice
        name="First row"
        value={layout.header}
        found={found.header}
        options={[
          [true, t("names the columns")],
          [false, t("is a row of data")],
        ]}
        onChange={(header) => onChange({ header })}
      />
      {withLabels && (
        <Choice
          name="Dates or labels"
          value={layout.labels}
          found={found.labels}
          options={[[null, "none"], ...titles.map((title, k) => [k, title] as const)]}
          onChange={(labels) => onChange({ labels })}
        />
      )}
      <Preview titles={titles} rows={rows} labels={layout.labels} />
      {decided.length > 0 && <Button onClick={onReset}>{t("Read it as found")}</Button>}
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
    ...(option === found ? { note: t("found in the file") } : {}),
  }));
  return (
    <Setting name={t(name)}>
      <Select
        look="inline"
        label={t(name)}
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
    <div className="series-input-preview" role="region" aria-label={t("First rows of the file")} tabIndex={0}>
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
