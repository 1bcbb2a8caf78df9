import { useRef } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { NotebookDrop } from "./notebook-drop";
import { HostQuestion, NotebookBands } from "./notebook-bands";
import { NotebookBar } from "./notebook-bar";
import { NotebookCells } from "./notebook-cells";
import type { NotebookFacts } from "../state/notebook-slice";
import { NotebookFindBar } from "./notebook-find-bar";
import { NotebookShelf } from "./notebook-shelf";
import { useReading } from "./notebook-reading";
import "./notebook-print.css";
import "./notebook.css";

function NotebookPanel() {
  const notebook = useWorkbench((state) => state.notebook);
  const shelved = useWorkbench(({ notebook, desk }) => notebook === null || desk.shelfOver === notebook.id);
  return notebook === null || shelved ? <NotebookShelf /> : <Notebook key={notebook.id} notebook={notebook} />;
}

function Notebook({ notebook }: { notebook: NotebookFacts }) {
  const scroll = useRef<HTMLDivElement>(null);
  const find = useWorkbench((state) => state.desk.find);
  useReading(scroll, notebook.cells);
  const { id, title, cells, asking } = notebook;
  return (
    <>
      <NotebookBar notebook={notebook} />
      {find && <NotebookFindBar cells={cells} find={find} />}
      <NotebookDrop ref={scroll}>
        <article className="notebook" aria-label={title} data-mode={notebook.trusted ? undefined : "reading"}>
          <NotebookBands notebook={notebook} />
          <NotebookCells notebook={id} cells={cells} />
          <AddAtEnd />
        </article>
      </NotebookDrop>
      {asking && <HostQuestion host={asking.host} />}
    </>
  );
}

/** Under the last cell. */
function AddAtEnd() {
  const chooseCell = useWorkbench((state) => state.chooseCell);
  const insertCell = useWorkbench((state) => state.insertCell);
  const add = (kind: "markdown" | "code") => {
    chooseCell(null);
    insertCell("below", kind);
  };
  return (
    <div className="notebook-add">
      <Button look="plain" onClick={() => add("code")}>
        {t("Add code")}
      </Button>
      <Button look="plain" onClick={() => add("markdown")}>
        {t("Add text")}
      </Button>
    </div>
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
