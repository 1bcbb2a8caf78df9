import { isSweep } from "../state/sweep-keep";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { t } from "../ui/text";
import { definePanel } from "./define";
import { SweepDiagram } from "./sweep-diagram";
import { SweepExport } from "./sweep-export";
import { SweepProgress } from "./sweep-progress";
import "./sweep.css";

/** The sweeps that are kept, and the diagram of the open one. */
function SweepsPanel() {
  const records = useWorkbench((state) => state.runs.records);
  const facts = useWorkbench((state) => state.sweep);
  const open = useWorkbench((state) => state.openSweep);
  const sweeps = records.filter(isSweep).filter(({ deleted }) => deleted === null);
  if (sweeps.length === 0 && !facts.sweep) return <p className="dim">{t("No sweep yet. The panel Sweep of the Lab varies the run on screen.")}</p>;
  return (
    <div className="sweep">
      <ul className="sweep-list">
        {sweeps.map(({ id, title, payload: { done, of } }) => (
          <li key={id}>
            <span>
              {title} <small className="dim">{t("{{done}} of {{of}} runs", { done, of })}</small>
            </span>
            <Button aria-label={t("Open {{title}}", { title })} disabled={id === facts.id} onClick={() => void open(id)}>
              {id === facts.id ? t("Open now") : t("Open")}
            </Button>
          </li>
        ))}
      </ul>
      {facts.sweep && (
        <>
          <SweepProgress facts={facts} />
          <SweepDiagram sweep={facts.sweep} rows={facts.rows} />
          <SweepExport />
        </>
      )}
    </div>
  );
}

export const sweepsPanel = definePanel({ id: "sweeps", title: "Sweeps", room: "runs", place: "right", body: SweepsPanel });
