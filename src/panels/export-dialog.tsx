import { useEffect, useState } from "react";
import { toRecord } from "../core/errors";
import { useWorkbenchItself } from "../state/use-workbench";
import { Dialog } from "../ui/dialog";
import { sentence } from "../ui/format";
import { Tabs } from "../ui/tabs";
import { t } from "../ui/text";
import { BundleGroup } from "./export-bundle-group";
import { DataGroup } from "./export-data-group";
import { FigureGroup } from "./export-figure-group";
import type { ExportGroupProps } from "./export-group";
import { ExportStatus, useExportJob } from "./export-job";
import { LinkGroup } from "./export-link-group";
import { MovieGroup } from "./export-movie-group";
import { useExportOptions } from "./export-options";
import { exportedState, type ExportedState } from "./export-state";
import { SurfaceGroup } from "./export-surface-group";
import "./export.css";

const groups = [
  { id: "figure", title: "Picture and figure", Body: FigureGroup },
  { id: "movie", title: "Movie", Body: MovieGroup },
  { id: "data", title: "Data", Body: DataGroup },
  { id: "surface", title: "Surface", Body: SurfaceGroup },
  { id: "bundle", title: "Page and bundle", Body: BundleGroup },
  { id: "link", title: "Link", Body: LinkGroup },
];

/** Every way out of the Lab, for the state that was shown when it opened. */
export function ExportDialog({ onClose }: { onClose(): void }) {
  const workbench = useWorkbenchItself();
  const [options, change] = useExportOptions();
  const [state, setState] = useState<ExportedState | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const job = useExportJob();
  useEffect(() => {
    exportedState(workbench).then(setState, (error: unknown) => setProblem(toRecord(error).message));
  }, [workbench]);
  const group = groups.some(({ id }) => id === options.group) ? options.group : groups[0]!.id;
  return (
    <Dialog title={t("Export")} open onOpenChange={(open) => !open && onClose()} className="export-dialog">
      <div className="export-head">
        <h2>{t("Export")}</h2>
        <p className="dim">{state ? t("{{title}}: the state that was shown when this opened", { title: state.title }) : ""}</p>
      </div>
      {problem !== null && <p className="export-failed">{sentence(problem)}</p>}
      {state && (
        <Tabs
          label={t("What to export")}
          value={group}
          onChange={(id) => change({ group: id })}
          tabs={groups.map(({ id, title, Body }) => {
            const props: ExportGroupProps = { state, options, change, job };
            return { id, title: t(title), body: <Body {...props} /> };
          })}
        />
      )}
      {!state && problem === null && (
        <p className="export-waiting" role="status">
          {t("Taking hold of the state")}
        </p>
      )}
      <ExportStatus job={job} />
    </Dialog>
  );
}
