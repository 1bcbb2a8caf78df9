import type { SweepFacts } from "../state/sweep-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { durationWords } from "./sweep-words";

/** How far the sweep is, and what can be done about it. */
export function SweepProgress({ facts }: { facts: SweepFacts }) {
  const pause = useWorkbench((state) => state.pauseSweep);
  const goOn = useWorkbench((state) => state.continueSweep);
  const stop = useWorkbench((state) => state.stopSweep);
  const { status, rows, of, secondsPerRun, threads, problem, notKept } = facts;
  const open = status === "running" || status === "pausing" || status === "paused";
  const left = secondsPerRun === null ? null : (secondsPerRun * (of - rows.length)) / Math.max(1, threads);
  return (
    <>
      {open && <Progress label={t("Runs of the sweep")} share={of > 0 ? rows.length / of : null} />}
      <p className="dim" role="status" data-testid="sweep-status">
        {statusWords(facts)}
        {status === "running" && left !== null && `, ${t("about {{time}} left", { time: durationWords(left) })}`}
      </p>
      <div className="sweep-ways">
        {status === "running" && <Button onClick={pause}>{t("Pause")}</Button>}
        {(status === "paused" || status === "pausing" || status === "stopped" || status === "failed") && rows.length < of && (
          <Button look="primary" onClick={() => void goOn()}>
            {t("Go on")}
          </Button>
        )}
        {open && <Button onClick={stop}>{t("Stop")}</Button>}
      </div>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {notKept && <Notice tone="warn">{t("The rows are in memory alone: {{reason}}", { reason: sentence(notKept.message) })}</Notice>}
    </>
  );
}

function statusWords({ status, rows, of }: SweepFacts): string {
  const counted = t("{{done}} of {{of}} runs", { done: rows.length, of });
  if (status === "pausing") return `${counted}, ${t("ending those in progress")}`;
  if (status === "paused") return `${counted}, ${t("paused")}`;
  if (status === "stopped") return `${counted}, ${t("stopped")}`;
  if (status === "failed") return `${counted}, ${t("ended by a fault")}`;
  return counted;
}
