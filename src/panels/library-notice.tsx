import { useWorkbench } from "../state/use-workbench";
import type { Resumed } from "../state/library-slice";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { saveBlob } from "./library-backup";
import { moment } from "./library-words";
import "./runs.css";

/** Over the Lab: how the run on screen came back, and, where it cannot be kept, what to do. Nothing else of the time. */
export function LibraryNotice() {
  const inLab = useWorkbench((state) => state.room === "lab");
  const resumed = useWorkbench((state) => state.library.resumed);
  const resuming = useWorkbench((state) => state.library.resuming);
  const elsewhere = useWorkbench((state) => state.library.elsewhere);
  const clearedSince = useWorkbench((state) => state.library.clearedSince);
  const full = useWorkbench((state) => (state.library.problem?.code === "storage/full" ? state.library.problem.message : null));
  const dismissResumed = useWorkbench((state) => state.dismissResumed);
  const unsavedFile = useWorkbench((state) => state.unsavedFile);
  if (!inLab || (!resumed && !full && !elsewhere && clearedSince === null)) return null;
  return (
    <div className="library-notice" role="status">
      {full && (
        <>
          <p>{sentence(full)}</p>
          <div className="library-notice-ways">
            <Button onClick={() => void unsavedFile().then((file) => saveBlob(file, "mfn-run"))}>{t("Save the run as a file")}</Button>
            <a href="#/runs">{t("Make room in Runs")}</a>
          </div>
        </>
      )}
      {!full && clearedSince !== null && (
        <>
          <p>
            {t("The browser has cleared the library: a run was kept on {{when}}. Restore the last backup in Runs, or run on from the start.", {
              when: moment(clearedSince),
            })}
          </p>
          <div className="library-notice-ways">
            <a href="#/runs">{t("Restore a backup in Runs")}</a>
            <Button look="plain" onClick={dismissResumed}>
              {t("Dismiss")}
            </Button>
          </div>
        </>
      )}
      {!full && elsewhere && (
        <>
          <p>{t("The run of the last visit goes on in another tab. This one waits at the start: run it, or open another in Runs.")}</p>
          <div className="library-notice-ways">
            <Button look="plain" onClick={dismissResumed}>
              {t("Dismiss")}
            </Button>
          </div>
        </>
      )}
      {!full && !elsewhere && resumed && (
        <>
          <p>{resumedWords(resumed)}</p>
          {resuming && (
            <>
              <p className="dim">
                {t("Computed again up to step {{step}} of {{target}}", { step: formatCount(resuming.step), target: formatCount(resuming.target) })}
              </p>
              <Progress label={t("Computed again")} share={resuming.step / resuming.target} />
            </>
          )}
          <div className="library-notice-ways">
            <Button look={resuming ? "normal" : "plain"} onClick={dismissResumed}>
              {resuming ? t("Stop here") : t("Dismiss")}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}

function resumedWords({ step, secondsBefore, again, copied }: Resumed): string {
  const at = formatCount(step);
  const how =
    secondsBefore === null
      ? t("Opened at step {{step}}.", { step: at })
      : t("Went on from step {{step}}, kept {{seconds}} s before the page was closed.", { step: at, seconds: secondsBefore });
  const recomputed = again > 0 ? ` ${t("The last {{count}} steps are computed again.", { count: again })}` : "";
  const copy = copied ? ` ${t("Another tab runs it, so this is a copy.")}` : "";
  return how + recomputed + copy;
}
