import { useWorkbench } from "../state/use-workbench";
import { Button } from "../ui/button";
import { formatCount } from "../ui/format";
import { NumberField } from "../ui/number-field";
import { Setting } from "../ui/setting";
import { SettingProblem } from "./measure-problem";
import { axisNames, measuredShape, unlessWhole, wholeRegion } from "./measure-region";

/** The part of the image that is measured, by numbers; on the image it is drawn with "Choose a part". */
export function RegionSettings() {
  const image = useWorkbench((state) => state.measure.image)!;
  const region = useWorkbench((state) => state.measure.setting.region);
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
      <Setting name="Measured part" title="Draw it on the image with “Choose a part”, or type it here: from the first cell to before the last">
        {region ? (
          <Button look="plain" onClick={() => change({ region: null })}>
            Whole image
          </Button>
        ) : (
          <span className="dim">whole image</span>
        )}
      </Setting>
      {limits.map(([from, to], axis) => {
        const name = axisNames(shape)[axis]!;
        return (
          <div key={axis} className="setting measure-range">
            <span className="setting-name">{name}</span>
            <NumberField label={`First of the ${name}`} value={from} min={0} max={to - 1} integer onChange={(next) => set(axis, next, to)} />
            <span className="dim">to</span>
            <NumberField
              label={`End of the ${name}`}
              value={to}
              min={from + 1}
              max={shape[axis]!}
              integer
              onChange={(next) => set(axis, from, next)}
            />
          </div>
        );
      })}
      {region && <p className="dim">{formatCount(cells)} cells are measured.</p>}
      <SettingProblem about="region" />
    </div>
  );
}
