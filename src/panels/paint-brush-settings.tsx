import { amplitudeAtHand, brushKey, paintedUnit, usualRange, valueAtHand } from "../state/brush-values";
import type { Brush } from "../state/brush";
import { useWorkbench } from "../state/use-workbench";
import { formatSetting, formatUnit } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Slider } from "../ui/slider";
import { t } from "../ui/text";
import { StampPicture } from "./paint-picture";

/** The brush, and how to change it. */
export function useBrush(): [Brush, (change: Partial<Brush>) => void] {
  return [useWorkbench((state) => state.brush), useWorkbench((state) => state.setBrush)];
}

export function BrushSettings() {
  const [{ radius, softness, tool, onto }, setBrush] = useBrush();
  const shape = useWorkbench((state) => state.run.shape);
  const largest = Math.max(2, Math.max(...shape.slice(-2)) / 2);
  return (
    <>
      <span className="paint-setting">
        <span className="dim">{t("radius")}</span>
        <Slider
          label={t("Radius of the brush")}
          value={radius}
          min={0.5}
          max={largest}
          logarithmic
          onChange={(next) => setBrush({ radius: Number(next.toPrecision(3)) })}
        />
        <NumberField label={t("Radius in cells")} value={radius} min={0.1} max={largest} onChange={(next) => setBrush({ radius: next })} />
      </span>
      {tool !== "noise" && onto === "field" && (
        <span className="paint-setting paint-short">
          <span className="dim">{t("soft")}</span>
          <Slider
            label={t("Softness of the brush's edge")}
            value={softness}
            min={0}
            max={1}
            onChange={(next) => setBrush({ softness: Number(next.toFixed(2)) })}
          />
        </span>
      )}
    </>
  );
}

export function ValueSettings() {
  const [{ blend, values }, setBrush] = useBrush();
  const value = useWorkbench(valueAtHand);
  const key = useWorkbench(brushKey);
  const unit = formatUnit(useWorkbench(paintedUnit));
  const [low, high] = useWorkbench(usualRange);
  return (
    <>
      <span className="paint-setting" title={t("In ordinary runs from {{low}} to {{high}}", { low: formatSetting(low), high: formatSetting(high) })}>
        <Select
          look="inline"
          label={t("How it is painted")}
          value={blend}
          options={[
            { value: "set", label: t("set to") },
            { value: "add", label: t("add") },
          ]}
          onChange={(next) => setBrush({ blend: next })}
        />
        <NumberField label={t("Value that is painted")} value={value} onChange={(next) => setBrush({ values: { ...values, [key]: next } })} />
        <span className="dim">
          {unit} {t("of {{low}} to {{high}}", { low: formatSetting(low), high: formatSetting(high) })}
        </span>
      </span>
    </>
  );
}

export function AmplitudeSetting() {
  const [{ amplitudes }, setBrush] = useBrush();
  const amplitude = useWorkbench(amplitudeAtHand);
  const key = useWorkbench(brushKey);
  return (
    <span className="paint-setting" title={t("Standard deviation of the noise that is added.")}>
      <span className="dim">{t("amplitude")}</span>
      <NumberField
        label={t("Amplitude of the painted noise")}
        value={amplitude}
        min={0}
        onChange={(next) => setBrush({ amplitudes: { ...amplitudes, [key]: next } })}
      />
    </span>
  );
}

export function TextSettings() {
  const [{ text, textSize }, setBrush] = useBrush();
  return (
    <span className="paint-setting">
      <input
        className="text-field paint-text"
        type="text"
        aria-label={t("Words to paint")}
        placeholder={t("Words to paint")}
        maxLength={200}
        value={text}
        onChange={(event) => setBrush({ text: event.target.value })}
      />
      <NumberField
        label={t("Height of the letters in cells")}
        value={textSize}
        min={4}
        max={1024}
        integer
        step={2}
        onChange={(next) => setBrush({ textSize: next })}
      />
      <span className="dim">{t("cells tall")}</span>
    </span>
  );
}

export function StampSettings() {
  const [{ image, imageSize, imagePart }, setBrush] = useBrush();
  return (
    <span className="paint-setting">
      <StampPicture />
      {image && (
        <>
          <Select
            look="inline"
            label={t("Part of the picture that is painted")}
            value={imagePart}
            options={[
              { value: "dark", label: t("its dark parts") },
              { value: "light", label: t("its light parts") },
            ]}
            onChange={(next) => setBrush({ imagePart: next })}
          />
          <NumberField
            label={t("Longer side of the stamp in cells")}
            value={imageSize}
            min={2}
            max={2048}
            integer
            step={4}
            onChange={(next) => setBrush({ imageSize: next })}
          />
          <span className="dim">{t("cells long")}</span>
        </>
      )}
    </span>
  );
}
