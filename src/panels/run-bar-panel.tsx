import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { onPhone, useMedia } from "../ui/use-media";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { ExportMenu } from "./export-menu";
import "./lab.css";
import { RunDetails } from "./run-details";
import { SpecFileButton } from "./spec-file";
import { Timeline } from "./timeline";

function RunBarPanel() {
  const phone = useMedia(onPhone);
  return (
    <>
      {!phone && <Timeline />}
      <div className="run-bar" role="toolbar" aria-label={t("Run")}>
        <TowardsTarget />
        <RunButton />
        {phone ? (
          <Timeline part="line" />
        ) : (
          <>
            <RunDetails />
            <SpecFileButton />
          </>
        )}
        <ExportMenu />
      </div>
    </>
  );
}

/** How far a run is that was opened with a number of steps, as from a link. */
function TowardsTarget() {
  const step = useWorkbench((state) => state.run.step);
  const target = useWorkbench((state) => state.spec?.steps ?? 0);
  if (step >= target) return null;
  return (
    <div className="run-target">
      <Progress label={t("Step {{step}} of {{target}}", { step, target })} share={step / target} />
    </div>
  );
}

function RunButton() {
  const status = useWorkbench((state) => state.run.status);
  const open = useWorkbench((state) => state.run.id !== null);
  const play = useWorkbench((state) => state.play);
  const pause = useWorkbench((state) => state.pause);
  const running = status === "running";
  return (
    <Button
      look="primary"
      className="run-button"
      disabled={!open}
      onClick={() => void (running ? pause() : play())}
      title={running ? t("Pause (Space)") : t("Run (Space)")}
    >
      {running ? t("Pause") : t("Run")}
    </Button>
  );
}

export const runBarPanel = definePanel({ id: "run-bar", title: "Run", room: "lab", place: "bottom", body: RunBarPanel });
