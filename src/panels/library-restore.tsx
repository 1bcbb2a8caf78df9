import { useRef } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";

/** Reads a backup back in. */
export function RestoreButton() {
  const picker = useRef<HTMLInputElement>(null);
  const restoreFile = useWorkbench((state) => state.restoreFile);
  const task = useWorkbench((state) => state.runs.task);
  return (
    <>
      <Button disabled={task !== null} onClick={() => picker.current?.click()}>
        {task === "restore" ? t("Restoring") : t("Restore a backup")}
      </Button>
      <input
        ref={picker}
        type="file"
        className="visually-hidden"
        tabIndex={-1}
        aria-label={t("Backup to restore")}
        accept=".zip"
        onChange={(event) => {
          const [file] = event.target.files ?? [];
          if (file) void restoreFile(file);
          event.target.value = "";
        }}
      />
    </>
  );
}
