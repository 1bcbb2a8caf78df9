import { useEffect } from "react";
import type { NotebookFacts } from "../state/notebook-slice";
import { useServices, useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { EmptyState } from "../ui/empty-state";
import { Notice } from "../ui/notice";
import { definePanel } from "./define";
import { NotebookCells } from "./notebook-cells";
import "./notebook.css";

function NotebookPanel() {
  const { notebooks } = useServices();
  const notebook = useWorkbench((state) => state.notebook);
  const openNotebook = useWorkbench((state) => state.openNotebook);
  const [first] = notebooks.ids;
  useEffect(() => {
    if (!notebook && first !== undefined) openNotebook(first);
  }, [notebook, first, openNotebook]);
  if (!notebook)
    return <EmptyState title="Notebooks">A notebook is a text whose code runs: it asks a question and answers it with the workbench.</EmptyState>;
  return (
    <>
      <NotebookBar notebook={notebook} />
      <div className="notebook-scroll">
        <article className="notebook" aria-label={notebooks.get(notebook.id).title}>
          <NotebookNotices notebook={notebook} />
          <NotebookCells key={notebook.id} notebook={notebook.id} cells={notebook.cells} />
        </article>
      </div>
    </>
  );
}

function NotebookBar({ notebook }: { notebook: NotebookFacts }) {
  const runNotebook = useWorkbench((state) => state.runNotebook);
  const stopNotebook = useWorkbench((state) => state.stopNotebook);
  const restoreNotebook = useWorkbench((state) => state.restoreNotebook);
  return (
    <div className="notebook-bar">
      {notebook.busy ? (
        <Button look="primary" onClick={stopNotebook}>
          Stop
        </Button>
      ) : (
        <Button look="primary" onClick={() => void runNotebook()}>
          Run all
        </Button>
      )}
      <span className="notebook-state" role="status" data-testid="notebook-state">
        {stateInWords(notebook)}
      </span>
      {notebook.edited && !notebook.busy && (
        <Button look="plain" onClick={restoreNotebook}>
          Undo all edits
        </Button>
      )}
    </div>
  );
}

/** What the cells are doing, in a few words. */
function stateInWords({ cells, facts }: NotebookFacts): string {
  const code = cells.filter(({ kind }) => kind === "code");
  const numbersWith = (status: string) => code.flatMap(({ id }, i) => (facts[id]?.status === status ? [i + 1] : []));
  const [running] = numbersWith("running");
  if (running !== undefined) return `Cell ${running} of ${code.length} is running`;
  const [stopped] = numbersWith("stopped");
  if (stopped !== undefined) return `Cell ${stopped} was stopped`;
  const failed = numbersWith("failed");
  if (failed.length > 0) return `Failed: ${failed.length === 1 ? "cell" : "cells"} ${failed.join(", ")}`;
  const done = numbersWith("done").length;
  if (done === 0) return "Ready. Cells run in a worker of this page, without network";
  return done === code.length ? "All cells have run" : `${done} of ${code.length} cells have run`;
}

function NotebookNotices({ notebook: { outdated, givenUp, problem } }: { notebook: NotebookFacts }) {
  const bringBackEdits = useWorkbench((state) => state.bringBackEdits);
  const keepEdits = useWorkbench((state) => state.keepEdits);
  const restoreNotebook = useWorkbench((state) => state.restoreNotebook);
  return (
    <>
      {problem && <Notice tone="warn">{problem}</Notice>}
      {givenUp !== null && (
        <Notice tone="note" actions={[{ label: "Bring them back", onClick: bringBackEdits }]}>
          Your edits are undone.
        </Notice>
      )}
      {outdated && (
        <Notice
          tone="note"
          actions={[
            { label: "Keep mine", onClick: keepEdits },
            { label: "Take the new one", onClick: restoreNotebook },
          ]}
        >
          This notebook has changed since you edited it. You see your version; the new one would replace your edits.
        </Notice>
      )}
    </>
  );
}

export const notebookPanel = definePanel({
  id: "notebook",
  title: "Notebook",
  room: "notebooks",
  place: "main",
  ownHeading: true,
  body: NotebookPanel,
});
