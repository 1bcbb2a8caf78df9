import { useMemo } from "react";
import { headings, type Heading } from "../notebook/parse";
import { useServices, useWorkbench } from "../state/use-workbench";
import { definePanel } from "./define";
import "./notebook.css";

function NotebookOutlinePanel() {
  const { notebooks } = useServices();
  const open = useWorkbench((state) => state.notebook?.id);
  const openNotebook = useWorkbench((state) => state.openNotebook);
  return (
    <nav aria-label="Notebooks">
      <ul className="shelf">
        {[...notebooks].map(({ id, title, summary }) => (
          <li key={id}>
            <button type="button" className="shelf-card" aria-current={id === open ? "page" : undefined} onClick={() => openNotebook(id)}>
              <span>{title}</span>
              <span className="dim">{summary}</span>
            </button>
            {id === open && <Outline />}
          </li>
        ))}
      </ul>
    </nav>
  );
}

/** The headings below the title, each a way to its place. */
function Outline() {
  const cells = useWorkbench((state) => state.notebook?.cells);
  const entries = useMemo(() => headings(cells ?? []).filter(({ level }) => level > 1), [cells]);
  return (
    <ul className="outline" aria-label="Sections">
      {entries.map((heading) => (
        <li key={`${heading.cell}-${heading.index}`} style={{ paddingLeft: 12 * (heading.level - 2) }}>
          <button type="button" onClick={() => showHeading(heading)}>
            {heading.title.replace(/[$*`]/g, "")}
          </button>
        </li>
      ))}
    </ul>
  );
}

/** By script and not by address: the address holds the experiment. */
function showHeading({ cell, index }: Heading): void {
  const heading = document.getElementById(`${cell}-heading-${index}`);
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  heading?.scrollIntoView({ block: "start", behavior: still ? "auto" : "smooth" });
}

export const notebookOutlinePanel = definePanel({
  id: "notebook-outline",
  title: "Notebooks",
  room: "notebooks",
  place: "left",
  body: NotebookOutlinePanel,
});
