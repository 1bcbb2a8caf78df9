import { useState } from "react";
import { toRecord, type ErrorRecord } from "../core/errors";
import { useRefreshJobs } from "../server-state/use-server";
import { wholeSpec } from "../state/exported-spec";
import { draftOf, draftRuns, inputOf } from "../state/sweep-draft";
import { useWorkbench } from "../state/use-workbench";
import type { Submission } from "../engine/protocol-jobs";
import { Button } from "../ui/button";
import { formatSetting } from "../ui/format";
import { Notice } from "../ui/notice";
import { NumberField } from "../ui/number-field";
import { t } from "../ui/text";
import { modelTitle } from "./library-words";
import { ServerProblem } from "./server-problem";

/** Steps where the Lab goes on without an end. */
const usualSteps = 10_000;

/** Hands what the Lab holds to the server: its experiment for so many steps, or its sweep. */
export function ServerJobStart() {
  const shown = useWorkbench((state) => state.spec);
  const shownRun = useWorkbench((state) => state.run);
  const draft = useWorkbench((state) => state.sweepDraft);
  const scopes = useWorkbench((state) => state.server.who?.scopes ?? []);
  const submit = useWorkbench((state) => state.submitJob);
  const refresh = useRefreshJobs();
  const spec = wholeSpec({ spec: shown, run: shownRun });
  const [steps, setSteps] = useState<number | null>(null);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ words: string } | { problem: ErrorRecord } | null>(null);
  if (spec === null) return null;
  if (!scopes.includes("run")) return <Notice tone="note">{t("You may look at jobs here, but not start any.")}</Notice>;
  const title = modelTitle(spec.model);
  const sweep = draft?.model === spec.model ? draft : draftOf(spec);
  const hand = async (submission: Submission, name: string) => {
    setBusy(true);
    try {
      const job = await submit(submission, name);
      setSaid(job === null ? { words: t("The server cannot be reached: the job waits here and goes there by itself.") } : null);
      refresh();
    } catch (error) {
      setSaid({ problem: toRecord(error) });
    } finally {
      setBusy(false);
    }
  };
  const wanted = steps ?? (spec.steps > 0 ? spec.steps : usualSteps);
  // Taken as it was typed: a number put in its place would be handed over by the very click that leaves the field.
  const isTooFew = wanted < 0;
  const run = () => {
    if (!isTooFew) void hand({ kind: "run", document: { ...spec, steps: wanted } }, title);
  };
  return (
    <section className="server-start" aria-label={t("Start a job")}>
      <div className="server-start-line">
        <span>{t("The Lab's experiment: {{title}}", { title })}</span>
        <span className="server-start-steps">
          <span className="dim" aria-hidden="true">
            {t("Steps")}
          </span>
          <NumberField label={t("Steps")} value={wanted} min={0} integer soft onChange={setSteps} />
        </span>
        <Button look="primary" disabled={busy} onClick={run}>
          {t("Run it on the server")}
        </Button>
      </div>
      {isTooFew && (
        <Notice tone="error">{t("There are no runs of {{steps}} steps: a job takes 0 or more.", { steps: formatSetting(wanted) })}</Notice>
      )}
      <div className="server-start-line">
        <span>{t("The Lab's sweep: {{count}} runs of {{steps}} steps", { count: draftRuns(sweep), steps: sweep.steps })}</span>
        <Button disabled={busy} onClick={() => void hand({ kind: "sweep", document: inputOf(sweep, spec) }, title)}>
          {t("Sweep on the server")}
        </Button>
      </div>
      {said && ("words" in said ? <Notice tone="note">{said.words}</Notice> : <ServerProblem problem={said.problem} />)}
    </section>
  );
}
