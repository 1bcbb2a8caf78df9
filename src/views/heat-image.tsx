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
}

/** A small still picture of a field, row 0 at the top, with its range under it. */
export function HeatImage({ title, shape, levels, min, max, notFinite, colourMap }: HeatImageProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const table = useMemo(() => lookupTable(colourMaps.get(colourMap)), [colourMap]);
  const [rows, columns] = shape;
  useEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const pixels = new Uint8ClampedArray(4 * rows * columns);
    const bytes = atob(levels);
    for (let i = 0; i < rows * columns; i++) {
      const level = bytes.charCodeAt(i);
      // 254 levels spread over the 256 colours of the map.
      const entry = 4 * Math.round((level * 255) / 254);
      pixels.set(level === 255 ? [...notFiniteColour, 255] : table.subarray(entry, entry + 4), 4 * i);
    }
    context.putImageData(new ImageData(pixels, columns, rows), 0, 0);
  }, [rows, columns, levels, table]);

  const range = min === null ? t("no value is finite") : t("from {{min}} to {{max}}", { min: formatNumber(min), max: formatNumber(max) });
  const stops = Array.from({ length: 17 }, (_, i) => `rgb(${table.slice(60 * i, 60 * i + 3).join(" ")})`);
  return (
    <figure className="heat-image">
      {title && <figcaption>{title}</figcaption>}
      <canvas ref={canvas} width={columns} height={rows} role="img" aria-label={`${title || t("Field")}, ${range}`} />
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
