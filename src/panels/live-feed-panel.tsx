import { useMemo } from "react";
import { binStart, runLengthBins, type FeedStep } from "../core/detectors/feed";
import { detectors } from "../core/detectors/index";
import { stepsKept } from "../state/feed-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { HeatImage } from "../views/heat-image";
import { Sparkline } from "../views/sparkline";
import { definePanel } from "./define";
import "./regimes.css";

const speeds = [
  { value: "10", label: "10 samples a second" },
  { value: "50", label: "50 samples a second" },
  { value: "500", label: "500 samples a second" },
  { value: "Infinity", label: "as fast as it goes" },
];

/** Plays the open series as if it came in now: what an online detector would have known at each moment. */
function LiveFeedPanel() {
  const { status, method, speed, at, alarms, recent, problem } = useWorkbench((state) => state.feed);
  const { playFeed, pauseFeed, resetFeed, setFeed } = useWorkbench((state) => state);
  const n = useWorkbench((state) => state.regimes.values.length);
  const labels = useWorkbench((state) => state.regimes.table?.labels ?? null);
  if (n === 0) return <p className="dim">A series can be played as if it came in now, once one is open.</p>;
  const online = [...detectors].filter(({ open }) => open);
  const nameOf = (row: number) => labels?.[row] ?? String(row);
  return (
    <div className="regimes-stack">
      <Setting name="Watched by">
        <Select
          look="inline"
          label="Watched by"
          value={method}
          options={online.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => setFeed({ method: id })}
        />
      </Setting>
      <Setting name="Speed">
        <Select
          look="inline"
          label="Speed of the feed"
          value={String(speed)}
          options={speeds}
          onChange={(value) => setFeed({ speed: Number(value) })}
        />
      </Setting>
      <div className="regimes-buttons">
        {status === "playing" ? (
          <Button onClick={pauseFeed}>Pause the feed</Button>
        ) : (
          <Button look="primary" onClick={() => void playFeed()}>
            {status === "paused" ? "Go on" : status === "ended" ? "Play again" : "Play the series"}
          </Button>
        )}
        <Button disabled={at === 0} onClick={resetFeed}>
          Back to the start
        </Button>
      </div>
      <Progress label="Samples given" share={at / n} />
      <p role="status" aria-label="What the feed has found">
        {`${formatCount(at)} of ${formatCount(n)} samples, ${alarms.length === 1 ? "1 alarm" : `${formatCount(alarms.length)} alarms`}`}
        {alarms.length > 0 && `: at ${alarms.slice(-5).map(nameOf).join(", ")}`}
      </p>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {recent.length > 1 && <Watched steps={recent} columns={Math.min(stepsKept, n)} method={method} />}
    </div>
  );
}

/** The run-length posterior of the last samples, newest on the right; for detectors without one, their statistics. */
function Watched({ steps, columns, method }: { steps: readonly FeedStep[]; columns: number; method: string }) {
  const strip = useMemo(() => posteriorStrip(steps, columns), [steps, columns]);
  const colourMap = useWorkbench((state) => state.workspace.colourMap);
  if (strip)
    return (
      <>
        <HeatImage
          title={`Run length over the last ${formatCount(steps.length)} samples`}
          shape={strip.shape}
          levels={strip.levels}
          min={0}
          max={1}
          notFinite={0}
          colourMap={colourMap}
        />
        <p className="dim">
          Newest on the right; from run lengths of 1 at the foot to {formatCount(strip.longest)} at the top, each step half an octave. Bright is
          probable. A change is where the bright line falls to the foot.
        </p>
      </>
    );
  const names = Object.keys(steps.at(-1)!.watched);
  return names.map((name) => (
    <p key={name} className="feed-watched">
      <span className="dim">{name}</span>
      <Sparkline
        title={`${name} of ${detectors.get(method).title}`}
        values={steps.map(({ watched }) => watched[name] ?? null)}
        width={220}
        height={36}
      />
    </p>
  ));
}

/** One byte a cell, columns the samples, rows the bins of run length in use, longest at the top; null where no step has a posterior. */
function posteriorStrip(steps: readonly FeedStep[], columns: number): { shape: readonly [number, number]; levels: string; longest: number } | null {
  if (!steps.some(({ posterior }) => posterior !== null)) return null;
  let top = 2;
  for (let bin = 0; bin < runLengthBins; bin++) if (steps.some(({ posterior }) => (posterior?.[bin] ?? 0) > 0.001)) top = Math.max(top, bin + 1);
  let bytes = "";
  for (let row = top - 1; row >= 0; row--) {
    for (let column = 0; column < columns; column++) {
      const step = steps[column - (columns - steps.length)];
      bytes += String.fromCharCode(Math.round(254 * Math.min(1, step?.posterior?.[row] ?? 0)));
    }
  }
  return { shape: [top, columns], levels: btoa(bytes), longest: binStart(top) - 1 };
}

export const liveFeedPanel = definePanel({ id: "live-feed", title: "Live feed", room: "regimes", place: "right", body: LiveFeedPanel });
