import { detectors } from "../core/detectors/index";
import { samplesKept, type LiveFacts } from "../state/live-slice";
import { stepsKept } from "../state/feed-slice";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, formatNumber, sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { Sparkline } from "../views/sparkline";
import { definePanel } from "./define";
import { Watched } from "./feed-watched";
import "./regimes.css";

/** Samples of a source outside, watched as they come. */
function LiveSourcePanel() {
  const live = useWorkbench((state) => state.live);
  const { setLive, connectLive, disconnectLive, keepLive } = useWorkbench((state) => state);
  const { status, address, key, method, problem, recent, values } = live;
  const idle = status === "closed";
  const online = [...detectors].filter(({ open }) => open);
  return (
    <form
      className="regimes-stack"
      onSubmit={(event) => {
        event.preventDefault();
        connectLive();
      }}
    >
      <label className="live-address">
        <span className="dim">{t("WebSocket address")}</span>
        <input
          className="text-field"
          type="text"
          inputMode="url"
          placeholder="wss://example.org/feed"
          spellCheck={false}
          disabled={!idle}
          value={address}
          onChange={(event) => setLive({ address: event.target.value })}
        />
      </label>
      <Setting
        name={t("Number under")}
        title={t("Where the number stands in a message that is a JSON object, such as payload.value. Empty takes the first number.")}
      >
        <input
          className="text-field annotate-name"
          type="text"
          aria-label={t("Key of the number")}
          placeholder={t("first number")}
          spellCheck={false}
          disabled={!idle}
          value={key}
          onChange={(event) => setLive({ key: event.target.value })}
        />
      </Setting>
      <Setting name={t("Watched by")}>
        <Select
          look="inline"
          label={t("Source watched by")}
          value={method}
          disabled={!idle}
          options={online.map(({ id, title }) => ({ value: id, label: title }))}
          onChange={(id) => setLive({ method: id })}
        />
      </Setting>
      <div className="regimes-buttons">
        {/* Two buttons, by their keys: one that became the other while it is pressed would connect anew what it has just closed. */}
        {idle ? (
          <Button key="connect" type="submit" disabled={address.trim() === ""}>
            {t("Connect")}
          </Button>
        ) : (
          <Button key="disconnect" onClick={disconnectLive}>
            {status === "connecting" ? t("Stop connecting") : t("Disconnect")}
          </Button>
        )}
        <Button
          disabled={live.received === 0}
          title={t("The last {{n}} samples at most", { n: formatCount(samplesKept), count: samplesKept })}
          onClick={() => void keepLive()}
        >
          {t("Open what came as a series")}
        </Button>
      </div>
      <p role="status" aria-label={t("What the source has sent")}>
        {inWords(live)}
      </p>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      {values.length > 1 && (
        <p className="feed-watched">
          <span className="dim">{formatNumber(values.at(-1), 4)}</span>
          <Sparkline
            title={t("The last {{n}} samples", { n: formatCount(values.length), count: values.length })}
            values={values}
            width={220}
            height={48}
          />
        </p>
      )}
      {recent.length > 1 && <Watched steps={recent} columns={stepsKept} method={method} />}
    </form>
  );
}

function inWords({ status, received, missed, alarms }: LiveFacts): string {
  if (status === "connecting") return t("Connecting.");
  if (received === 0)
    return status === "open"
      ? t("Connected; nothing has come yet.")
      : t("Each message is a number, a list of numbers or a JSON object that holds one.");
  const said =
    alarms.length === 0
      ? t("no alarm")
      : t("{{alarms}}: at {{places}}", {
          alarms: t("{{n}} alarms", { n: formatCount(alarms.length), count: alarms.length }),
          places: alarms.slice(-5).join(", "),
        });
  const lost = missed > 0 ? t(" {{n}} came too fast and were left out.", { n: formatCount(missed), count: missed }) : "";
  return t("{{status}}: {{received}} samples, {{said}}.{{lost}}", {
    count: received,
    status: status === "open" ? t("Connected") : t("Closed"),
    received: formatCount(received),
    said,
    lost,
  });
}

export const liveSourcePanel = definePanel({
  id: "live-source",
  title: "Live source",
  shortTitle: "Source",
  room: "regimes",
  place: "right",
  folded: true,
  body: LiveSourcePanel,
});
