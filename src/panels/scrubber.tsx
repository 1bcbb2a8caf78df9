import { useMemo } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import { ScrubberBookmarks } from "./scrubber-bookmarks";
import { ScrubberMemory } from "./scrubber-memory";
import { ScrubberTrack } from "./scrubber-track";
import "./scrubber.css";

/** On a phone the line of time is at the thumb, and what else is done with time in a tab. */
export type ScrubberPart = "all" | "line" | "buttons";

/** Every state that the run went through: go to one, replay from one, give it a name. */
export function Scrubber({ part = "all" }: { part?: ScrubberPart }) {
  return (
    <div className="timeline" role="group" aria-label={t("Time of the run")}>
      {part !== "line" && <StepBack />}
      {part !== "buttons" && <Track />}
      {part !== "line" && (
        <>
          <Replay />
          <ScrubberBookmarks />
          <ScrubberMemory />
        </>
      )}
      {part !== "buttons" && <News />}
    </div>
  );
}

function Track() {
  const step = useWorkbench((state) => state.run.step);
  const time = useWorkbench((state) => state.run.time);
  const newest = useWorkbench((state) => state.run.newest);
  const aim = useWorkbench((state) => state.timeline.travelling?.to ?? state.run.step);
  const kept = useWorkbench((state) => state.timeline.kept);
  const bookmarks = useWorkbench((state) => state.timeline.bookmarks);
  const interventions = useWorkbench((state) => state.spec?.interventions);
  const glance = useWorkbench((state) => state.glance);
  const goToStep = useWorkbench((state) => state.goToStep);
  const done = useMemo(() => [...new Set((interventions ?? []).map((one) => one.step))].filter((one) => one <= newest), [interventions, newest]);
  return (
    <ScrubberTrack
      step={step}
      newest={newest}
      aim={aim}
      words={t("Step {{step}} of {{newest}}, t = {{time}}", { step, newest, time: formatSetting(time) })}
      kept={kept}
      done={done}
      bookmarks={bookmarks}
      onGlance={(at) => void glance(at)}
      onChoose={(at) => void goToStep(at)}
    />
  );
}

function StepBack() {
  const first = useWorkbench((state) => state.run.step === 0);
  const stepBack = useWorkbench((state) => state.stepBack);
  return (
    <Button look="plain" disabled={first} onClick={() => void stepBack()} title={t("One step back (,)")}>
      {t("Step back")}
    </Button>
  );
}

function Replay() {
  const step = useWorkbench((state) => state.run.step);
  const newest = useWorkbench((state) => state.run.newest);
  const running = useWorkbench((state) => state.run.status === "running");
  const replay = useWorkbench((state) => state.replay);
  const from = step < newest ? step : 0;
  return (
    <Button
      look="plain"
      disabled={newest === 0 || running}
      title={from === 0 ? t("Play it again from the start (P)") : t("Play on from here to the newest step (P)")}
      onClick={() => void replay(from)}
    >
      {t("Replay")}
    </Button>
  );
}

/** On the way to a step: how far, and a way out. Else what became of the future when something was done in the past. */
function News() {
  const travelling = useWorkbench((state) => state.timeline.travelling);
  const told = useWorkbench((state) => state.timeline.told);
  const stop = useWorkbench((state) => state.stopTravelling);
  if (travelling && travelling.at !== travelling.to)
    return (
      <span className="timeline-news timeline-way">
        <span>{t("Computing step {{to}}: at {{at}}", { to: formatCount(travelling.to), at: formatCount(travelling.at) })}</span>
        <Button look="plain" onClick={() => void stop()}>
          {t("Stop")}
        </Button>
      </span>
    );
  return (
    <span className="timeline-news dim" role="status" title={told}>
      {told}
    </span>
  );
}
