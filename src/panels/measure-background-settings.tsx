import { useWorkbench } from "../state/use-workbench";
import { NumberField } from "../ui/number-field";
import { Select } from "../ui/select";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { SettingProblem } from "./measure-problem";
import { measuredShape } from "./measure-region";

const rules = [
  { value: "none", label: "Leave it", note: "The values as they are" },
  { value: "plane", label: "A plane", note: "Takes off the plane of least squares: light that falls off to one side" },
  { value: "opening", label: "Behind structures", note: "Takes off what varies more slowly than structures of a size: blotchy light" },
] as const;
const grounds = [
  { value: "dark", label: "dark", note: "Bright structures before a dark background" },
  { value: "bright", label: "bright", note: "Dark structures before a bright background; they come out bright" },
] as const;

/** Of the shorter side: the radius that structures are first taken to have at most. */
const firstRadiusShare = 1 / 20;

/** What is taken off the values before the threshold parts them. */
export function BackgroundSettings() {
  const image = useWorkbench((state) => state.measure.image);
  const background = useWorkbench((state) => state.measure.setting.background);
  const change = useWorkbench((state) => state.changeImageSetting);
  const sides = measuredShape(image!.shape);
  const opening = typeof background === "object" ? background : null;
  const first = { rule: "opening", radius: Math.max(1, Math.round(Math.min(...sides) * firstRadiusShare)), background: "dark" } as const;
  return (
    <div className="measure-group">
      <div className="setting">
        <span className="setting-name">{t("Background")}</span>
        <Select
          label={t("Background")}
          look="inline"
          value={typeof background === "object" ? background.rule : background}
          options={rules}
          onChange={(rule) => change({ background: rule === "opening" ? first : rule })}
        />
      </div>
      {opening && (
        <>
          <Setting name={t("Radius, cells")} title={t("More than half the width of the widest structure that is to stay")}>
            <NumberField
              label={t("Radius of structures, cells")}
              value={opening.radius}
              min={1}
              max={Math.max(...sides)}
              integer
              onChange={(radius) => change({ background: { ...opening, radius } })}
            />
          </Setting>
          <Setting name={t("Behind them it is")}>
            <Select
              label={t("Brightness of the background")}
              look="inline"
              value={opening.background}
              options={grounds}
              onChange={(ground) => change({ background: { ...opening, background: ground } })}
            />
          </Setting>
        </>
      )}
      <SettingProblem about="radius" />
      <SettingProblem about="background" />
    </div>
  );
}
