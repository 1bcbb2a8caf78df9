import { useWorkbench } from "../state/use-workbench";
import { Checkbox } from "../ui/checkbox";
import { formatNumber } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Notice } from "../ui/notice";
import { Select } from "../ui/select";
import { HistogramPlot } from "../views/histogram-plot";
import { definePanel } from "./define";
import { effectiveThreshold } from "./measure-threshold";
import { loadSample, sampleImages } from "./sample-images";
import "./measure.css";

const rules = [
  { value: "otsu", label: "Otsu's", note: "Parts the values into the two most different classes; two-level images as they are" },
  { value: "value", label: "A value", note: "In the image's own unit: drag it on the histogram" },
  { value: "none", label: "Above zero", note: "Every cell above 0 belongs to the set" },
] as const;

function MeasureSettingsPanel() {
  const facts = useWorkbench((state) => state.measure);
  const openImage = useWorkbench((state) => state.openImage);
  const setThreshold = useWorkbench((state) => state.setThreshold);
  const setInverted = useWorkbench((state) => state.setInverted);
  const { image, threshold, invert, result } = facts;
  const sample = sampleImages.find(({ file }) => file === image?.name);
  const value = effectiveThreshold(facts);
  return (
    <div className="measure-settings">
      <Select
        label="Sample image"
        value={sample?.file ?? null}
        placeholder={image ? "Samples" : "Choose a sample"}
        options={sampleImages.map(({ file, title, note }) => ({ value: file, label: title, note }))}
        onChange={(file) => void openImage(file, () => loadSample(sampleImages.find((one) => one.file === file)!))}
      />
      {image && (
        <>
          <div className="setting">
            <span className="setting-name">Threshold</span>
            <Select
              label="Threshold"
              look="inline"
              value={typeof threshold === "number" ? "value" : threshold}
              options={rules}
              onChange={(rule) => setThreshold(rule === "value" ? (value ?? 0) : rule)}
            />
          </div>
          {result?.histogram && (
            <HistogramPlot {...result.histogram} threshold={value} inverted={invert} title="Values of the image" onThreshold={setThreshold} />
          )}
          {value !== null && (
            <div className="setting">
              <span className="setting-name">Cells {invert ? "up to" : "above"}</span>
              <span className="setting-value">
                <NumberField label="Threshold value" value={Number(value.toPrecision(5))} onChange={setThreshold} />
              </span>
            </div>
          )}
          <Checkbox label="Invert: take the darker cells" checked={invert} onChange={setInverted} />
          {result && (
            <p className="dim">
              The set covers {formatNumber(100 * result.foreground, 3)} % of the image. Threshold: {result.threshold.rule}.
            </p>
          )}
          {[...image.warnings, ...(result?.warnings ?? [])].map((warning) => (
            <Notice
              key={warning}
              tone="warn"
              actions={
                /looks inverted/.test(warning) ? [{ label: invert ? "Take back the inversion" : "Invert", onClick: () => setInverted(!invert) }] : []
              }
            >
              {warning}
            </Notice>
          ))}
        </>
      )}
    </div>
  );
}

export const measureSettingsPanel = definePanel({
  id: "measure-settings",
  title: "Image and threshold",
  room: "measure",
  place: "left",
  body: MeasureSettingsPanel,
});
