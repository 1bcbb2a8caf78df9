import { version } from "../../package.json";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Dialog } from "../ui/dialog";
import { t } from "../ui/text";
import "./about.css";

/** As CITATION.cff says it. */
const citation = `The MFN Workbench authors (2026). MFN Workbench (version ${version}) [Computer software]. MIT licence.`;

/** What this is, and how it is cited. */
export function About() {
  const show = useWorkbench((state) => state.showOverlay);
  return (
    <Dialog title={t("About the MFN Workbench")} open onOpenChange={(open) => !open && show(null)} className="about">
      <h2>{t("MFN Workbench, version {{version}}", { version })}</h2>
      <p>{t("A browser research workbench for reaction–diffusion and membrane fields, fractal measurement and regime detection.")}</p>
      <p>{t("Everything is computed and kept in this browser unless you connect a server.")}</p>
      <h3>{t("Citation")}</h3>
      <p className="about-citation">{citation}</p>
      <p className="dim">{t("Add the spec hash of each run: it names the experiment to the bit.")}</p>
      <p>
        <Button onClick={() => void navigator.clipboard.writeText(citation)} children={t("Copy the citation")} />
      </p>
    </Dialog>
  );
}
