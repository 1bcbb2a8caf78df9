import { lazy, Suspense, useMemo, useState } from "react";
import { models } from "../core/models/index";
import { modelOf } from "../core/spec/model-of";
import { canonicalJson } from "../core/spec/hash";
import type { RunSpec, RunSpecInput } from "../core/spec/run-spec";
import { useWorkbench } from "../state/use-workbench";
import { Dialog } from "../ui/dialog";
import { Select } from "../ui/select";
import { t } from "../ui/text";
import { GalleryPicture } from "./gallery-card";
import { galleryGroups, type GalleryEntry } from "./gallery-entries";
import "./lab.css";

const GalleryBody = lazy(async () => ({ default: (await import("./model-gallery-body")).GalleryBody }));

/** Which model runs, and with which of its settings. */
export function ModelChooser() {
  const spec = useWorkbench((state) => state.spec);
  const preset = useWorkbench((state) => state.preset);
  const choosePreset = useWorkbench((state) => state.choosePreset);
  const presets = spec ? modelOf(spec).presets : [];
  return (
    <>
      <GalleryButton />
      {presets.length > 0 && (
        <Select
          label={t("Preset")}
          value={preset}
          placeholder={t("own setting")}
          options={presets.map(({ id, title, note }) => ({ value: id, label: title, note }))}
          onChange={(id) => void choosePreset(id)}
        />
      )}
    </>
  );
}

/** Whether two specs declare the same model, whatever its parameters are set to. */
function sameEquations(a: RunSpecInput, b: RunSpec): boolean {
  const declared = ({ model, species = {}, params = {}, equations = {}, auxiliary = {} }: RunSpecInput | RunSpec) =>
    canonicalJson([model, species, params, equations, auxiliary]);
  return declared(a) === declared(b);
}

/** The present model; pressed, it shows all of them. */
function GalleryButton() {
  const [open, setOpen] = useState(false);
  const spec = useWorkbench((state) => state.spec);
  const own = useWorkbench((state) => state.ownModels);
  const chooseModel = useWorkbench((state) => state.chooseModel);
  const openOwnModel = useWorkbench((state) => state.openOwnModel);
  const removeOwnModel = useWorkbench((state) => state.removeOwnModel);
  const groups = useMemo(() => galleryGroups(models, own), [own]);
  const entries = groups.flatMap((group) => group.entries);
  const presentId = useMemo(() => spec && (own.find((one) => sameEquations(one.spec, spec))?.id ?? spec.model), [own, spec]);
  const present = entries.find(({ id }) => id === presentId) ?? null;
  const title = present?.title ?? (spec?.model === "custom" ? t("Own equations") : t("Model"));
  const fields = Object.keys(spec?.species ?? {});

  const choose = ({ kind, id }: GalleryEntry) => {
    setOpen(false);
    if (kind === "own") void openOwnModel(id);
    else if (id !== presentId) void chooseModel(id);
  };

  return (
    <Dialog
      title={t("Models")}
      className="gallery"
      open={open}
      onOpenChange={setOpen}
      trigger={
        <button type="button" className="select select-block gallery-button" aria-label={t("Model: {{title}}", { title: t(title) })}>
          <GalleryPicture key={present?.id ?? "own"} entry={present ?? { kind: "own", id: "", fields }} />
          <span className="gallery-button-title">{t(title)}</span>
          <span className="select-mark" aria-hidden="true">
            ▾
          </span>
        </button>
      }
    >
      <Suspense fallback={<p className="gallery-head dim">{t("Opening the gallery")}</p>}>
        <GalleryBody
          groups={groups}
          present={present?.id ?? null}
          onChoose={choose}
          onDelete={({ id }) => removeOwnModel(id)}
          onOpened={() => setOpen(false)}
        />
      </Suspense>
    </Dialog>
  );
}
