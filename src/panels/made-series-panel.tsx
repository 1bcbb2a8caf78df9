import { generators } from "../core/generators/index";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { sentence } from "../ui/format";
import { Notice } from "../ui/notice";
import { ParamForm } from "../ui/param-form";
import { saveFile } from "../ui/save-file";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { KnownRegimes } from "./known-regimes";
import "./regimes.css";

/** Series that are made here, so that their regimes are known and a detector can be told how often it is right. */
function MadeSeriesPanel() {
  const { generator, options, problem } = useWorkbench((state) => state.made);
  const { setGenerator, setGeneratorOption, makeSeries, madeTable } = useWorkbench((state) => state);
  const { help, source, params } = generators.get(generator);
  const save = () => {
    const { name, text } = madeTable();
    saveFile({ name, type: "text/csv", bytes: new TextEncoder().encode(text) });
  };
  return (
    <div className="regimes-stack">
      <Setting name={t("Kind")}>
        <Select
          look="inline"
          label={t("Kind of series")}
          value={generator}
          options={[...generators].map(({ id, title }) => ({ value: id, label: title }))}
          onChange={setGenerator}
        />
      </Setting>
      <details className="regimes-about">
        <summary>{t("Its settings")}</summary>
        <ParamForm params={params} values={options} onChange={setGeneratorOption} />
      </details>
      <div className="regimes-buttons">
        <Button onClick={() => void makeSeries()}>{t("Make it")}</Button>
        <Button look="plain" title={t("The series and the regime of each sample, with the settings it was made with")} onClick={save}>
          {t("Save with its regimes (CSV)")}
        </Button>
      </div>
      {problem && <Notice tone="error">{sentence(problem.message)}</Notice>}
      <KnownRegimes />
      <details className="regimes-about">
        <summary>{t("How it is made")}</summary>
        <p>{t(help)}</p>
        <p className="dim">{source}</p>
      </details>
    </div>
  );
}

export const madeSeriesPanel = definePanel({
  id: "made-series",
  title: "Made with a known truth",
  shortTitle: "Known",
  room: "regimes",
  place: "left",
  folded: true,
  body: MadeSeriesPanel,
});
