import { useState } from "react";
import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { Checkbox } from "../ui/checkbox";
import { formatCount } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { t } from "../ui/text";
import { SettingProblem } from "./measure-problem";
import { axisNames, limitProblem, measuredShape, unlessWhole, wholeRegion } from "./measure-region";

/** The part of the image that is measured, by numbers; on the image it is drawn with "Choose a part". */
export function RegionSettings() {
  const image = useWorkbench((state) => state.measure.image)!;
  const region = useWorkbench((state) => state.measure.setting.region);
  const periodic = useWorkbench((state) => state.measure.setting.periodic);
  const change = useWorkbench((state) => state.changeImageSetting);
  const shape = measuredShape(image.shape);
  const limits = region ?? wholeRegion(shape);
  const set = (axis: number, from: number, to: number) =>
    change({
      region: unlessWhole(
        limits.map((limit, k) => (k === axis ? ([from, to] as const) : limit)),
        shape,
      ),
    });
  const cells = limits.reduce((product, [from, to]) => product * (to - from), 1);
  return (
    <div className="measure-group">
      <Setting
        name={t("Measured part")}
        title={t("Draw it on the image with “Choose a part”, or type it here: from the first cell to before the last")}
      >
        {region ? (
          <Button look="plain" onClick={() => change({ region: null })}>
            {t("Whole image")}
          </Button>
        ) : (
          <span className="dim">{t("whole image")}</span>
        )}
      </Setting>
      {limits.map(([from, to], axis) => {
        const name = axisNames(shape)[axis]!;
        return <LimitFields key={axis} name={name} from={from} to={to} side={shape[axis]!} onChange={(first, end) => set(axis, first, end)} />;
      })}
      {region && <p className="dim">{t("{{n}} cells are measured.", { n: formatCount(cells), count: cells })}</p>}
      <Checkbox
        label={t("Periodic: opposite sides touch")}
        title={t(
          "For the field of a periodic run. Measures that have no periodic form say so, and the surroundings of a threshold or background still end at the sides.",
        )}
        checked={periodic}
        onChange={(next) => change({ periodic: next })}
      />
      <SettingProblem about="region" />
    </div>
  );
}

interface LimitFieldsProps {
  name: string;
  from: number;
  to: number;
  side: number;
  onChange(from: number, to: number): void;
}

/** Both ends along one axis. One that is outside the image is refused in words, and what was there is kept. */
function LimitFields({ name, from, to, side, onChange }: LimitFieldsProps) {
  const [refused, setRefused] = useState<string | null>(null);
  const take = (first: number, end: number) => {
    const problem = limitProblem(name, first, end, side);
    setRefused(problem && t("{{problem}} {{from}} to {{to}} was kept.", { problem, from, to }));
    if (!problem) onChange(first, end);
  };
  return (
    <>
      <div className="setting measure-range">
        <span className="setting-name">{name}</span>
        <NumberField
          soft
          label={t("First of the {{name}}", { name })}
          value={from}
          min={0}
          max={to - 1}
          integer
          onChange={(next) => take(next, to)}
        />
        <span className="dim">{t("to")}</span>
        <NumberField
          soft
          label={t("End of the {{name}}", { name })}
          value={to}
          min={from + 1}
          max={side}
          integer
          onChange={(next) => take(from, next)}
        />
      </div>
      {refused && (
        <p role="alert" className="measure-refused">
          {refused}
        </p>
      )}
    </>
  );
}
