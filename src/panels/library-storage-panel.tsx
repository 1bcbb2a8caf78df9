import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { useBackup } from "./library-backup";
import { RestoreButton } from "./library-restore";
import { bytesWords } from "./library-words";
import "./runs.css";

/** How much room the library has, whether the browser may clear it, and the way out and back in. */
function LibraryStoragePanel() {
  const use = useWorkbench((state) => state.runs.use);
  const refused = useWorkbench((state) => state.runs.refused);
  const askToPersist = useWorkbench((state) => state.askToPersist);
  const purgeRecords = useWorkbench((state) => state.purgeRecords);
  const deleted = useWorkbench((state) => state.runs.records.filter((record) => record.deleted !== null).length);
  const records = useWorkbench((state) => state.runs.records);
  const { save, busy } = useBackup();
  return (
    <div className="library-storage">
      {use?.used != null && use.quota ? (
        <>
          <Progress label={t("Room that is used")} share={use.used / use.quota} />
          <p className="dim">{t("{{used}} of {{quota}} that the browser gives", { used: bytesWords(use.used), quota: bytesWords(use.quota) })}</p>
        </>
      ) : (
        <p className="dim">{t("This browser does not say how much room there is.")}</p>
      )}
      <Setting name={t("Kept for good")}>
        {use?.persisted === null || !use ? t("not to be had") : use.persisted ? t("yes") : t("not promised")}
      </Setting>
      {use?.persisted === false && (
        <>
          <p className="dim">{t("The browser may clear the library when the disk is full. It decides by itself whether to promise not to.")}</p>
          <Button onClick={() => void askToPersist()}>{t("Ask it to keep the library")}</Button>
          {refused && (
            <p role="status">{t("It did not promise. It may once the app is installed or in use for longer; until then a backup is what lasts.")}</p>
          )}
        </>
      )}
      <div className="library-ways">
        <Button disabled={busy || records.length === 0} onClick={() => void save()}>
          {busy ? t("Backing up") : t("Back up everything")}
        </Button>
        <RestoreButton />
        {deleted > 0 && (
          <Button onClick={() => void purgeRecords(records.filter((record) => record.deleted !== null).map(({ id }) => id))}>
            {t("Delete {{count}} deleted for good", { count: deleted })}
          </Button>
        )}
      </div>
    </div>
  );
}

export const libraryStoragePanel = definePanel({ id: "library-storage", title: "Storage", room: "runs", place: "left", body: LibraryStoragePanel });
