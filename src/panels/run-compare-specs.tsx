import { specDifferences } from "../library/spec-difference";
import type { LibraryRecord } from "../library/record";
import { t } from "../ui/text";
import { valueWords } from "./library-words";

/** A row for each place in which the specs differ, a column a run; what all have in common is left out. */
export function RunCompareSpecs({ runs }: { runs: readonly LibraryRecord[] }) {
  const rows = specDifferences(runs.map(({ spec }) => spec));
  if (rows.length === 0) return <p className="dim">{t("Nothing: they are one experiment.")}</p>;
  return (
    <div className="compare-scroll" tabIndex={0} role="region" aria-label={t("What their specs differ in")}>
      <table className="compare-table">
        <thead>
          <tr>
            <th scope="col">{t("Setting")}</th>
            {runs.map(({ id, title }, i) => (
              <th key={id} scope="col">
                <span className="compare-number">{i + 1}</span> {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ path, values }) => (
            <tr key={path}>
              <th scope="row">
                <code>{path}</code>
              </th>
              {values.map((value, i) => (
                <td key={runs[i]!.id}>{valueWords(value, path)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
