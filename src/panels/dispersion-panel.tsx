import { pointInView } from "../state/analysis-slice";
import { useWorkbench } from "../state/use-workbench";
import { DispersionPlot } from "../views/dispersion-plot";
import { definePanel } from "./define";
import "./lab.css";

function DispersionPanel() {
  const point = useWorkbench(pointInView);
  const problem = useWorkbench((state) => state.stabilityProblem);
  if (!point) return <p className="dim">{problem ? "This model has no equations to linearise." : "No uniform state to grow from."}</p>;
  const { curve, kRange, kMostUnstable, growthRate, wavelength } = point;
  const peak = kMostUnstable !== null && growthRate !== null && wavelength !== null ? { k: kMostUnstable, growth: growthRate, wavelength } : null;
  return <DispersionPlot k={curve.k} growth={curve.growth} band={kRange} peak={peak} title="Growth rate by wavenumber" />;
}

export const dispersionPanel = definePanel({
  id: "dispersion",
  title: "Growth rate by wavenumber",
  shortTitle: "Growth rate",
  room: "lab",
  place: "right",
  body: DispersionPanel,
});
