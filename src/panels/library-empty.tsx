import { useWorkbench } from "../state/use-workbench";
import { EmptyState } from "../ui/empty-state";
import { t } from "../ui/text";
import { RestoreButton } from "./library-restore";
import { moment } from "./library-words";

/** A library with nothing in it: what comes here by itself, or that the browser has cleared it. */
export function LibraryEmpty() {
  const clearedSince = useWorkbench((state) => state.runs.clearedSince);
  return (
    <EmptyState title={clearedSince === null ? t("No runs yet") : t("The library is empty: the browser has cleared it")} actions={<RestoreButton />}>
      {clearedSince === null
        ? t(
            "Every run that goes on for a second in the Lab is kept here by itself, with its state, picture and numbers. A backup from before comes back with Restore.",
          )
        : t(
            "A run was kept here on {{when}}. Browsers clear what a site keeps when the disk is full, or after days without a visit. Restore the last backup to have everything back.",
            { when: moment(clearedSince) },
          )}
    </EmptyState>
  );
}
