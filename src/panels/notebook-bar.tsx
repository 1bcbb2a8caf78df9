import { useState } from "react";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Menu } from "../ui/menu";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { insertItems } from "./cell-insert";
import { NotebookExport } from "./notebook-export";
import type { NotebookFacts } from "../state/notebook-slice";
import { NotebookMore } from "./notebook-more";
import { notebookState } from "./notebook-state";

/** What is done with the notebook as a whole: run, stop, when cells run, insert, take away. */
export function NotebookBar({ notebook }: { notebook: NotebookFacts }) {
  const store = useWorkbenchStore();
  const runAll = useWorkbench((state) => state.runAll);
  const stop = useWorkbench((state) => state.stopNotebook);
  const find = useWorkbench((state) => state.findInNotebook);
  const [news, setNews] = useState("");
  const { running, trusted, safeMode } = notebook;
  const mayRun = trusted && !safeMode;
  return (
    <div className="notebook-bar" role="toolbar" aria-label={t("Notebook")}>
      {running ? (
        <Button look="primary" onClick={stop}>
          {t("Stop")}
        </Button>
      ) : (
        <Button look="primary" disabled={!mayRun} title={mayRun ? undefined : t("Nothing runs before you say so")} onClick={() => void runAll()}>
          {t("Run all")}
        </Button>
      )}
      <ModeChoice mode={notebook.mode} />
      <Menu items={insertItems(store)} trigger={<Button look="plain">{t("Insert")} ▾</Button>} />
      <span className="notebook-state" role="status" data-testid="notebook-state">
        {news || notebookState(notebook)}
      </span>
      <SavedWord notebook={notebook} />
      <Button look="plain" className="notebook-find-open" onClick={() => find({ text: "", at: 0 })}>
        {t("Find")}
      </Button>
      <NotebookExport tell={setNews} />
      <NotebookMore notebook={notebook} />
    </div>
  );
}

/** Whether what was written is kept. */
function SavedWord({ notebook: { origin, edited, problem, saving } }: { notebook: NotebookFacts }) {
  if (problem !== null) return <span className="notebook-unsaved">{t("not saved")}</span>;
  if (saving) return <span className="notebook-saved">{t("saving")}</span>;
  return origin === "shipped" && !edited ? null : (
    <span className="notebook-saved">{origin === "shipped" ? t("your edits are saved") : t("saved")}</span>
  );
}

function ModeChoice({ mode }: { mode: NotebookFacts["mode"] }) {
  const setMode = useWorkbench((state) => state.setNotebookMode);
  return (
    <Select
      label={t("When cells run")}
      look="inline"
      value={mode}
      options={[
        { value: "auto", label: t("Mode: auto"), note: t("what rests on a cell that runs, or on a control, runs too") },
        { value: "manual", label: t("Mode: manual"), note: t("what rests on a change is marked stale until you run it") },
        { value: "once", label: t("Mode: once"), note: t("as manual, and every run begins from nothing, as a script does") },
      ]}
      onChange={setMode}
    />
  );
}
