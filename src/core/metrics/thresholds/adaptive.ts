import type { Field, Mask } from "../../define/metric";
import { localMean } from "./local-mean";

/**
 * The cells brighter than the mean of their surroundings less an offset: for images whose light is uneven. (Bradley, Roth 2007,
 * doi:10.1080/2151237X.2007.10129236, with a difference in place of their share.) What is not finite never belongs to the set.
 * @param window edge of the surroundings in cells, odd; wider than what is looked for, narrower than the changes of light.
 * @param offset in the values' own units; above 0 the set grows, below it shrinks.
 */
export function adaptiveMask(field: Field, window: number, offset: number): Mask {
  const { shape, values } = field;
  const mean = localMean(field, window);
  const cells = new Uint8Array(values.length);
  for (let i = 0; i < cells.length; i++) if (Number.isFinite(values[i]) && values[i]! > mean[i]! - offset) cells[i] = 1;
  return { shape, cells };
}
