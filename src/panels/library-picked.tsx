import { isRun, type LibraryRecord } from "../library/record";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { useBackup } from "./library-backup";

/** How many are shown, and what can be done with those that are picked. */
export function LibraryPicked({ found }: { found: readonly LibraryRecord[] }) {
  const picked = useWorkbench((state) => state.runs.picked);
  const deleted = useWorkbench((state) => state.runs.query.deleted);
  const pickRecords = useWorkbench((state) => state.pickRecords);
  const deleteRecords = useWorkbench((state) => state.deleteRecords);
  const bringBackRecords = useWorkbench((state) => state.bringBackRecords);
  const compareRuns = useWorkbench((state) => state.compareRuns);
  const records = useWorkbench((state) => state.runs.records);
  const { save, busy } = useBackup();
  const runs = picked.filter((id) => records.some((record) => record.id === id && isRun(record)));
  const some = picked.length > 0;
  return (
    <div className="library-bar" role="toolbar" aria-label={t("Picked runs")}>
      <span className="library-count" role="status">
        {some ? t("{{count}} of {{all}} picked", { count: picked.length, all: found.length }) : t("{{count}} kept", { count: found.length })}
      </span>
      {some ? (
        <>
          <Button
            look="primary"
            disabled={runs.length < 2}
            title={runs.length < 2 ? t("Pick two runs or more") : undefined}
            onClick={() => void compareRuns(runs)}
          >
            {t("Compare")}
          </Button>
          <Button disabled={busy} onClick={() => void save(picked)}>
            {t("Back up")}
          </Button>
          {deleted ? (
            <Button onClick={() => void bringBackRecords(picked)}>{t("Bring back")}</Button>
          ) : (
            <Button onClick={() => void deleteRecords(picked)}>{t("Delete")}</Button>
          )}
          <Button look="plain" onClick={() => pickRecords([])}>
            {t("Pick none")}
          </Button>
        </>
      ) : (
        <Button look="plain" onClick={() => pickRecords(found.map(({ id }) => id))}>
          {t("Pick all")}
        </Button>
      )}
    </div>
  );
}
