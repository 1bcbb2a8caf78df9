import type { ThresholdRule } from "../core/metrics/threshold-rule";
import { useWorkbench } from "../state/use-workbench";
import { Checkbox } from "../ui/checkbox";
import { formatNumber, formatSetting } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { HistogramPlot, type HistogramHandle } from "../views/histogram-plot";
import { useSeenSet } from "./measure-preview";
import { SettingProblem } from "./measure-problem";
import { measuredShape } from "./measure-region";
import { belonging, effectiveThreshold, firstRule, oddWindow, ruleName } from "./measure-threshold";

const rules = [
  { value: "otsu", label: "Otsu", note: "Parts the values into the two most different classes; two-level images as they are" },
  { value: "triangle", label: "Triangle", note: "For a small bright set: where the histogram bends on its way from the peak to the brightest" },
  { value: "value", label: "A value", note: "In the image's own unit: drag it on the histogram" },
  { value: "adaptive", label: "Adaptive", note: "Brighter than the mean around each cell: for uneven light" },
  {
    value: "hysteresis",
    label: "Hysteresis",
    note: "Above the low value where joined to what is above the high one: faint parts of strong structures",
  },
  { value: "none", label: "Above zero", note: "Every cell above 0 belongs to the set" },
] as const;

/** How the set is told from the rest: the rule, its numbers, the values of the image, and the side. */
export function ThresholdSettings() {
  const image = useWorkbench((state) => state.measure.image);
  const setting = useWorkbench((state) => state.measure.setting);
  const change = useWorkbench((state) => state.changeImageSetting);
  const seen = useSeenSet();
  const facts = { setting, seen };
  const { threshold, invert } = setting;
  const setRule = (rule: ThresholdRule) => change({ threshold: rule });
  return (
    <div className="measure-group">
      <div className="setting">
        <span className="setting-name">{t("Threshold")}</span>
        <Select
          label={t("Threshold")}
          look="inline"
          value={ruleName(threshold)}
          options={rules}
          onChange={(name) => setRule(firstRule(name, facts, measuredShape(image!.shape)))}
        />
      </div>
      {seen?.histogram && (
        <HistogramPlot
          {...seen.histogram}
          handles={handlesOf(threshold, effectiveThreshold(facts), setRule)}
          belonging={(value) => belonging(value, facts)}
          title={setting.background === "none" ? t("Values of the image") : t("Values less the background")}
        />
      )}
      <RuleNumbers rule={threshold} value={effectiveThreshold(facts)} invert={invert} onChange={setRule} />
      <SettingProblem about="threshold" />
      <Checkbox label={t("Invert: take the other cells")} checked={invert} onChange={(next) => change({ invert: next })} />
      {seen && (
        <p className="dim">
          {t("The set covers {{foreground}} % of the cells", { foreground: formatNumber(100 * seen.foreground, 3) })}
          {seen.notFinite > 0 && t(" that hold a number")}
          {t(". Threshold: {{rule}}.", { rule: t(seen.threshold.rule) })}
        </p>
      )}
    </div>
  );
}

/** What can be dragged: the one value, whichever rule found it, or the two of a hysteresis. */
function handlesOf(rule: ThresholdRule, value: number | null, onChange: (rule: ThresholdRule) => void): HistogramHandle[] {
  if (typeof rule === "object" && rule.rule === "hysteresis")
    return [
      { label: t("Low threshold"), value: rule.low, onChange: (low) => onChange({ ...rule, low }) },
      { label: t("High threshold"), value: rule.high, onChange: (high) => onChange({ ...rule, high }) },
    ];
  return value === null ? [] : [{ label: t("Threshold"), value, onChange }];
}

interface RuleNumbersProps {
  rule: ThresholdRule;
  value: number | null;
  invert: boolean;
  onChange(rule: ThresholdRule): void;
}

/** The numbers of a rule, to type. */
function RuleNumbers({ rule, value, invert, onChange }: RuleNumbersProps) {
  if (typeof rule === "object" && rule.rule === "adaptive")
    return (
      <>
        <Setting
          name={t("Surroundings, cells")}
          title={t(
            "Edge of the square around each cell whose mean it is held against, wider than the structures; an even number is made odd, so that it has a middle",
          )}
        >
          <NumberField
            label={t("Surroundings, cells")}
            value={rule.window}
            min={3}
            integer
            step={2}
            onChange={(window) => onChange({ ...rule, window: oddWindow(window) })}
          />
        </Setting>
        <Setting name={t("Offset")} title={t("In the image's unit")}>
          <NumberField label={t("Offset")} value={rule.offset} onChange={(offset) => onChange({ ...rule, offset })} />
        </Setting>
        <p className="dim">
          {t("{{rule}} A positive offset widens the bright side, a negative one narrows it.", {
            rule:
              rule.offset < 0
                ? t("A cell must be more than {{offset}} above the mean around it.", { offset: formatSetting(-rule.offset) })
                : rule.offset === 0
                  ? t("A cell must be brighter than the mean around it.")
                  : t("A cell may be up to {{offset}} below the mean around it.", { offset: formatSetting(rule.offset) }),
          })}
        </p>
      </>
    );
  if (typeof rule === "object")
    return (
      <>
        <Setting
          name={t("Low")}
          title={t("Cells above it belong to the set where they are joined to a cell above the high value; at most the high one")}
        >
          <NumberField label={t("Low threshold value")} value={rule.low} max={rule.high} onChange={(low) => onChange({ ...rule, low })} />
        </Setting>
        <Setting name={t("High")} title={t("Cells above it belong to the set; at least the low one")}>
          <NumberField label={t("High threshold value")} value={rule.high} min={rule.low} onChange={(high) => onChange({ ...rule, high })} />
        </Setting>
      </>
    );
  if (value === null) return null;
  return (
    <Setting name={t(invert ? "Cells up to" : "Cells above")}>
      <NumberField label={t("Threshold value")} value={Number(value.toPrecision(5))} onChange={onChange} />
    </Setting>
  );
}
