import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatRate, formatSetting } from "../ui/format";
import { Slider } from "../ui/slider";

/** Step, reset, pace, and how far the run is: beside Run in the bar, and in a tab of its own on a phone. */
export function RunDetails() {
  const open = useWorkbench((state) => state.run.id !== null);
  const stepOnce = useWorkbench((state) => state.stepOnce);
  const resetRun = useWorkbench((state) => state.resetRun);
  return (
    <div className="run-details">
      <Button disabled={!open} onClick={() => void stepOnce()} title="One step (.)">
        Step
      </Button>
      <Button disabled={!open} onClick={() => void resetRun()} title="Back to the initial state (R)">
        Reset
      </Button>
      <Clock />
      <Pace />
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
        step <span data-testid="step">{formatCount(step)}</span>
      </span>
    </span>
  );
}

function Pace() {
  const steps = useWorkbench((state) => state.stepsPerFrame);
  const byMachine = useWorkbench((state) => state.pacedByMachine);
  const set = useWorkbench((state) => state.setStepsPerFrame);
  const letMachine = useWorkbench((state) => state.paceByMachine);
  return (
    <span className="run-pace">
      <span className="dim">speed</span>
      <Slider
        label="Steps per frame"
        value={steps}
        min={1}
        max={512}
        integer
        logarithmic
        valueText={`${formatSetting(steps)} steps per frame`}
        onChange={set}
      />
      <span className="dim run-pace-value">
        {steps === 1 ? "1 step" : `${steps} steps`} a frame
        {byMachine ? (
          <span title="As many as this machine computes in a thirtieth of a second, up to 32.">, automatic</span>
        ) : (
          <Button look="plain" className="run-pace-auto" title="As many as this machine computes in a thirtieth of a second" onClick={letMachine}>
            automatic
          </Button>
        )}
      </span>
    </span>
  );
}

function Rate() {
  const rate = useWorkbench((state) => state.run.cellUpdatesPerSecond);
  return (
    <span className="run-rate dim" title="Cells times steps over the time spent stepping.">
      {formatRate(rate, "cells/s")}
    </span>
  );
}
