import { isRun, type LibraryRecord } from "../library/record";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { useBackup } from "./library-backup";
import { EditableText } from "./library-edit";
import { LibraryFacts } from "./library-facts";
import "./runs.css";

/** The chosen record: what was said about it, what it is, what can be done with it. */
function LibraryDetailsPanel() {
  const record = useWorkbench((state) => state.runs.records.find(({ id }) => id === state.runs.chosen) ?? null);
  if (!record) return <p className="dim">{t("Choose a run to see what it is, to name it and to write about it.")}</p>;
  return (
    <div className="library-details">
      <Said key={record.id} record={record} />
      <Deeds record={record} />
      <LibraryFacts record={record} />
      <Metrics record={record} />
    </div>
  );
}

function Said({ record }: { record: LibraryRecord }) {
  const editRecord = useWorkbench((state) => state.editRecord);
  const { id, title, notes, tags, starred } = record;
  return (
    <div className="library-said">
      <div className="library-name">
        <EditableText label={t("Title")} value={title} onCommit={(next) => next.trim() && void editRecord(id, { title: next.trim() })} />
        <Button
          look="plain"
          className="library-star-button"
          aria-pressed={starred}
          aria-label={starred ? t("Take the star away") : t("Star it")}
          title={starred ? t("Take the star away") : t("Star it")}
          onClick={() => void editRecord(id, { starred: !starred })}
        >
          {starred ? "★" : "☆"}
        </Button>
      </div>
      <EditableText
        label={t("Tags")}
        placeholder={t("Tags, with commas between")}
        value={tags.join(", ")}
        onCommit={(text) => void editRecord(id, { tags: tagsIn(text) })}
      />
      <EditableText label={t("Notes")} placeholder={t("Notes")} value={notes} multiline onCommit={(next) => void editRecord(id, { notes: next })} />
    </div>
  );
}

/** Words between commas, each once. */
const tagsIn = (text: string): string[] => [
  ...new Set(
    text
      .split(",")
      .map((tag) => tag.trim())
      .filter(Boolean),
  ),
];

function Deeds({ record }: { record: LibraryRecord }) {
  const openRecord = useWorkbench((state) => state.openRecord);
  const deleteRecords = useWorkbench((state) => state.deleteRecords);
  const bringBackRecords = useWorkbench((state) => state.bringBackRecords);
  const purgeRecords = useWorkbench((state) => state.purgeRecords);
  const duplicateRecord = useWorkbench((state) => state.duplicateRecord);
  const { save, busy } = useBackup();
  const { id } = record;
  if (record.deleted !== null)
    return (
      <div className="library-ways">
        <Button look="primary" onClick={() => void bringBackRecords([id])}>
          {t("Bring back")}
        </Button>
        <Button onClick={() => void purgeRecords([id])}>{t("Delete for good")}</Button>
      </div>
    );
  return (
    <div className="library-ways">
      {isRun(record) && (
        <Button look="primary" onClick={() => void openRecord(id)}>
          {t("Open in the Lab")}
        </Button>
      )}
      {record.kind === "sweep" && (
        <Button look="primary" onClick={() => void openRecord(id)}>
          {t("Show its diagram")}
        </Button>
      )}
      <Button onClick={() => void duplicateRecord(id)}>{t("Duplicate")}</Button>
      <Button disabled={busy} onClick={() => void save([id])}>
        {t("Back up")}
      </Button>
      <Button onClick={() => void deleteRecords([id])}>{t("Delete")}</Button>
    </div>
  );
}

function Metrics({ record: { metrics } }: { record: LibraryRecord }) {
  const known = Object.entries(metrics);
  if (known.length === 0) return null;
  return (
    <section>
      <h3>{t("Metrics")}</h3>
      <dl className="library-dl">
        {known.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{formatNumber(value)}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

export const libraryDetailsPanel = definePanel({ id: "library-details", title: "Run", room: "runs", place: "right", body: LibraryDetailsPanel });
