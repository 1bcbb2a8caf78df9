import { detectors } from "../core/detectors/index";
import { stepsKept } from "../state/feed-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Progress } from "../ui/progress";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { Watched } from "./feed-watched";
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
  if (n === 0) return <p className="dim">{t("A series can be played as if it came in now, once one is open.")}</p>;
  const online = [...detectors].filter(({ open }) => open);
  const nameOf = (row: number) => labels?.[row] ?? String(row);
  return (
    <div className="regimes-stack">
      <Setting name={t("Watched by")}>
        <Select
          look="inline"
          label={t("Watched by")}
          value={method}
          options={online.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => setFeed({ method: id })}
        />
      </Setting>
      <Setting name={t("Speed")}>
        <Select
          look="inline"
          label={t("Speed of the feed")}
          value={String(speed)}
          options={speeds}
          onChange={(value) => setFeed({ speed: Number(value) })}
        />
      </Setting>
      <div className="regimes-buttons">
        {status === "playing" ? (
          <Button onClick={pauseFeed}>{t("Pause the feed")}</Button>
        ) : (
          <Button look="primary" onClick={() => void playFeed()}>
            {status === "paused" ? t("Go on") : status === "ended" ? t("Play again") : t("Play the series")}
          </Button>
        )}
        <Button disabled={at === 0} onClick={resetFeed}>
          {t("Back to the start")}
        </Button>
      </div>
      <Progress label={t("Samples given")} share={at / n} />
      <p role="status" aria-label={t("What the feed has found")}>
        {t("{{at}} of {{n}} samples, {{alarms}}", {
          at: formatCount(at),
          n: formatCount(n),
          alarms: t("{{n}} alarms", { n: formatCount(alarms.length), count: alarms.length }),
        })}
        {alarms.length > 0 &&
          t(alarms.length > 5 ? ": the last at {{places}}" : ": at {{places}}", { places: alarms.slice(-5).map(nameOf).join(", ") })}
      </p>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {recent.length > 1 && <Watched steps={recent} columns={Math.min(stepsKept, n)} method={method} />}
    </div>
  );
}

export const liveFeedPanel = definePanel({ id: "live-feed", title: "Live feed", room: "regimes", place: "right", folded: true, body: LiveFeedPanel });
