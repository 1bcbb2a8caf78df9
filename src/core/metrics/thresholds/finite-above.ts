import type { Field, Mask } from "../../define/metric";

/** The finite cells whose value is above the threshold, strictly. */
export function finiteAbove({ shape, values }: Field, threshold: number): Mask {
  const cells = new Uint8Array(values.length);
  for (let i = 0; i < cells.length; i++) if (values[i]! > threshold && Number.isFinite(values[i])) cells[i] = 1;
  return { shape, cells };
}
