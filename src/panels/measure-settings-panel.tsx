import { useWorkbench } from "../state/use-workbench";
import { Select } from "../ui/select";
import { Notice } from "../ui/notice";
import { t } from "../ui/text";
import { BackgroundSettings } from "./measure-background-settings";
import { CalibrationSettings } from "./measure-calibration-settings";
import { useSeenSet } from "./measure-preview";
import { RegionSettings } from "./measure-region-settings";
import { ThresholdSettings } from "./measure-threshold-settings";
import { definePanel } from "./define";
import { loadSample, sampleImages } from "./sample-images";
import "./measure.css";

/** Everything that decides what is measured; each change measures anew. */
function MeasureSettingsPanel() {
  const image = useWorkbench((state) => state.measure.image);
  const openImage = useWorkbench((state) => state.openImage);
  const sample = sampleImages.find(({ file }) => file === image?.name);
  return (
    <div className="measure-settings">
      <Select
        label={t("Sample image")}
        value={sample?.file ?? null}
        placeholder={image ? t("Samples") : t("Choose a sample")}
        options={sampleImages.map(({ file, title, note }) => ({ value: file, label: title, note }))}
        onChange={(file) => void openImage(file, () => loadSample(sampleImages.find((one) => one.file === file)!))}
      />
      {image ? (
        <>
          <ThresholdSettings />
          <Warnings />
          <BackgroundSettings />
          <RegionSettings key={image.name} />
          <CalibrationSettings key={`${image.name} cells`} />
        </>
      ) : (
        <p className="dim">{t("With an image come its threshold, background, measured part and cell size.")}</p>
      )}
    </div>
  );
}

/** What the file and the set have of note; an inverted set is put right with a press. */
function Warnings() {
  const ofFile = useWorkbench((state) => state.measure.image!.warnings);
  const ofSet = useSeenSet()?.warnings;
  const invert = useWorkbench((state) => state.measure.setting.invert);
  const change = useWorkbench((state) => state.changeImageSetting);
  const invertAction = { label: invert ? t("Take back the inversion") : t("Invert"), onClick: () => change({ invert: !invert }) };
  return [...ofFile, ...(ofSet ?? [])].map((warning) => (
    <Notice key={warning} tone="warn" actions={/looks inverted/.test(warning) ? [invertAction] : []}>
      {t(warning)}
    </Notice>
  ));
}

export const measureSettingsPanel = definePanel({
  id: "measure-settings",
  title: "Image and threshold",
  room: "measure",
  place: "left",
  body: MeasureSettingsPanel,
});
