import { useEffect, useState } from "react";
import { parseNotebook } from "../notebook/parse";
import type { NotebookText, Shelf } from "../notebook/shelf";
import { useServices, useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { DropZone } from "../ui/drop-zone";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { NotebookCard } from "./notebook-card";
import { NotebookDrop, useNotebookFile } from "./notebook-drop";
import { useOpenNotebook } from "./notebook-open";
import { aimOf, sectionsOf } from "./notebook-sections";
import { OwnNotebooks } from "./notebook-own";
import "./notebook-shelf.css";

/** What there is to read, what one wrote, and the ways to more. */
export function NotebookShelf() {
  const { loadNotebooks } = useServices();
  const [notebooks, setNotebooks] = useState<Shelf | null>(null);
  useEffect(() => void loadNotebooks().then(setNotebooks), [loadNotebooks]);
  const newNotebook = useWorkbench((state) => state.newNotebook);
  const list = useWorkbench((state) => state.listNotebooks);
  const writes = useWorkbench(({ ownNotebooks }) => ownNotebooks !== null && ownNotebooks.length > 0);
  useEffect(() => {
    void list();
  }, [list]);
  return (
    <NotebookDrop>
      <div className="notebook-shelf">
        <header className="notebook-shelf-head">
          <div>
            <h1>{t("Notebooks")}</h1>
            <p className="dim">
              {t(
                "A notebook is a text whose code runs: it asks a question and answers it with the workbench. Change a number and what rests on it follows.",
              )}
            </p>
          </div>
          <div className="notebook-shelf-ways">
            <Button look="primary" onClick={() => void newNotebook()}>
              {t("New notebook")}
            </Button>
            <OpenFile />
          </div>
        </header>
        {writes && <OwnNotebooks />}
        <section aria-label={t("Tutorials")}>
          <h2>{t("Tutorials")}</h2>
          <ul className="notebook-cards">
            {[...(notebooks ?? [])].map((text) => (
              <li key={text.id} data-notebook={text.id}>
                <ShippedCard text={text} />
              </li>
            ))}
          </ul>
        </section>
        {!writes && <OwnNotebooks />}
      </div>
    </NotebookDrop>
  );
}

function ShippedCard({ text }: { text: NotebookText }) {
  const open = useOpenNotebook();
  const [facts] = useState(() => factsOf(text));
  return (
    <NotebookCard
      id={text.id}
      title={text.title}
      summary={text.summary}
      aim={facts.aim}
      sections={facts.sections}
      minutes={facts.minutes}
      onOpen={() => open(text.id)}
    />
  );
}

/** Words a minute that a reader takes in of a text with formulas. */
const wordsPerMinute = 130;

function factsOf({ text }: NotebookText): { sections: number; minutes: number; aim: string } {
  const { cells } = parseNotebook(text);
  const words = cells.filter(({ kind }) => kind === "markdown").reduce((sum, { source }) => sum + source.split(/\s+/).length, 0);
  const code = cells.filter(({ kind }) => kind === "code").length;
  return { sections: sectionsOf(cells).length, minutes: Math.max(1, Math.round(words / wordsPerMinute + code)), aim: aimOf(cells) };
}

/** A file of a notebook, by picker: it is somebody else's until the reader says otherwise. */
function OpenFile() {
  const [take, problem] = useNotebookFile();
  return (
    <>
      <DropZone
        label={t("Open a file")}
        hint={t("Open a notebook from a file (.md, .ipynb)")}
        accept=".md,.markdown,.ipynb"
        onFiles={([file]) => void take(file)}
      />
      {problem && <Notice tone="error">{problem}</Notice>}
    </>
  );
}
