import { formatNumber } from "../ui/format";
import type { ColourMap } from "./colour-maps";
import type { Contrast } from "./contrast";
import "./views.css";

const stops = Array.from({ length: 17 }, (_, i) => i / 16);

/** Share of the map's range that no eye tells from 0. */
const negligible = 1e-6;

/** What colours mean: the map from low to high, with the values at its ends and middle. */
export function ColourBar({ map, contrast, unit }: { map: ColourMap; contrast: Contrast; unit: string }) {
  const { low, high, notFinite } = contrast;
  const spread = Math.max(Math.abs(low), Math.abs(high)) / (high - low);
  const digits = Math.min(8, Math.max(3, 2 + Math.ceil(Math.log10(Math.max(1, spread)))));
  // Beside the other end of the map, rounding errors are nothing.
  const shown = (value: number) => formatNumber(Math.abs(value) < negligible * (high - low) ? 0 : value, digits);
  const words = `Colours from ${shown(low)} to ${shown(high)}${unit}`;
  return (
    <div className="colour-bar" role="img" aria-label={words}>
      <div className="colour-bar-strip" style={{ background: `linear-gradient(to top, ${stops.map((t) => map.at(t)).join(", ")})` }} />
      {[high, (low + high) / 2, low].map((value, i) => (
        <span key={i} className="colour-bar-value" style={{ top: `${50 * i}%` }}>
          {shown(value)}
        </span>
      ))}
      {notFinite > 0 && <span className="colour-bar-broken">{notFinite === 1 ? "1 cell is" : `${notFinite} cells are`} not finite</span>}
    </div>
  );
}
