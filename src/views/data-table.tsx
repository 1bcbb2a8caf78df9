import { dash, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import "./notebook-views.css";

export interface DataTableProps {
  caption: string;
  columns: readonly string[];
  rows: readonly (readonly (number | string | boolean | null)[])[];
  /** Rows there are beyond those given. */
  leftOut?: number;
}

/** Rows of values: numbers right-aligned to six significant digits, the exact one on hover; "–" where there is none. */
export function DataTable({ caption, columns, rows, leftOut = 0 }: DataTableProps) {
  const numeric = columns.map((_, column) => rows.every((row) => row[column] === null || typeof row[column] === "number"));
  const className = (column: number) => (numeric[column] ? "data-number" : undefined);
  return (
    <div className="data-table" tabIndex={0} role="region" aria-label={t(caption || "Table")}>
      <table>
        {caption && <caption>{t(caption)}</caption>}
        <thead>
          <tr>
            {columns.map((name, column) => (
              <th key={name} scope="col" className={className(column)}>
                {t(name)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, i) => (
            <tr key={i}>
              {row.map((value, column) => (
                <td key={column} className={className(column)} title={typeof value === "number" ? String(value) : undefined}>
                  {cellText(value)}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {leftOut > 0 && <p className="dim">{t("{{count}} more rows are not shown.", { count: leftOut })}</p>}
    </div>
  );
}

function cellText(value: number | string | boolean | null): string {
  if (value === null) return dash;
  if (typeof value === "number") return formatSetting(value);
  return typeof value === "boolean" ? t(value ? "yes" : "no") : value;
}
