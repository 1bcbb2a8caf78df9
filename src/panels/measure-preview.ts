import { useDeferredValue, useMemo } from "react";
import type { ImportedArray } from "../connectors/connector";
import type { Mask } from "../core/define/metric";
import { prepareImage, type PreparedImage, type Region } from "../core/metrics/prepare-image";
import { cropField } from "../core/metrics/region";
import { cellsIn } from "../core/metrics/threshold";
import { applyThreshold } from "../core/metrics/threshold-rule";
import type { ImageSetting, MeasureFacts } from "../state/measure-slice";
import { useWorkbench, useWorkbenchStore } from "../state/use-workbench";
import { measuredShape } from "./measure-region";

/** The set that is shown, and how it was made. */
export interface SeenSet extends Pick<PreparedImage, "threshold" | "histogram" | "foreground" | "notFinite" | "warnings"> {
  mask: Mask;
  /** The part of the image that it was made of; null for the whole. */
  region: Region | null;
}

/** Cells of which a set is made in about a tenth of a second or less, by rule. */
const [mostAtOnce, mostJoined, mostAround] = [2 ** 22, 2 ** 20, 2 ** 18];

function mostCells({ threshold, background }: ImageSetting): number {
  if (background !== "none") return mostAround;
  if (typeof threshold !== "object") return mostAtOnce;
  return threshold.rule === "hysteresis" ? mostJoined : mostAround;
}

/** By setting, of which each change makes another object. */
const previews = new WeakMap<ImageSetting, SeenSet | null>();
/** Of an image the set that was made last by a rule: what a dragged threshold leaves as it is need not be worked out again. */
const latest = new WeakMap<ImportedArray["values"], SeenSet>();

/**
 * The set as the setting has it, made here and now, so that it follows a dragged threshold while the measures are waited for. Null where
 * that would hold up the page, or the setting does not fit the image.
 */
export function previewSet(shown: Pick<ImportedArray, "shape" | "values">, setting: ImageSetting): SeenSet | null {
  const known = previews.get(setting);
  if (known !== undefined) return known;
  const { region } = setting;
  const cells = region ? region.reduce((product, [from, to]) => product * (to - from), 1) : shown.values.length;
  const made = cells > mostCells(setting) ? null : madeOf(shown, setting, cells > mostJoined);
  previews.set(setting, made);
  if (made) latest.set(shown.values, made);
  return made;
}

function madeOf({ shape, values }: Pick<ImportedArray, "shape" | "values">, setting: ImageSetting, isLarge: boolean): SeenSet | null {
  const { threshold, invert, region, background } = setting;
  const last = latest.get(values);
  try {
    if (!isLarge || typeof threshold !== "number" || background !== "none" || !last || last.region !== region)
      return { ...prepareImage({ shape, values, ...setting }), region };
    const whole = { shape: measuredShape(shape), values };
    const { mask, value, rule } = applyThreshold(region ? cropField(whole, region) : whole, threshold, invert);
    const foreground = cellsIn(mask) / Math.max(1, mask.cells.length - last.notFinite);
    return { ...last, mask, threshold: { value, rule }, foreground, warnings: [] };
  } catch {
    // Measuring tells in words why it does not fit.
    return null;
  }
}

/** The set that was measured; null without one. */
export const measuredSet = ({ result, measured }: Pick<MeasureFacts, "result" | "measured">): SeenSet | null =>
  result && measured && { ...result, mask: result.set, region: measured.region };

/** The set as the image is set now where it can be had at once, else the one that was measured last. */
export function useSeenSet(): SeenSet | null {
  const shown = useShownImage();
  const result = useWorkbench((state) => state.measure.result);
  const measured = useWorkbench((state) => state.measure.measured);
  // A set of millions of cells is made after the controls have moved, not before.
  const setting = useDeferredValue(useWorkbench((state) => state.measure.setting));
  return useMemo(() => {
    const old = measuredSet({ result, measured });
    return measured === setting || !shown ? old : (previewSet(shown, setting) ?? old);
  }, [shown, result, measured, setting]);
}

/** The values of the image that is open. */
export function useShownImage(): ImportedArray | null {
  const store = useWorkbenchStore();
  const image = useWorkbench((state) => state.measure.image);
  return useMemo(() => image && store.getState().shownImage(), [image, store]);
}
