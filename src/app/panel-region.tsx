import type { Panel } from "../panels/define";
import { useWorkbench } from "../state/use-workbench";
import { t } from "../ui/text";
import { DockMenu } from "./dock-menu";
import { headingId } from "./heading-id";
import { PanelPlace } from "./panel-hosts";

/** @param alone nothing else stands beside it, so that folding would leave nothing to see. */
export function PanelRegion({ panel, alone = false }: { panel: Panel; alone?: boolean }) {
  const id = headingId(panel);
  const unfolded = useWorkbench((state) => state.workspace.unfolded);
  const setWorkspace = useWorkbench((state) => state.setWorkspace);
  const folds = panel.folded === true && !alone;
  const open = !folds || unfolded.includes(panel.id);
  const toggle = () => setWorkspace({ unfolded: open ? unfolded.filter((one) => one !== panel.id) : [...unfolded, panel.id] });
  return (
    <section
      className={panel.ownHeading ? "panel panel-own" : "panel"}
      data-panel={panel.id}
      tabIndex={-1}
      aria-labelledby={panel.ownHeading ? undefined : id}
      aria-label={panel.ownHeading ? t(panel.title) : undefined}
    >
      {panel.ownHeading ? (
        <div id={id} className="panel-grip" data-drag={panel.id} title={t(panel.title)} />
      ) : (
        <h2 id={id} data-drag={panel.id}>
          {folds ? (
            <button type="button" className="panel-fold" aria-expanded={open} onClick={toggle}>
              {t(panel.title)}
            </button>
          ) : (
            t(panel.title)
          )}
        </h2>
      )}
      <DockMenu panel={panel} />
      {open && <PanelPlace panel={panel} />}
    </section>
  );
}
