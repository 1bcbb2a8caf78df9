import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import type { ColourMap } from "./colour-maps";
import { rangeNamed } from "./colour-ranges";
import { valueAt, type Contrast } from "./contrast";
import "./views.css";

const stops = Array.from({ length: 17 }, (_, i) => i / 16);

/** Share of the map's range that no eye tells from 0. */
const negligible = 1e-6;

export interface ColourBarProps {
  map: ColourMap;
  contrast: Contrast;
  unit: string;
  /** How the range was found, one of `colourRanges`. */
  range?: string;
}

/** What colours mean: the map from low to high, with the values at its ends and middle, and which cells it leaves out. */
export function ColourBar({ map, contrast, unit, range = "auto" }: ColourBarProps) {
  const { low, high, notFinite, logarithmic, note } = contrast;
  const spread = logarithmic ? 1 : Math.max(Math.abs(low), Math.abs(high)) / (high - low);
  const digits = Math.min(8, Math.max(3, 2 + Math.ceil(Math.log10(Math.max(1, spread)))));
  // Beside the other end of the map, rounding errors are nothing.
  const shown = (value: number) => formatNumber(!logarithmic && Math.abs(value) < negligible * (high - low) ? 0 : value, digits);
  const words = t("Colours from {{low}} to {{high}}", { low: shown(low), high: `${shown(high)}${unit}` });
  const { word, title } = rangeNamed(range);
  return (
    <div className="colour-bar" role="img" aria-label={word === null ? words : `${words}, ${t(title)}`}>
      {word !== null && (
        <span className="colour-bar-range" title={t(title)}>
          {t(word)}
        </span>
      )}
      <div className="colour-bar-strip" style={{ background: `linear-gradient(to top, ${stops.map((s) => map.at(s)).join(", ")})` }} />
      {[1, 0.5, 0].map((share) => (
        <span key={share} className="colour-bar-value" style={{ top: `${100 * (1 - share)}%` }}>
          {shown(valueAt(contrast, share))}
        </span>
      ))}
      {notFinite > 0 && <span className="colour-bar-broken">{t("{{count}} cells are not finite", { count: notFinite })}</span>}
      {note && <span className="colour-bar-broken colour-bar-note">{t(note)}</span>}
    </div>
  );
}
