import { useEffect, useMemo, useRef } from "react";
import { formatNumber } from "../ui/format";
import { t } from "../ui/text";
import { colourMaps, lookupTable, notFiniteColour } from "./colour-maps";
import "./notebook-views.css";

export interface HeatImageProps {
  title: string;
  /** Rows and columns. */
  shape: readonly [number, number];
  /** One byte a cell in base64: 0…254 from `min` to `max`, 255 where the value is not finite. */
  levels: string;
  min: number | null;
  max: number | null;
  notFinite: number;
  /** Id of a map in `colour-maps`. */
  colourMap: string;
  /** How brightly a lit surface shines at each cell, in base64, 0…255; a flat picture has none. */
  light?: string | undefined;
  /** Lines of equal value, as data of paths in cells of the picture. */
  lines?: readonly { level: number; path: string }[] | undefined;
}

/** A small still picture of a field, row 0 at the top, with its range under it. */
export function HeatImage({ title, shape, levels, min, max, notFinite, colourMap, light, lines = [] }: HeatImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const table = useMemo(() => lookupTable(colourMaps.get(colourMap)), [colourMap]);
  const [rows, columns] = shape;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const pixels = new Uint8ClampedArray(4 * rows * columns);
    const bytes = atob(levels);
    const bright = light === undefined ? null : atob(light);
    for (let i = 0; i < rows * columns; i++) {
      const level = bytes.charCodeAt(i);
      // 254 levels spread over the 256 colours of the map.
      const entry = 4 * Math.round((level * 255) / 254);
      const colour = level === 255 ? notFiniteColour : table.subarray(entry, entry + 3);
      const shade = bright ? bright.charCodeAt(i) / 255 : 1;
      for (let channel = 0; channel < 3; channel++) pixels[4 * i + channel] = shade * colour[channel]!;
      pixels[4 * i + 3] = 255;
    }
    context.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  }, [rows, columns, levels, light, table]);

  const range = min === null ? t("no value is finite") : t("from {{min}} to {{max}}", { min: formatNumber(min), max: formatNumber(max) });
  const stops = Array.from({ length: 17 }, (_, i) => `rgb(${table.slice(60 * i, 60 * i + 3).join(" ")})`);
  return (
    <figure className="heat-image">
      {title && <figcaption>{title}</figcaption>}
      <div className="heat-picture">
        <canvas ref={canvas} width={columns} height={rows} role="img" aria-label={`${title || t("Field")}, ${range}`} />
        {lines.length > 0 && (
          <svg viewBox={`0 0 ${columns} ${rows}`} preserveAspectRatio="none" aria-hidden>
            {["heat-line-under", "heat-line"].map((kind) =>
              lines.map(({ level, path }) => <path key={`${kind} ${level}`} className={kind} d={path} />),
            )}
          </svg>
        )}
      </div>
      {min !== null && (
        <div className="heat-scale">
          <span>{formatNumber(min)}</span>
          <span className="heat-bar" style={{ backgroundImage: `linear-gradient(to right, ${stops.join(", ")})` }} />
          <span>{formatNumber(max)}</span>
        </div>
      )}
      {notFinite > 0 && <p className="dim">{t("{{count}} cells are not finite.", { count: notFinite })}</p>}
    </figure>
  );
}
