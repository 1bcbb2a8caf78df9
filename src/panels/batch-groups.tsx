import { useState } from "react";
import { summariseGroups } from "../core/metrics/batch-groups";
import { useWorkbench } from "../state/use-workbench";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { GroupPlot } from "../views/group-plot";
import { columnTitle, numberOf, unitOf, type ColumnId } from "./batch-columns";

/** One measure of all images, group by group. */
export function BatchGroups() {
  const files = useWorkbench((state) => state.batch.files);
  const metrics = useWorkbench((state) => state.batch.metrics);
  const [wanted, setWanted] = useState<ColumnId | null>(null);
  const columns: ColumnId[] = [...metrics, "foreground"];
  const column = wanted !== null && columns.includes(wanted) ? wanted : columns[0]!;
  const rows = files.map((file) => ({ group: file.group, value: numberOf(file, column) }));
  const groups = summariseGroups(rows);
  const missing = rows.filter(({ value }) => value === null).length;
  return (
    <div className="batch-groups">
      <p className="batch-compare">
        <span className="dim">{t("Compare")}</span>
        <Select
          label={t("Measure to compare")}
          look="inline"
          value={column}
          options={columns.map((id) => ({ value: id, label: columnTitle(id) }))}
          onChange={setWanted}
        />
        <span className="dim">{t("by group")}</span>
      </p>
      {groups.length === 0 ? (
        <p className="dim">{t("No image has a value of it yet.")}</p>
      ) : (
        <GroupPlot groups={groups} title={columnTitle(column)} unit={unitOf(files, column)} />
      )}
      <p className="dim">
        {t("A dot is an image, the line the mean of its group, the bar one standard error to each side.")}
        {missing > 0 && ` ${t("{{missing}} of {{count}} images have no value here.", { missing, count: files.length })}`}
      </p>
    </div>
  );
}
