import { useEffect, useState } from "react";
import { toRecord } from "../core/errors";
import { parseJson } from "../connectors/json-text";
import { draftRuns } from "../state/sweep-draft";
import { useServices, useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { DropZone } from "../ui/drop-zone";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { SweepDiagram } from "./sweep-diagram";
import { SweepExport } from "./sweep-export";
import { SweepProgress } from "./sweep-progress";
import { SweepSetup, tooMany } from "./sweep-setup";
import { estimateSeconds, planWords } from "./sweep-words";
import "./sweep.css";

/** Many runs of the spec on screen over values of its parameters. */
function SweepPanel() {
  const spec = useWorkbench((state) => state.spec);
  const draft = useWorkbench((state) => state.sweepDraft);
  const facts = useWorkbench((state) => state.sweep);
  const prepare = useWorkbench((state) => state.prepareSweep);
  const resume = useWorkbench((state) => state.resumeSweep);
  const start = useWorkbench((state) => state.startSweep);
  const take = useWorkbench((state) => state.takeSweep);
  const [refusal, setRefusal] = useState<string | null>(null);
  const [large, setLarge] = useState(false);
  const model = spec?.model;
  useEffect(() => prepare(), [prepare, model]);
  useEffect(() => void resume(), [resume]);
  if (!spec || draft?.model !== model) return <p className="dim">{t("Waiting for a run to vary.")}</p>;
  const busy = facts.status === "running" || facts.status === "pausing";
  const open = async ([file]: File[]) => {
    setRefusal(null);
    try {
      await take(parseJson(await file!.text(), file!.name));
    } catch (error) {
      setRefusal(toRecord(error).message);
    }
  };
  return (
    <div className="sweep">
      <DropZone label={t("Open a sweep file")} accept=".json" onFiles={(files) => void open(files)}>
        {!busy && (
          <>
            <SweepSetup spec={spec} draft={draft!} />
            <Plan />
            <Button look="primary" disabled={tooMany(draft!)} onClick={() => void start()}>
              {t("Run the sweep")}
            </Button>
          </>
        )}
        {!facts.sweep && facts.problem && <Notice tone="error">{sentence(facts.problem.message)}</Notice>}
        {facts.sweep && (
          <>
            <SweepProgress facts={facts} />
            <SweepDiagram sweep={facts.sweep} rows={facts.rows} />
            <div className="sweep-ways">
              <Dialog
                trigger={<Button>{t("Enlarge")}</Button>}
                title={t("Phase diagram")}
                open={large}
                onOpenChange={setLarge}
                className="sweep-large"
              >
                <SweepDiagram sweep={facts.sweep} rows={facts.rows} />
              </Dialog>
              <SweepExport />
            </div>
          </>
        )}
      </DropZone>
      {refusal !== null && <Notice tone="error">{sentence(refusal)}</Notice>}
    </div>
  );
}

function Plan() {
  const { cores } = useServices();
  const draft = useWorkbench((state) => state.sweepDraft)!;
  const spec = useWorkbench((state) => state.spec)!;
  const run = useWorkbench((state) => state.run);
  const runs = draftRuns(draft);
  if (tooMany(draft)) return <p className="dim">{t("That is {{runs}} runs, more than a sweep takes; lower the numbers of values.", { runs })}</p>;
  return <p className="dim">{sentence(planWords(runs, draft.steps, estimateSeconds(runs, draft.steps, spec, run, cores)))}</p>;
}

export const sweepPanel = definePanel({ id: "sweep", title: "Sweep", room: "lab", place: "right", folded: true, body: SweepPanel });
