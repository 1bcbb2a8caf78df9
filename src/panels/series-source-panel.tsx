import { detectors } from "../core/detectors/index";
import type { SampleSeries } from "../state/sample-series";
import { seriesEndings, seriesKinds } from "../state/series-table";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { DropZone } from "../ui/drop-zone";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import "./regimes.css";
import { SeriesInputs } from "./series-input";
import { useSampleSeries } from "./use-sample-series";

function SeriesSourcePanel() {
  const { table, sample } = useWorkbench((state) => state.regimes);
  const openSeriesFile = useWorkbench((state) => state.openSeriesFile);
  const { samples, open } = useSampleSeries();
  return (
    <div className="regimes-stack">
      <DropZone
        label={t("Open a table")}
        hint={t("Open a table: {{seriesKinds}}", { seriesKinds })}
        accept={seriesEndings}
        onFiles={([file]) => file && void openSeriesFile(file.name, file)}
      />
      <SeriesInputs />
      {table && <Column />}
      <ul className="sample-list" aria-label={t("Samples")}>
        {samples.map((entry) => (
          <li key={entry.id}>
            <Button look="plain" aria-pressed={entry.id === sample?.id} onClick={() => void open(entry)}>
              {t(entry.title)}
            </Button>
          </li>
        ))}
      </ul>
      {sample && <AboutSample sample={sample} />}
    </div>
  );
}

/** Which column is looked at, and what had to be done to it. */
function Column() {
  const { table, column, cleaning } = useWorkbench((state) => state.regimes);
  const chooseColumn = useWorkbench((state) => state.chooseColumn);
  const setting = (
    <Setting name={t("Column")}>
      <Select
        look="inline"
        label={t("Column")}
        value={column}
        options={table!.columns.map(({ name }) => ({ value: name, label: name }))}
        onChange={(name) => void chooseColumn(name)}
      />
    </Setting>
  );
  return (
    <>
      {setting}
      {table!.columns.length > 1 && <Alongside />}
      {[...cleaning, ...table!.warnings.filter((warning) => !isGapOf(warning))].map((warning) => (
        <Notice key={warning} tone="warn">
          {sentence(t(warning))}
        </Notice>
      ))}
    </>
  );
}

/** Other columns that are searched together with the one looked at. */
function Alongside() {
  const { table, column, alongside, method } = useWorkbench((state) => state.regimes);
  const setAlongside = useWorkbench((state) => state.setAlongside);
  const others = table!.columns.filter(({ name }) => name !== column);
  return (
    <details className="regimes-about">
      <summary>
        {alongside.length > 0 ? t("Together with {{alongside}}", { alongside: alongside.join(", ") }) : t("Search other columns together with it")}
      </summary>
      <div className="regimes-stack">
        {others.map(({ name }) => (
          <Checkbox
            key={name}
            label={name}
            checked={alongside.includes(name)}
            onChange={(checked) => void setAlongside(checked ? [...alongside, name] : alongside.filter((other) => other !== name))}
          />
        ))}
        {!detectors.get(method).several && (
          <p className="dim">
            {t("{{title}} looks at one series; PELT, the automatic detector and hidden Markov models take several.", {
              title: t(detectors.get(method).title),
            })}
          </p>
        )}
      </div>
    </details>
  );
}

/** Empty cells are told of, with their labels, for the column that is looked at: once is enough. */
const isGapOf = (warning: string): boolean => /empty cells? in row/.test(warning);

function AboutSample({ sample: { teaching, events, source, licence } }: { sample: SampleSeries }) {
  return (
    <>
      <p>{t(teaching)}</p>
      {events.length > 0 && (
        <ol className="event-list" aria-label={t("Known events")}>
          {events.map(({ at, title, note }) => (
            <li key={title}>
              <span className="mono">{at}</span> {t(title)}. <span className="dim">{t(note)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="dim">
        {source}. {licence}.
      </p>
    </>
  );
}

export const seriesSourcePanel = definePanel({ id: "series-source", title: "Series", room: "regimes", place: "left", body: SeriesSourcePanel });
