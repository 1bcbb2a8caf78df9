import type { Pace } from "../state/pace";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatRate, formatSetting } from "../ui/format";
import { Select, type Option } from "../ui/select";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";

/** Steps a frame at the end of the slider. */
const mostChosen = 512;

/** Step, reset, pace, and how far the run is: beside Run in the bar, and in a tab of its own on a phone. */
export function RunDetails() {
  const open = useWorkbench((state) => state.run.id !== null);
  const stepOnce = useWorkbench((state) => state.stepOnce);
  const resetRun = useWorkbench((state) => state.resetRun);
  return (
    <div className="run-details">
      <Button disabled={!open} onClick={() => void stepOnce()} title={t("One step (.)")}>
        {t("Step")}
      </Button>
      <Button disabled={!open} onClick={() => void resetRun()} title={t("Back to the initial state (R)")}>
        {t("Reset")}
      </Button>
      <Clock />
      <PaceSetting />
      <Rate />
    </div>
  );
}

function Clock() {
  const time = useWorkbench((state) => state.run.time);
  const step = useWorkbench((state) => state.run.step);
  // The steps that a method chooses itself are told by their mean.
  const dt = useWorkbench(({ spec, run }) =>
    spec?.integrator.rtol !== undefined && run.time > 0 ? run.time / run.step : (spec?.integrator.dt ?? 1),
  );
  const decimals = Math.min(6, Math.max(0, -Math.floor(Math.log10(dt) + 1e-9)));
  return (
    <span className="run-clock">
      <span data-testid="time">t = {time.toFixed(decimals)}</span>
      <span className="dim">
        {t("step")} <span data-testid="step">{formatCount(step)}</span>
      </span>
    </span>
  );
}

const paces: Option<Pace>[] = [
  { value: "watchable", label: "automatic", note: "As fast as a pattern can be watched, or as this machine can." },
  { value: "fastest", label: "fastest", note: "All that this machine can, at the display's rate." },
  { value: "chosen", label: "as set", note: "The same number of steps in every frame." },
];

function PaceSetting() {
  const steps = useWorkbench((state) => state.stepsPerFrame);
  const pace = useWorkbench((state) => state.pace);
  const setSteps = useWorkbench((state) => state.setStepsPerFrame);
  const setPace = useWorkbench((state) => state.setPace);
  return (
    <span className="run-pace">
      <span className="dim">{t("speed")}</span>
      <Slider
        label={t("Steps per frame")}
        value={Math.min(mostChosen, steps)}
        min={1}
        max={mostChosen}
        integer
        logarithmic
        valueText={t("{{steps}} steps per frame", { steps: formatSetting(steps), count: steps })}
        onChange={setSteps}
      />
      <span className="run-pace-value">
        <span className="dim">{t("{{steps}} steps a frame", { steps: formatCount(steps), count: steps })}</span>
        <Select look="inline" label={t("Pace")} value={pace} options={paces} onChange={setPace} />
      </span>
    </span>
  );
}

function Rate() {
  const rate = useWorkbench((state) => state.run.cellUpdatesPerSecond);
  return (
    <span className="run-rate dim" data-testid="rate" title={t("Cells times steps over the time spent stepping.")}>
      {formatRate(rate, t("cells/s"))}
    </span>
  );
}
