import { modelOf } from "../core/spec/model-of";
import { paintable, paintedField } from "../state/brush-values";
import { useServices, useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { AmplitudeSetting, BrushSettings, StampSettings, TextSettings, useBrush, ValueSettings } from "./paint-brush-settings";
import { fillMark, noiseMark } from "./paint-marks";
import { maskTools } from "./paint-titles";

/** What the tool in the hand paints, and with what. */
export function PaintSettings() {
  const { tool, onto } = useWorkbench((state) => state.brush);
  return (
    <>
      <Target />
      {tool === "text" ? <TextSettings /> : tool === "stamp" ? <StampSettings /> : <BrushSettings />}
      {onto === "field" && tool !== "erase" && tool !== "noise" && <ValueSettings />}
      {onto === "field" && tool === "noise" && <AmplitudeSetting />}
      <PlanesSetting />
      <Everywhere />
    </>
  );
}

/** Which field is painted, or the domain. */
function Target() {
  const [{ onto, inside, tool, field: chosenField }, setBrush] = useBrush();
  const spec = useWorkbench((state) => state.spec);
  const field = useWorkbench(paintedField);
  const stepped = !spec || modelOf(spec).kind === "stepped";
  const [shown, domain] = ["·shown", "·domain"];
  const fields = paintable(spec);
  const chosen = chosenField !== null && fields.includes(chosenField) ? chosenField : null;
  const options = [
    { value: shown, label: chosen === null ? field : t("as shown"), note: t("The field of the view that is painted on") },
    ...fields.map((name) => ({ value: name, label: t("always {{field}}", { field: name }) })),
  ];
  return (
    <>
      <Select
        look="inline"
        label={t("Painted")}
        value={onto === "mask" ? domain : (chosen ?? shown)}
        options={stepped ? options : [...options, { value: domain, label: t("domain"), note: t("Which cells take part: opens the run anew") }]}
        onChange={(next) => {
          if (next === domain) setBrush({ onto: "mask", tool: maskTools.includes(tool) ? tool : "brush" });
          else setBrush({ onto: "field", field: next === shown ? null : next });
        }}
      />
      {onto === "mask" && (
        <Select
          look="inline"
          label={t("Painted as")}
          value={inside ? "inside" : "outside"}
          options={[
            { value: "outside", label: t("outside") },
            { value: "inside", label: t("inside") },
          ]}
          onChange={(chosen) => setBrush({ inside: chosen === "inside" })}
        />
      )}
    </>
  );
}

function PlanesSetting() {
  const [{ allPlanes }, setBrush] = useBrush();
  const volume = useWorkbench((state) => state.run.shape.length === 3);
  if (!volume) return null;
  return (
    <Checkbox
      label={t("all planes")}
      title={t("Paint every plane along z, not the shown one alone.")}
      checked={allPlanes}
      onChange={(next) => setBrush({ allPlanes: next })}
    />
  );
}

/** The whole field at once. */
function Everywhere() {
  const store = useWorkbenchStore();
  const { newSeed } = useServices();
  const { tool, onto } = useWorkbench((state) => state.brush);
  const paintMark = useWorkbench((state) => state.paintMark);
  const clearMask = useWorkbench((state) => state.clearMask);
  const hasMask = useWorkbench((state) => state.spec?.grid.mask !== undefined);
  if (onto === "mask")
    return (
      <Button look="plain" disabled={!hasMask} title={t("Every cell belongs to the domain again.")} onClick={() => void clearMask()}>
        {t("No mask")}
      </Button>
    );
  if (tool === "text" || tool === "stamp") return null;
  const facts = store.getState;
  const title = { noise: "Noise everywhere", erase: "Erasing everything" }[tool as string] ?? "Filling";
  return (
    <Button
      look="plain"
      title={t("Every cell at once.")}
      onClick={() => void paintMark(tool === "noise" ? noiseMark(facts(), null, newSeed()) : fillMark(facts()), { title })}
    >
      {t("Everywhere")}
    </Button>
  );
}
