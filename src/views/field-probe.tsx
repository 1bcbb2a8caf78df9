import { formatNumber, formatSetting } from "../ui/format";
import { t } from "../ui/text";
import type { Cell } from "./field-link";
import type { PictureSource } from "./picture";
import { useCalmly } from "./use-calmly";
import "./views.css";

export interface FieldProbeProps {
  source: PictureSource;
  cell: Cell;
  /** Where it stands, in shares of the box around it. */
  at: { x: number; y: number };
  spacing: readonly [number, number];
  symbol: string;
  unit: string;
  /** Read aloud. */
  announce: boolean;
}

/** What a field holds in one cell, beside the cell. */
export function FieldProbe({ source, cell, at, spacing: [hy, hx], symbol, unit, announce }: FieldProbeProps) {
  const value = useCalmly(source, () => {
    const picture = source.latest();
    const index = picture ? cell.y * picture.nx + cell.x : 0;
    return picture?.inside?.[index] === 0 ? "outside" : picture?.values[index];
  });
  const side = `${at.x > 0.6 ? "probe-left" : ""} ${at.y < 0.15 ? "probe-below" : ""}`;
  return (
    <output className={`field-probe ${side}`} style={{ left: `${100 * at.x}%`, top: `${100 * at.y}%` }} aria-live={announce ? "polite" : "off"}>
      x {formatSetting(cell.x * hx)}, y {formatSetting(cell.y * hy)}
      <b>{value === "outside" ? t("outside the domain") : `${symbol} ${formatNumber(value)}${unit}`}</b>
    </output>
  );
}

/** Marks the cell that is read. */
export const Crosshair = ({ at }: { at: { x: number; y: number } }) => (
  <span className="field-crosshair" style={{ left: `${100 * at.x}%`, top: `${100 * at.y}%` }} aria-hidden="true" />
);
