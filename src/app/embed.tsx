import { insidePlane } from "../panels/domain-mask";
import { ViewPane } from "../panels/view-pane";
import { exportedSpec } from "../state/exported-spec";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount, sentence } from "../ui/format";
import { t } from "../ui/text";
import { useFieldLink } from "../views/field-link";
import { FieldStage } from "../views/field-stage";
import { toPermalink } from "../core/spec/permalink";
import { useMemo } from "react";
import "../panels/lab.css";
import "../panels/views.css";
import "./embed.css";

/** A run inside another page: the field with its colours, play and pause, and the way to the whole workbench. Nothing is kept of it. */
export function Embed() {
  const spec = useWorkbench((state) => state.spec);
  const run = useWorkbench((state) => state.run);
  const problem = useWorkbench((state) => state.specProblem);
  const slice = useWorkbench((state) => state.slice);
  const view = useWorkbench((state) => state.views.open[0]!);
  const [play, pause] = [useWorkbench((state) => state.play), useWorkbench((state) => state.pause)];
  const link = useFieldLink();
  const inside = useMemo(() => (spec ? insidePlane(spec, slice) : null), [spec?.grid, run.id, slice]); // eslint-disable-line react-hooks/exhaustive-deps -- parameters on which it depends open another run
  const running = run.status === "running";
  const refused = problem ?? run.problem;
  return (
    <main className="embed">
      <h1 className="visually-hidden">{t("A run in MFN Workbench")}</h1>
      {spec && run.id !== null ? (
        <div className="field">
          <FieldStage className="view-panes" views={1}>
            <ViewPane {...{ view, spec, inside, link }} tool={null} among={false} />
          </FieldStage>
        </div>
      ) : (
        <p className="embed-waiting" role="status">
          {refused ? "" : t("Starting the engine")}
        </p>
      )}
      {refused && (
        <p className="embed-problem" role="alert">
          {sentence(refused.message)}
        </p>
      )}
      <div className="embed-bar">
        <Button look="primary" disabled={run.id === null} onClick={() => void (running ? pause() : play())}>
          {running ? t("Pause") : t("Run")}
        </Button>
        <span className="embed-step">{t("step {{step}}", { step: formatCount(run.step) })}</span>
        <WorkbenchLink />
      </div>
    </main>
  );
}

/** Opens what is shown, as far as it has come, in the Lab; the address is made when it is asked for. */
function WorkbenchLink() {
  const store = useWorkbenchStore();
  const address = () => {
    const spec = exportedSpec(store.getState());
    try {
      return spec ? `#/lab?spec=${toPermalink(spec)}` : "#/lab";
    } catch {
      return location.hash.replace("#/embed", "#/lab");
    }
  };
  return (
    <a
      className="embed-link"
      href={location.hash.replace("#/embed", "#/lab").replace(/&run=1$/, "")}
      target="_blank"
      rel="noopener"
      onClick={(event) => event.currentTarget.setAttribute("href", address())}
    >
      {t("Open in MFN Workbench")}
    </a>
  );
}
