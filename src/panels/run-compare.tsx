import { useMemo } from "react";
import { isRun, type LibraryRecord, type RunPayload } from "../library/record";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { RunCompareFields } from "./run-compare-fields";
import { RunCompareMetrics } from "./run-compare-metrics";
import { RunCompareSpecs } from "./run-compare-specs";
import "./runs.css";

/** Kept runs side by side: their fields in one colour range, what their specs differ in, their metrics over time. */
export function RunCompare() {
  const { ids, status, field, difference, problem } = useWorkbench((state) => state.comparedRuns);
  const records = useWorkbench((state) => state.runs.records);
  const compareRuns = useWorkbench((state) => state.compareRuns);
  const setComparedRuns = useWorkbench((state) => state.setComparedRuns);
  const runs = useMemo(
    () =>
      ids.map((id) => records.find((record) => record.id === id)).filter((record): record is LibraryRecord<RunPayload> => !!record && isRun(record)),
    [ids, records],
  );
  const fields = sharedFields(runs);
  return (
    <div className="library compare">
      <div className="library-bar" role="toolbar" aria-label={t("Compared runs")}>
        <Button onClick={() => void compareRuns([])}>{t("Back to the library")}</Button>
        <h2 className="compare-heading">{t("{{count}} runs side by side", { count: runs.length })}</h2>
        {fields.length > 1 && (
          <Select
            look="inline"
            label={t("Field compared")}
            value={field ?? ""}
            options={[{ value: "", label: t("as watched") }, ...fields.map((name) => ({ value: name, label: name }))].filter(
              ({ value }) => value !== "",
            )}
            placeholder={t("as watched")}
            onChange={(next) => setComparedRuns({ field: next })}
          />
        )}
        <Checkbox label={t("difference from the first")} checked={difference} onChange={(next) => setComparedRuns({ difference: next })} />
      </div>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {status === "reading" ? (
        <p className="library-waiting dim">{t("Reading the runs")}</p>
      ) : (
        <>
          <RunCompareFields runs={runs} />
          <section className="compare-part">
            <h3>{t("What their specs differ in")}</h3>
            <RunCompareSpecs runs={runs} />
          </section>
          <section className="compare-part">
            <h3>{t("Metrics over time")}</h3>
            <RunCompareMetrics runs={runs} />
          </section>
        </>
      )}
    </div>
  );
}

/** Fields that every run records. */
const sharedFields = (runs: readonly LibraryRecord<RunPayload>[]): string[] =>
  (runs[0]?.spec.record.fields ?? []).filter((name) => runs.every(({ spec }) => spec.record.fields.includes(name)));
