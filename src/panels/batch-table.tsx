import { memo, useState, type KeyboardEvent } from "react";
import { sortedBy } from "../core/metrics/batch-groups";
import type { BatchFile } from "../state/batch-facts";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber, formatUnit } from "../ui/format";
import { t } from "../ui/text";
import { cellWords, columnTitle, sortValueOf, statusWords, unitOf, type ColumnId } from "./batch-columns";

/** Rows drawn before one asks for all. */
const rowsFirst = 200;

export type Sorting = { column: ColumnId; direction: "ascending" | "descending" } | null;

/** A row an image: click a heading to sort by it, an image's name to open it. */
export function BatchTable({ sorting, onSort }: { sorting: Sorting; onSort(sorting: Sorting): void }) {
  const files = useWorkbench((state) => state.batch.files);
  const metrics = useWorkbench((state) => state.batch.metrics);
  const [all, setAll] = useState(false);
  const sorted = sorting ? sortedBy(files, (file) => sortValueOf(file, sorting.column), sorting.direction) : files;
  const shown = all ? sorted : sorted.slice(0, rowsFirst);
  const columns: ColumnId[] = ["file", "group", "foreground", ...metrics];
  const sortBy = (column: ColumnId) =>
    onSort({ column, direction: sorting?.column === column && sorting.direction === "ascending" ? "descending" : "ascending" });
  return (
    <div className="batch-scroll" tabIndex={0} role="region" aria-label={t("Images of the batch")}>
      <table className="batch-table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column} scope="col" aria-sort={sorting?.column === column ? sorting.direction : "none"}>
                <button type="button" onClick={() => sortBy(column)}>
                  {columnTitle(column)}
                  {formatUnit(unitOf(files, column)) && <small>{formatUnit(unitOf(files, column))}</small>}
                  <span className="batch-arrow" aria-hidden="true">
                    {sorting?.column === column ? (sorting.direction === "ascending" ? "▴" : "▾") : ""}
                  </span>
                </button>
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">{t("Remove")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {shown.map((file) => (
            <Row key={file.id} file={file} metrics={metrics} />
          ))}
        </tbody>
      </table>
      {shown.length < files.length && (
        <Button look="plain" onClick={() => setAll(true)}>
          {t("Show {{n}} more", { n: formatCount(files.length - shown.length), count: files.length - shown.length })}
        </Button>
      )}
    </div>
  );
}

/** Drawn again only when its own file changed: a batch reports after every metric. */
const Row = memo(function Row({ file, metrics }: { file: BatchFile; metrics: readonly string[] }) {
  const openFromBatch = useWorkbench((state) => state.openFromBatch);
  const remove = useWorkbench((state) => state.removeFromBatch);
  const { id, name, path, image, status } = file;
  const shown = useWorkbench(({ batch, measure }) => batch.opened === id && measure.image?.name === name);
  const open = () => {
    void openFromBatch(id);
    // On a phone the image stands above what is seen of the table.
    document.getElementById("main")?.scrollTo({ top: 0 });
  };
  const settled = status === "done" || Object.keys(file.reports).length > 0;
  return (
    <tr className={`batch-${status}`} aria-current={shown || undefined} onClick={open}>
      <th scope="row">
        <button type="button" className="batch-name" title={path} onClick={(event) => (event.stopPropagation(), open())}>
          {name}
        </button>
      </th>
      <td onClick={(event) => event.stopPropagation()}>
        <GroupField key={file.group} file={file} />
      </td>
      {settled ? (
        <>
          <td className="batch-number">{image ? `${formatNumber(100 * image.foreground, 3)} %` : ""}</td>
          {metrics.map((metric) => (
            <MetricCell key={metric} file={file} metric={metric} />
          ))}
        </>
      ) : (
        <td className="batch-status" colSpan={metrics.length + 1}>
          {statusWords(file)}
        </td>
      )}
      <td>
        <Button
          look="plain"
          className="batch-remove"
          aria-label={t("Remove {{name}}", { name })}
          onClick={(event) => (event.stopPropagation(), remove(id))}
        >
          ×
        </Button>
      </td>
    </tr>
  );
});

function MetricCell({ file, metric }: { file: BatchFile; metric: string }) {
  const report = file.reports[metric];
  if (!report) return <td className="batch-number dim">{file.measuring === metric ? "…" : ""}</td>;
  const { value, reach, likeNoise, about } = cellWords(report);
  return (
    <td className={likeNoise ? "batch-number batch-noise" : "batch-number"} title={about}>
      {value}
      {reach && <small> {reach}</small>}
      {(likeNoise || report.result.value === null) && <span className="visually-hidden">{about}</span>}
    </td>
  );
}

/** What is typed counts with Enter, or when the field is left. */
function GroupField({ file: { id, name, group } }: { file: BatchFile }) {
  const setGroup = useWorkbench((state) => state.setBatchGroup);
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === "Escape") event.currentTarget.value = group;
    if (event.key === "Enter" || event.key === "Escape") event.currentTarget.blur();
  };
  return (
    <input
      className="text-field batch-group"
      type="text"
      aria-label={t("Group of {{name}}", { name })}
      defaultValue={group}
      onKeyDown={onKeyDown}
      onBlur={(event) => event.currentTarget.value !== group && setGroup(id, event.currentTarget.value)}
    />
  );
}
