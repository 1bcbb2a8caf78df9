import { lazy, Suspense, useState } from "react";
import { exportedSpec } from "../state/exported-spec";
import { useWorkbench, useWorkbenchItself } from "../state/use-workbench";
import { t } from "../ui/text";
import { fitBehind } from "./dimension-fit";
import { ExportButton, type ExportChoice } from "./export-button";

const ExportDialog = lazy(() => import("./export-dialog").then(({ ExportDialog }) => ({ default: ExportDialog })));

/** What leaves the Lab with one click, and the way to everything else; each file carries the spec and its hash. What makes them comes with the first. */
export function ExportMenu() {
  const workbench = useWorkbenchItself();
  const { store } = workbench;
  const open = useWorkbench((state) => state.run.id !== null);
  const exact = useWorkbench((state) => state.run.exact);
  const measured = useWorkbench((state) => state.measurement !== null);
  const drawn = useWorkbench((state) => state.measurement !== null && fitBehind(state.measurement.boxCounting) !== null);
  const [asked, setAsked] = useState(false);
  const quick = async () => (await import("./export-quick")).quickExports(workbench);

  const choices: ExportChoice[] = [
    { id: "png", title: t("Picture of the field (PNG)"), make: async () => (await quick()).picture() },
    {
      id: "svg",
      title: t("Log–log chart (SVG)"),
      unavailable: drawn ? null : t("the dimension has no fit yet"),
      make: async () => {
        const [{ drawnAsSvg }, { DimensionPlot }] = await Promise.all([import("../views/drawn-as-svg"), import("./dimension-plot")]);
        return (await quick()).chart(drawnAsSvg(<DimensionPlot result={store.getState().measurement!.boxCounting} />) ?? "");
      },
    },
    {
      id: "csv",
      title: t("Metrics over time (CSV)"),
      unavailable: measured ? null : t("nothing is measured yet"),
      make: async () => (await quick()).metrics(),
    },
    { id: "npy", title: t("Field as an array (NPY)"), make: async () => (await quick()).field() },
    { id: "npz", title: t("All fields (NPZ)"), make: async () => (await quick()).fields() },
    { id: "json", title: t("Experiment spec (JSON)"), make: async () => (await quick()).spec() },
    {
      id: "link",
      title: t("Copy link"),
      note: exact ? t("brings back this run, to the bit") : t("brings back this run, within rounding"),
      make: async () => (await import("./export-link")).copyLink(exportedSpec(store.getState())),
    },
    {
      id: "more",
      title: t("Figures, movies, bundles and more…"),
      note: t("sizes and formats to choose, with a preview"),
      make: () => {
        setAsked(true);
        return "";
      },
    },
  ];
  return (
    <>
      <ExportButton choices={choices} disabled={!open} />
      {asked && (
        <Suspense>
          <ExportDialog onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </>
  );
}
