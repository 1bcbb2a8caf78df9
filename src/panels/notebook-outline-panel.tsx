import { useMemo } from "react";
import { headings, type Heading } from "../notebook/parse";
import type { Reading } from "../state/notebook-reading";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Progress } from "../ui/progress";
import { t } from "../ui/text";
import { definePanel } from "./define";
import type { NotebookFacts } from "../state/notebook-slice";
import { plainTitle, questionsOf, rightAnswers, sectionsOf } from "./notebook-sections";
import "./notebook.css";

const unread: Reading = { read: [], answered: {} };

function NotebookOutlinePanel() {
  const notebook = useWorkbench((state) => state.notebook);
  const shelved = useWorkbench(({ notebook, desk }) => notebook === null || desk.shelfOver === notebook.id);
  const showShelf = useWorkbench((state) => state.showShelf);
  if (notebook === null) return <p className="dim">{t("The sections of the notebook that you open stand here, and how far you are.")}</p>;
  if (shelved)
    return (
      <Button className="outline-back" onClick={() => showShelf(false)}>
        {t("Back to {{title}}", { title: notebook.title })}
      </Button>
    );
  return (
    <>
      <Button look="plain" className="outline-back" onClick={() => showShelf(true)}>
        {t("‹ All notebooks")}
      </Button>
      <Outline notebook={notebook} />
    </>
  );
}

/** The headings, each a way to its place, those read to the end with a mark. */
function Outline({ notebook: { id, cells } }: { notebook: NotebookFacts }) {
  const reading = useWorkbench((state) => state.desk.reading[id]) ?? unread;
  const entries = useMemo(() => headings(cells), [cells]);
  const sections = useMemo(() => sectionsOf(cells), [cells]);
  const questions = questionsOf(cells);
  const read = sections.filter(({ title }) => reading.read.includes(title)).length;
  const first = Math.min(2, ...entries.map(({ level }) => level));
  return (
    <nav aria-label={t("Sections")}>
      {sections.length > 0 && (
        <div className="outline-progress">
          <Progress label={t("Sections read")} share={read / sections.length} />
          <span>{t("{{read}} of {{count}} sections read", { read, count: sections.length })}</span>
          {questions.length > 0 && (
            <span>{t("{{right}} of {{count}} questions right", { right: rightAnswers(questions, reading), count: questions.length })}</span>
          )}
        </div>
      )}
      <ul className="outline">
        {entries.map((heading) => {
          const done = heading.level === 2 && reading.read.includes(heading.title);
          return (
            <li key={`${heading.cell}-${heading.index}`} style={{ paddingLeft: 12 * Math.max(0, heading.level - first) }}>
              <button type="button" className={done ? "outline-read" : undefined} onClick={() => showHeading(heading)}>
                {plainTitle(heading)}
                {done && <span className="visually-hidden">{t("read")}</span>}
              </button>
            </li>
          );
        })}
      </ul>
    </nav>
  );
}

/** By script and not by address: the address holds the experiment. */
function showHeading({ cell, index }: Heading): void {
  const show = () => (document.getElementById(`${cell}-heading-${index}`) ?? document.getElementById(cell))?.scrollIntoView({ block: "start" });
  show();
  // Cells that were far from the screen get their true heights only now, and push it away.
  requestAnimationFrame(() => {
    show();
    requestAnimationFrame(show);
  });
}

export const notebookOutlinePanel = definePanel({
  id: "notebook-outline",
  title: "Contents",
  room: "notebooks",
  place: "left",
  body: NotebookOutlinePanel,
});
