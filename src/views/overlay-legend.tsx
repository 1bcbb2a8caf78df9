import type { ReactNode } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import type { ColourMap } from "./colour-maps";
import "./measure-views.css";

/** What a mark on the picture stands for. */
export type LegendMark = "set" | "box" | "skeleton" | "end" | "branching" | "crossing" | "not-finite";

export function LegendItem({ mark, children }: { mark: LegendMark; children: ReactNode }) {
  return (
    <span className="legend-item">
      <span className={`legend-mark legend-${mark}`} aria-hidden="true" />
      {children}
    </span>
  );
}

const stops = Array.from({ length: 17 }, (_, i) => i / 16);

/** A colour map lying, with the values at its ends. */
export function LegendScale({ map, low, high, label }: { map: ColourMap; low: number; high: number; label: string }) {
  const ends = t("{{low}} to {{high}}", { low: formatNumber(low, 3), high: formatNumber(high, 3) });
  return (
    <span className="legend-item" role="img" aria-label={t("{{label}}: colours from {{ends}}", { label, ends })}>
      {label} {formatNumber(low, 3)}
      <span className="legend-strip" style={{ backgroundImage: `linear-gradient(to right, ${stops.map((t) => map.at(t)).join(", ")})` }} />
      {formatNumber(high, 3)}
    </span>
  );
}
