import { useWorkbench } from "../state/use-workbench";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { saveBlob, useBackup } from "./library-backup";

/** What went wrong, what came in, and what was just deleted, each with its next step. */
export function LibraryNotices() {
  const problem = useWorkbench((state) => state.runs.problem);
  const unkept = useWorkbench((state) => state.library.problem);
  const restored = useWorkbench((state) => state.runs.restored);
  const deleted = useWorkbench((state) => state.runs.deleted);
  const dismiss = useWorkbench((state) => state.dismissRunsNotice);
  const bringBackRecords = useWorkbench((state) => state.bringBackRecords);
  const unsavedFile = useWorkbench((state) => state.unsavedFile);
  const { save } = useBackup();
  return (
    <>
      {unkept && (
        <Notice
          tone="error"
          actions={[
            { label: t("Save the run on screen"), onClick: () => void unsavedFile().then((file) => saveBlob(file, "mfn-run")) },
            { label: t("Back up everything"), onClick: () => void save() },
          ]}
        >
          {sentence(unkept.message)}
        </Notice>
      )}
      {problem && (
        <Notice tone="error" actions={[{ label: t("Dismiss"), onClick: dismiss }]}>
          {sentence(problem.message)}
        </Notice>
      )}
      {restored && (
        <Notice tone="note" actions={[{ label: t("Dismiss"), onClick: dismiss }]}>
          {t("From the backup came {{added}} new; {{merged}} took something newer from it; {{unchanged}} were as new here.", { ...restored })}
        </Notice>
      )}
      {deleted.length > 0 && (
        <Notice
          tone="note"
          actions={[
            { label: t("Undo"), onClick: () => void bringBackRecords(deleted) },
            { label: t("Dismiss"), onClick: dismiss },
          ]}
        >
          {t("Deleted {{count}}. Deleted runs can be brought back for 30 days.", { count: deleted.length })}
        </Notice>
      )}
    </>
  );
}
