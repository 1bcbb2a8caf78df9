import { useEffect, useRef, useState } from "react";
import { backgroundWords, thresholdWords } from "../core/metrics/batch";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { BatchDrop, BatchPickers } from "./batch-drop";
import { BatchExport } from "./batch-export";
import { BatchGroups } from "./batch-groups";
import { BatchMetrics } from "./batch-metrics";
import { BatchTable, type Sorting } from "./batch-table";
import { definePanel } from "./define";
import "./batch.css";

function BatchPanel() {
  const empty = useWorkbench((state) => state.batch.files.length === 0);
  return (
    <section aria-label={t("Many images")} className={empty ? "batch batch-none" : "batch"}>
      <BatchDrop className="batch-inside">{empty ? <Invitation /> : <Batch />}</BatchDrop>
    </section>
  );
}

function Invitation() {
  const cleared = useWorkbench((state) => state.batch.cleared.length);
  const undo = useWorkbench((state) => state.undoClearBatch);
  return (
    <div className="batch-bar">
      <p className="batch-words">
        <b>{t("Many images.")}</b>{" "}
        <span className="dim">{t("Drop files or a folder here. Each is measured with the present threshold and gets a row of a table.")}</span>
      </p>
      {cleared > 0 && <Button onClick={undo}>{t("Undo: bring {{count}} images back", { count: cleared })}</Button>}
      <BatchPickers empty />
    </div>
  );
}

function Batch() {
  const [folded, setFolded] = useState(false);
  const [tab, setTab] = useState("table");
  const [sorting, setSorting] = useState<Sorting>(null);
  const head = useRef<HTMLDivElement>(null);
  // On a phone it begins below what is seen.
  useEffect(() => void head.current?.scrollIntoView({ block: "nearest" }), []);
  return (
    <>
      <div ref={head}>
        <Bar folded={folded} onFold={() => setFolded(!folded)} />
      </div>
      {!folded && (
        <Tabs
          label={t("The batch")}
          value={tab}
          onChange={setTab}
          tabs={[
            { id: "table", title: t("Table"), body: <BatchTable sorting={sorting} onSort={setSorting} /> },
            { id: "groups", title: t("By group"), body: <BatchGroups /> },
          ]}
        />
      )}
    </>
  );
}

/** How far it is, and what can be done. */
function Bar({ folded, onFold }: { folded: boolean; onFold(): void }) {
  const { files, running } = useWorkbench((state) => state.batch);
  const cancel = useWorkbench((state) => state.cancelBatch);
  const resume = useWorkbench((state) => state.resumeBatch);
  const clear = useWorkbench((state) => state.clearBatch);
  const ended = files.filter(({ status }) => status === "done" || status === "failed").length;
  const failed = files.filter(({ status }) => status === "failed").length;
  const measured = ended - failed;
  return (
    <div className="batch-bar">
      <p className="batch-words" role="status">
        <b>
          {measured < files.length
            ? t("{{measured}} of {{files}} measured", { measured, files: files.length })
            : t("{{count}} images", { count: files.length })}
        </b>
        {failed > 0 && <span className="batch-failed-words">{t(", {{count}} failed", { count: failed })}</span>}
      </p>
      {running ? (
        <Button onClick={cancel}>{t("Cancel")}</Button>
      ) : (
        ended < files.length && (
          <Button look="primary" onClick={resume}>
            {t("Go on")}
          </Button>
        )
      )}
      {!running && ended === files.length && <Again />}
      <BatchMetrics />
      <BatchPickers empty={false} />
      <Button look="plain" onClick={clear}>
        {t("Clear")}
      </Button>
      <BatchExport />
      <Button look="plain" aria-expanded={!folded} onClick={onFold}>
        {folded ? t("Show the batch") : t("Fold away")}
      </Button>
      {running && <Progress label={t("Images measured")} share={ended / files.length} />}
    </div>
  );
}

/** Offered when the room is set otherwise than the batch was measured. */
function Again() {
  const batch = useWorkbench((state) => state.batch.setting);
  const room = useWorkbench((state) => state.measure.setting);
  const options = useWorkbench((state) => state.batch.options === state.measure.options);
  const again = useWorkbench((state) => state.measureBatchAgain);
  const words = ({ threshold, invert, background, periodic }: typeof batch) =>
    [
      t("threshold {{threshold}}", { threshold: thresholdWords(threshold) }),
      t("background {{background}}", { background: backgroundWords(background) }),
      ...(invert ? [t("inverted")] : []),
      ...(periodic ? [t("periodic")] : []),
    ].join(", ");
  if (words(batch) === words(room) && options) return null;
  return (
    <Button title={t("Measured with {{batch}}; the room is set to {{room}}", { batch: words(batch), room: words(room) })} onClick={again}>
      {t("Measure again as set now")}
    </Button>
  );
}

export const batchPanel = definePanel({ id: "batch", title: "Many images", room: "measure", place: "main", ownHeading: true, body: BatchPanel });
